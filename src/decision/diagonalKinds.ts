import { type Steps, sumsWork } from "../results/giveWay.js";
import { type Kind, kindOf, type Member } from "./productKinds.js";
import { type RankedInput, rankedInput } from "./rankedInput.js";
import { responseByPoint } from "./responseByPoint.js";
import { smoothInputSteps } from "./smoothInput.js";
import { bestScale } from "./splineModels.js";

/** With more pairs than this products must do. */
const MOST_PAIRS = 6;
/** Functions of a sum or a difference. */
const MOST_FUNCTIONS = 32;
/** So little is added to tell equal ones apart: draws without ties share their functions. */
const APART = 1e-9;

/**
 * Functions of the difference, and of the sum, of two inputs' ranks: what matters is how far apart they lie, or what they come to
 * together, which takes a great many products to follow where it bends sharply.
 *
 * Source: Friedman & Stuetzle, Journal of the American Statistical Association 1981;76:817–823.
 */
export function* diagonalKindSteps(
  members: readonly Member[],
  left: Float64Array,
  noiseVariance: number,
): Steps<readonly Kind[]> {
  const ranks = members.flatMap((member) => (member.ranks === undefined ? [] : [member.ranks]));
  const pairs = ranks.flatMap((one, at) => ranks.slice(at + 1).map((other) => [one, other] as const));
  if (pairs.length > MOST_PAIRS) return [];
  const kinds: Kind[] = [];
  for (const [one, other] of pairs) {
    for (const sign of [-1, 1]) {
      const place = one.map((rank, draw) => rank + sign * other[draw]! + (APART * draw) / left.length);
      const input = yield* smoothInputSteps(rankedInput(place, false));
      const best = bestScale(input, responseByPoint(input.ranked, left));
      yield sumsWork(700 * left.length);
      if (best === undefined || best.basis.functions.length < 2) continue;
      const freedom = best.spread.reduce((sum, spread) => sum + 1 - 1 / spread, 0);
      const count = Math.min(MOST_FUNCTIONS, best.basis.functions.length, Math.ceil(2 * freedom) + 6);
      // The straight line is one of each input's own.
      const columns = byDraw(best.basis.functions.slice(1, count), input.ranked);
      const { roughness } = best.basis;
      const shares = Array.from(roughness.slice(1, count), (rough) => roughness[1]! / rough);
      kinds.push(kindOf({ columns, shares }, left, noiseVariance));
    }
  }
  return kinds;
}

/** Functions of points as functions of draws. */
export const byDraw = (
  functions: readonly Float64Array[],
  { pointOf }: RankedInput,
): readonly Float64Array[] =>
  functions.map((column) => Float64Array.from(pointOf, (point) => column[point]!));
