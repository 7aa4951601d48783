/** Runs of points that an analysis lays out: which are walked together, and the net costs read off them. */
import type { PerspectiveName } from "../../accounts/lines.js";
import { isPriced } from "../../inputs/faceted.js";
import { figure } from "../../results/figure.js";
import type { RunOptions, RunStudy } from "../../results/runOptions.js";
import type { RunResult } from "../../results/runResult.js";
import type { Study } from "../../scenario/study.js";
import type { GivenPoints } from "../../simulation/runSettings.js";
import { uncertainInputs } from "./factors.js";

export interface NetCostReader {
  /** Every arm but the baseline. */
  readonly arms: readonly string[];
  /** By arm: discounted total net cost, one value a draw. */
  readonly read: (result: RunResult) => readonly Float64Array[];
}

export function netCostReader(study: Study, perspective: PerspectiveName): NetCostReader {
  const comparator = study.arms[study.baseline]!;
  const arms = study.arms.filter((arm) => arm !== comparator);
  const read = (result: RunResult) =>
    arms.map((arm) => figure(result, { arm, comparator, perspective, metric: "cost" }));
  return { arms, read };
}

/** How many points are run at a time: their tallies are the largest thing in memory. */
const POINTS_AT_ONCE = 4096;

/** Makes the function that runs given points and reads net costs off them, by arm, in the order the points are given in. */
export function pointRunner(
  study: Study,
  shared: RunOptions,
  run: RunStudy,
  reader: NetCostReader,
): (layout: GivenPoints) => Promise<readonly Float64Array[]> {
  return async (layout) => {
    const order = byWalk(study, layout);
    const { values, luck, structures } = inOrderOf(layout, order);
    const width = luck.length === 0 ? 0 : values.length / luck.length;
    const netCosts = reader.arms.map(() => new Float64Array(luck.length));
    for (let first = 0; first < luck.length; first += POINTS_AT_ONCE) {
      const last = Math.min(luck.length, first + POINTS_AT_ONCE);
      const points: GivenPoints = {
        values: values.slice(first * width, last * width),
        luck: luck.slice(first, last),
        ...(structures === undefined ? {} : { structures: structures.slice(first, last) }),
      };
      reader.read(await run(study, { ...shared, points })).forEach((part, arm) => {
        part.forEach((value, at) => {
          netCosts[arm]![order[first + at]!] = value;
        });
      });
    }
    return netCosts;
  };
}

/**
 * Points in an order in which those that only priced inputs tell apart follow one another: a run walks each row of them once. They
 * are brought together by a hash; whether two do share a walk, the run itself looks at.
 */
function byWalk(study: Study, { values, luck, structures }: GivenPoints): readonly number[] {
  const uncertain = uncertainInputs(study);
  const walked = uncertain.flatMap((input, column) =>
    isPriced(study.inputs[input]!.leaf.spec) ? [] : [column],
  );
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const groups = new Map<number, number[]>();
  luck.forEach((draw, point) => {
    let hash = Math.imul(draw, 0x01000193) ^ (structures?.[point] ?? 0);
    for (const column of walked) {
      const at = 2 * (point * uncertain.length + column);
      hash = Math.imul(hash ^ words[at]!, 0x01000193);
      hash = Math.imul(hash ^ words[at + 1]!, 0x01000193) ^ (hash >>> 15);
    }
    const group = groups.get(hash);
    if (group === undefined) groups.set(hash, [point]);
    else group.push(point);
  });
  return [...groups.values()].flat();
}

/** The same points in another order. */
function inOrderOf({ values, luck, structures }: GivenPoints, order: readonly number[]): GivenPoints {
  const width = luck.length === 0 ? 0 : values.length / luck.length;
  const ordered = new Float64Array(values.length);
  order.forEach((point, at) => {
    ordered.set(values.subarray(point * width, (point + 1) * width), at * width);
  });
  return {
    values: ordered,
    luck: Int32Array.from(order, (point) => luck[point]!),
    ...(structures === undefined
      ? {}
      : { structures: Int32Array.from(order, (point) => structures[point]!) }),
  };
}

/** Several layouts one after the other. */
export function laidTogether(layouts: readonly GivenPoints[]): GivenPoints {
  const length = layouts.reduce((sum, { values }) => sum + values.length, 0);
  const values = new Float64Array(length);
  let from = 0;
  for (const layout of layouts) {
    values.set(layout.values, from);
    from += layout.values.length;
  }
  const structures = layouts.flatMap((layout) =>
    layout.structures === undefined ? [] : Array.from(layout.structures),
  );
  return {
    values,
    luck: Int32Array.from(layouts.flatMap(({ luck }) => Array.from(luck))),
    ...(structures.length === 0 ? {} : { structures: Int32Array.from(structures) }),
  };
}
