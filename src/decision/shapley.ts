import seedrandom from "seedrandom";
import { sampleStandardDeviation } from "simple-statistics";
import { fewestDrawsForError } from "../results/moments.js";
import { meanOverDraws } from "./netBenefit.js";

/**
 * The outcome with some mechanisms switched on, a value a draw. Bit i of the mask is player i: 0 is every mechanism at its
 * neutral value, 2^players − 1 the policy as it is.
 */
export type CoalitionValue = (mask: number) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** Each player's share of the difference all make together. */
export interface ShapleyShares {
  /** `[player][draw]`; over players they sum to `total` in every draw, to rounding. */
  readonly contributions: readonly Float64Array[];
  /** By draw: outcome with all − outcome with none. */
  readonly total: Float64Array;
  /** Standard error of each player's mean from the choice of orders: 0 when all were counted, NaN for fewer than ten pairs. */
  readonly orderErrors: readonly number[];
  /** How many coalitions were evaluated. */
  readonly evaluations: number;
}

const MOST_PLAYERS_EXACT = 16;
const MOST_PLAYERS = 30;

/**
 * What each mechanism adds to the outcome, averaged over every order in which they could be switched on:
 * φᵢ = Σ over coalitions S without i of |S|!·(n − |S| − 1)!/n! × (v(S ∪ i) − v(S)), draw by draw.
 * Order-free and adds up: Σφᵢ = v(all) − v(none). A player that never makes a difference gets exactly 0.
 *
 * Source: Shapley 1953, in Contributions to the Theory of Games II. Evaluates 2^players coalitions, each once, in the order
 * of their masks.
 *
 * @param players 1 to 16
 * @param value of a coalition; one array length throughout
 * @throws RangeError for a number of players out of range, or draws that differ between coalitions
 * @example (await exactShapley(2, (mask) => [mask === 3 ? 10 : 0])).contributions // [[5], [5]]
 */
export async function exactShapley(players: number, value: CoalitionValue): Promise<ShapleyShares> {
  checkPlayers(players, MOST_PLAYERS_EXACT);
  const outcomes = memoised(value);
  const coalitions = 1 << players;
  const values: ArrayLike<number>[] = [];
  for (let mask = 0; mask < coalitions; mask++) values.push(await outcomes.of(mask));
  const draws = values[0]!.length;
  const weights = orderWeights(players);
  const contributions = Array.from({ length: players }, (_, player) => {
    const share = new Float64Array(draws);
    for (let mask = 0; mask < coalitions; mask++) {
      if ((mask >>> player) & 1) continue;
      const weight = weights[membersOf(mask)]!;
      const [without, together] = [values[mask]!, values[mask | (1 << player)]!];
      for (let draw = 0; draw < draws; draw++) share[draw]! += weight * (together[draw]! - without[draw]!);
    }
    return share;
  });
  return {
    contributions,
    total: difference(values[coalitions - 1]!, values[0]!),
    orderErrors: contributions.map(() => 0),
    evaluations: outcomes.count(),
  };
}

/**
 * The same from a sample of orders, for more mechanisms than can be counted out: pairs of a random order and its reverse,
 * so that what one overstates for early places the other makes up for. Adds up exactly as `exactShapley` does, whatever
 * the number of pairs; `orderErrors` (sd of the pairs' means ÷ √pairs; of ten pairs or more) say how far shares may
 * be from all orders'.
 *
 * Source: Mitchell, Cooper, Frank & Holmes, Journal of Machine Learning Research 2022;23(43), §3 (antithetic sampling).
 *
 * @param players 1 to 30
 * @param value of a coalition; each is evaluated once
 * @param pairs of orders, at least 2
 * @param key seeds the orders; more pairs with the same key begin with the same ones
 * @throws RangeError as `exactShapley`, and for fewer than 2 pairs
 * @example // Twenty players who each bring 1, whatever the order.
 * const outcomeOf = (mask) => [mask.toString(2).replaceAll("0", "").length];
 * (await sampledShapley(20, outcomeOf, 50, "why")).contributions[19] // [1.000…]
 */
export async function sampledShapley(
  players: number,
  value: CoalitionValue,
  pairs: number,
  key: string,
): Promise<ShapleyShares> {
  checkPlayers(players, MOST_PLAYERS);
  if (!(pairs >= 2)) throw new RangeError("sampledShapley requires at least 2 pairs of orders");
  const outcomes = memoised(value);
  const none = await outcomes.of(0);
  const total = difference(await outcomes.of((1 << players) - 1), none);
  const draws = none.length;
  const contributions = Array.from({ length: players }, () => new Float64Array(draws));
  const pairMeans = contributions.map(() => [] as number[]);
  const random = seedrandom(key);
  for (let pair = 0; pair < pairs; pair++) {
    const order = shuffled(players, random);
    const means = new Float64Array(players);
    for (const direction of [order, order.toReversed()]) {
      let mask = 0;
      let before = none;
      for (const player of direction) {
        mask |= 1 << player;
        const after = await outcomes.of(mask);
        const step = difference(after, before);
        const share = contributions[player]!;
        for (let draw = 0; draw < draws; draw++) share[draw]! += step[draw]! / (2 * pairs);
        means[player]! += meanOverDraws(step) / 2;
        before = after;
      }
    }
    means.forEach((mean, player) => {
      pairMeans[player]!.push(mean);
    });
  }
  return {
    contributions,
    total,
    orderErrors: pairMeans.map((means) =>
      pairs < fewestDrawsForError ? Number.NaN : sampleStandardDeviation(means) / Math.sqrt(pairs),
    ),
    evaluations: outcomes.count(),
  };
}

function checkPlayers(players: number, most: number): void {
  if (!Number.isInteger(players) || players < 1 || players > most) {
    throw new RangeError(`shapley requires 1 to ${most} players: ${players}`);
  }
}

function memoised(value: CoalitionValue): { of: CoalitionValue; count: () => number } {
  const known = new Map<number, ArrayLike<number>>();
  let draws: number | undefined;
  const of = async (mask: number): Promise<ArrayLike<number>> => {
    const before = known.get(mask);
    if (before !== undefined) return before;
    const outcome = await value(mask);
    draws ??= outcome.length;
    if (outcome.length !== draws) throw new RangeError("shapley requires the same draws of each coalition");
    known.set(mask, outcome);
    return outcome;
  };
  return { of, count: () => known.size };
}

/** By size s of the coalition joined: s!·(n − s − 1)!/n! = 1 ÷ (n × choose(n − 1, s)). */
function orderWeights(players: number): number[] {
  const weights: number[] = [];
  let choose = 1;
  for (let size = 0; size < players; size++) {
    weights.push(1 / (players * choose));
    choose = (choose * (players - 1 - size)) / (size + 1);
  }
  return weights;
}

function membersOf(mask: number): number {
  let members = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) members++;
  return members;
}

function difference(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: a.length }, (_, draw) => a[draw]! - b[draw]!);
}

/** Fisher and Yates. */
function shuffled(count: number, random: seedrandom.PRNG): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let last = count - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    [order[last], order[at]] = [order[at]!, order[last]!];
  }
  return order;
}
