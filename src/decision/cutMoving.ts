import { type Steps, sumsWork } from "../results/giveWay.js";
import { type CellTable, inParts, type Parts } from "./cellTable.js";

/** Times that all cuts of both inputs are moved, or until none is. */
const ROUNDS = 4;

/**
 * A table's cuts, each moved to where the cells' means differ most, the others staying: to between any two neighbouring values,
 * up to half a part's width either way.
 */
export function* cutMovingSteps(table: CellTable, values: Float64Array): Steps<CellTable> {
  const moved: [Parts, Parts] = [...table];
  const orders = table.map(({ places, cuts }) => (cuts === undefined ? undefined : orderOf(places)));
  for (let round = 0; round < ROUNDS; round++) {
    let isMoved = false;
    for (const side of [0, 1] as const) {
      const [{ places, cuts }, order] = [moved[side], orders[side]];
      if (cuts === undefined || order === undefined) continue;
      let best = cuts;
      for (let at = 0; at < cuts.length; at++) {
        const cut = bestCut(places, order, best, at, moved[1 - side]!.parts, values);
        if (cut !== best[at]) best = best.with(at, cut);
        yield sumsWork((20 * values.length) / cuts.length + values.length);
      }
      if (best === cuts) continue;
      moved[side] = inParts(places, best);
      isMoved = true;
    }
    if (!isMoved) break;
  }
  return moved;
}

const orderOf = (places: Float64Array): Int32Array =>
  Int32Array.from(places.keys()).sort((a, b) => places[a]! - places[b]! || a - b);

/** Draws taken over one by one from the part above a cut into the part below, in the order of their places. */
function bestCut(
  places: Float64Array,
  order: Int32Array,
  cuts: readonly number[],
  at: number,
  others: Int32Array,
  values: Float64Array,
): number {
  const [low, high] = [cuts[at - 1] ?? Number.NEGATIVE_INFINITY, cuts[at + 1] ?? Number.POSITIVE_INFINITY];
  const reach = 0.5 / (cuts.length + 1);
  const size = others.reduce((most, part) => Math.max(most, part), 0) + 1;
  const sums = [new Float64Array(size), new Float64Array(size)] as const;
  const counts = [new Float64Array(size), new Float64Array(size)] as const;
  const within = order.filter((draw) => places[draw]! >= low && places[draw]! < high);
  for (const draw of within) {
    sums[1][others[draw]!]! += values[draw]!;
    counts[1][others[draw]!]! += 1;
  }
  const share = (side: 0 | 1, part: number): number =>
    counts[side][part]! > 0 ? (sums[side][part]! * sums[side][part]!) / counts[side][part]! : 0;
  let between = 0;
  let most = Number.NEGATIVE_INFINITY;
  let best = cuts[at]!;
  for (let place = 0; place < within.length - 1; place++) {
    const draw = within[place]!;
    const part = others[draw]!;
    between -= share(0, part) + share(1, part);
    sums[0][part]! += values[draw]!;
    counts[0][part]! += 1;
    sums[1][part]! -= values[draw]!;
    counts[1][part]! -= 1;
    between += share(0, part) + share(1, part);
    const [here, next] = [places[draw]!, places[within[place + 1]!]!];
    const cut = (here + next) / 2;
    if (here === next || Math.abs(cut - cuts[at]!) > reach) continue;
    if (between > most) [most, best] = [between, cut];
  }
  return best;
}
