import { exp, ln } from "../quantity/portableMath.js";
import { type Steps, sumsWork } from "../results/giveWay.js";
import type { PointModel } from "./pointModel.js";
import type { RankedInput } from "./rankedInput.js";
import type { ResponseByPoint } from "./responseByPoint.js";
import { addTimes, difference } from "./vector.js";

/** Cuts that an input is thought to have beforehand, about. */
const CUTS_EXPECTED = 2;
/** Terms so far below the largest, in ln, add nothing to a sum. */
const NEGLIGIBLE = 35;
/** A redraw takes its normals in turn for so many stretches at first; further ones take them again. */
const STRETCHES = 64;

/**
 * A net benefit that stays the same over stretches of an input's points and steps in between: every way to cut the points, each
 * by how likely it makes the draws, stretches' means drawn towards 0 as broadly as the draws themselves are spread. Sums over
 * all ways are exact, by recursion from left to right.
 *
 * Sources: Barry & Hartigan, Annals of Statistics 1992;20:260–279; Fearnhead, Statistics and Computing 2006;16:203–213.
 *
 * @param worthless beyond this deviance the model would not be heard: undefined is given
 */
export function* stepModelSteps(
  ranked: RankedInput,
  data: ResponseByPoint,
  worthless: number,
): Steps<PointModel | undefined> {
  if (!ranked.isOrdered || ranked.counts.length < 3) return undefined;
  const { draws } = ranked;
  const work = sumsWork(5 * ranked.counts.length * ranked.counts.length);
  const first = cutsOf(ranked, data, noiseFromNeighbours(ranked, data));
  yield work;
  // The noise that is left by the fit makes the draws likelier than a first guess does, by so much at most.
  if (first.deviance > worthless + draws / 20) return undefined;
  const cuts = cutsOf(ranked, data, noiseLeft(ranked, data, first.fitted));
  yield work;
  if (cuts.deviance > worthless) return undefined;
  const { counts } = ranked;
  return {
    deviance: cuts.deviance,
    fitted: cuts.fitted.map((value) => value + data.mean),
    freedom: cuts.freedom,
    normals: 3 * STRETCHES,
    shake: (values, noise, normals) => {
      addTimes(values, cuts.fitted, -1);
      for (let end = counts.length, turn = 0; end > 0; turn++) {
        const [a, b, c] = [0, 1, 2].map((at) => normals[3 * (turn % STRETCHES) + at]!) as [
          number,
          number,
          number,
        ];
        // Of two normals a uniform: how likely they are to lie as far out together.
        const start = cuts.startBefore(end, exp(-(a * a + b * b) / 2));
        let size = 0;
        let fresh = 0;
        for (let point = start; point < end; point++) {
          size += counts[point]!;
          fresh += counts[point]! * noise[point]!;
        }
        const { mean, share } = cuts.stretch(start, end);
        const prior = c * Math.sqrt(cuts.variance);
        const value = mean + prior - share * (prior + fresh / size);
        for (let point = start; point < end; point++) values[point]! += value;
        end = start;
      }
    },
  };
}

interface Cuts {
  /** By point, about 0. */
  readonly fitted: Float64Array;
  readonly deviance: number;
  readonly freedom: number;
  /** Of stretches' means beforehand. */
  readonly variance: number;
  /** Of one stretch: its expected mean, and which share of the mean found that is. */
  readonly stretch: (start: number, end: number) => { readonly mean: number; readonly share: number };
  /** Where the stretch that ends here may begin, drawn by a uniform from how likely that is. */
  readonly startBefore: (end: number, uniform: number) => number;
}

/** All ways to cut the points, given the variance of the noise. */
function cutsOf({ counts, draws }: RankedInput, data: ResponseByPoint, noiseVariance: number): Cuts {
  const points = counts.length;
  const variance = data.all / draws;
  const ratio = variance / noiseVariance;
  const [sizes, sums] = [new Float64Array(points + 1), new Float64Array(points + 1)];
  for (let point = 0; point < points; point++) {
    sizes[point + 1] = sizes[point]! + counts[point]!;
    sums[point + 1] = sums[point]! + counts[point]! * data.byPoint[point]!;
  }
  const chance = Math.min(0.5, CUTS_EXPECTED / (points - 1));
  const [cut, whole] = [ln(chance), ln(1 - chance)];
  const halfLog = Float64Array.from({ length: draws + 1 }, (_, size) => ln(1 + size * ratio) / 2);
  /** ln of how much likelier a stretch of its own makes its draws than a mean of 0, and is itself. */
  const likelihood = (start: number, end: number): number => {
    const size = sizes[end]! - sizes[start]!;
    const sum = sums[end]! - sums[start]!;
    const gain = (sum * sum * ratio) / (2 * noiseVariance * (1 + size * ratio));
    return gain - halfLog[size]! + (end - start - 1) * whole + (start > 0 ? cut : 0);
  };
  const upTo = sumsAlong(points, likelihood);
  const from = sumsAlong(points, (start, end) => {
    // From the right: a cut belongs to the stretch that begins there.
    const [left, right] = [points - end, points - start];
    return likelihood(left, right);
  });
  const stretch = (start: number, end: number) => {
    const size = sizes[end]! - sizes[start]!;
    const share = (size * ratio) / (1 + size * ratio);
    return { mean: (share * (sums[end]! - sums[start]!)) / size, share };
  };
  const { fitted, freedom } = expectedOver(points, upTo, from, likelihood, stretch);
  const evidence = upTo[points]!;
  const scaled = (draws - 1) * (ln(noiseVariance * (draws - 1)) - 1) + data.all / noiseVariance;
  return {
    fitted,
    deviance: scaled - 2 * evidence,
    freedom,
    variance,
    stretch,
    startBefore: (end, uniform) => {
      let left = uniform;
      for (let start = end - 1; start > 0; start--) {
        left -= exp(upTo[start]! + likelihood(start, end) - upTo[end]!);
        if (left <= 0) return start;
      }
      return 0;
    },
  };
}

/** By number of points: ln of the sum, over all ways to cut that many, of the product of their stretches' likelihoods. */
function sumsAlong(points: number, likelihood: (start: number, end: number) => number): Float64Array {
  const found = new Float64Array(points + 1);
  const terms = new Float64Array(points);
  for (let end = 1; end <= points; end++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let start = 0; start < end; start++) {
      terms[start] = found[start]! + likelihood(start, end);
      if (terms[start]! > most) most = terms[start]!;
    }
    let sum = 0;
    for (let start = 0; start < end; start++)
      if (terms[start]! > most - NEGLIGIBLE) sum += exp(terms[start]! - most);
    found[end] = most + ln(sum);
  }
  return found;
}

/** Means of points over all ways to cut them, and how many free numbers the stretches take. */
function expectedOver(
  points: number,
  upTo: Float64Array,
  from: Float64Array,
  likelihood: (start: number, end: number) => number,
  stretch: Cuts["stretch"],
) {
  const steps = new Float64Array(points + 1);
  let freedom = 0;
  for (let start = 0; start < points; start++) {
    for (let end = start + 1; end <= points; end++) {
      const chance = upTo[start]! + likelihood(start, end) + from[points - end]! - upTo[points]!;
      if (chance < -NEGLIGIBLE) continue;
      const weight = exp(chance);
      const { mean, share } = stretch(start, end);
      steps[start]! += weight * mean;
      steps[end]! -= weight * mean;
      freedom += weight * share;
    }
  }
  let level = 0;
  const fitted = Float64Array.from({ length: points }, (_, point) => {
    level += steps[point]!;
    return level;
  });
  return { fitted, freedom };
}

/** Half the mean square between neighbours, which few steps hardly raise. */
function noiseFromNeighbours({ counts }: RankedInput, { byPoint, all }: ResponseByPoint): number {
  let sum = 0;
  for (let point = 1; point < counts.length; point++) {
    const apart = byPoint[point]! - byPoint[point - 1]!;
    sum += (apart * apart) / (1 / counts[point]! + 1 / counts[point - 1]!);
  }
  return Math.max(sum / (counts.length - 1), (1e-13 * all) / counts.length);
}

/** The mean square about a fit. */
function noiseLeft({ counts, draws }: RankedInput, data: ResponseByPoint, fitted: Float64Array): number {
  const left = difference(data.byPoint, fitted);
  const sum = left.reduce((total, value, point) => total + counts[point]! * value * value, data.within);
  return Math.max(sum / (draws - 1), (1e-13 * data.all) / draws);
}
