/** The one-way points laid out as draws to be run, and the bars read off the net costs there. */
import { type OneWayOutcome, type TornadoRow, tornado } from "../../decision/tornado.js";
import type { Study } from "../../scenario/study.js";
import type { GivenPoints } from "../../simulation/runSettings.js";
import { learntAs, structureFactor, uncertainInputs } from "./factors.js";
import { type OneWayLuck, overLuck, structureOutcome } from "./oneWayLuck.js";
import type { OneWayPoints } from "./oneWayPoints.js";

export interface TornadoBar extends TornadoRow {
  /** Monte Carlo standard error of the change, from people's luck. */
  readonly changeMcse: number;
}

/** The base point, then each input's two ends; every point is repeated with each draw's luck before the next. */
export function oneWayLayout(
  { base, ends }: OneWayPoints,
  { luck: lucks, structures: dealt }: OneWayLuck,
): GivenPoints {
  const points = [base, ...ends.flatMap(({ at5, at95 }) => [at5, at95])];
  const draws = lucks.length;
  const values = new Float64Array(points.length * draws * base.length);
  const luck = new Int32Array(points.length * draws);
  const structures = dealt === undefined ? undefined : new Int32Array(points.length * draws);
  points.forEach((point, at) => {
    for (let draw = 0; draw < draws; draw++) {
      values.set(point, (at * draws + draw) * base.length);
      luck[at * draws + draw] = lucks[draw]!;
      if (structures !== undefined) structures[at * draws + draw] = dealt![draw]!;
    }
  });
  return { values, luck, ...(structures === undefined ? {} : { structures }) };
}

/** The one-way bars of an arm. */
export interface ArmBars {
  readonly base: { readonly mean: number; readonly mcse: number };
  readonly tornado: readonly TornadoBar[];
}

/** An arm's bars, from its net cost at the points of `oneWayLayout`. */
export function barsOf(
  study: Study,
  { ends }: OneWayPoints,
  netCost: Float64Array,
  luck: OneWayLuck,
): ArmBars {
  const draws = luck.luck.length;
  const atPoint = (point: number): Float64Array => netCost.subarray(point * draws, (point + 1) * draws);
  const base = overLuck(luck, atPoint(0));
  const errorOf = new Map<string, number>();
  const uncertain = uncertainInputs(study);
  const outcomes = ends.map(({ input, at5, at95 }, at): OneWayOutcome => {
    const [low, high] = [atPoint(1 + 2 * at), atPoint(2 + 2 * at)];
    const path = learntAs(study.inputs[input]!);
    errorOf.set(
      path,
      overLuck(
        luck,
        high.map((value, draw) => value - low[draw]!),
      ).mcse,
    );
    const column = uncertain.indexOf(input);
    return {
      input: path,
      inputAtP5: at5[column]!,
      inputAtP95: at95[column]!,
      outcomeAtP5: overLuck(luck, low).mean,
      outcomeAtP95: overLuck(luck, high).mean,
    };
  });
  const structure = structureOutcome(luck, atPoint(0));
  if (structure !== undefined) {
    outcomes.unshift(structure);
    errorOf.set(structureFactor, structure.mcse);
  }
  const rows = tornado(outcomes, base.mean);
  return { base, tornado: rows.map((row) => ({ ...row, changeMcse: errorOf.get(row.input)! })) };
}
