/** How bad it gets: the 95th percentile of a cost, and the mean of its dearest draws. */
import { fewestDrawsForError, moments } from "./moments.js";
import { percentiles } from "./percentiles.js";

export interface TailFigure {
  readonly value: number;
  /** Monte Carlo standard error; NaN where there are too few draws to say. */
  readonly mcse: number;
}

export interface TailRisk {
  /** 95th percentile over draws, by linear interpolation. */
  readonly p95: TailFigure;
  /** Mean of the dearest 5% of draws; the draw on the edge counts by the part of it that belongs. */
  readonly worst5: TailFigure;
}

const level = 0.95;
const worstShare = 0.05;

/**
 * The upper tail of one value a draw.
 *
 * Errors, random draws: of the percentile half the distance between the order statistics one standard deviation
 * (√(n·0.95·0.05)) to either side of it; of the tail mean √((var of the tail + 0.95·(mean of the tail − percentile)²) ÷
 * (0.05·n)) (Manistre & Hancock, North American Actuarial Journal 2005;9:129–156). Draws in independent randomisations:
 * that of the mean of the randomisations' own tails. NaN for fewer than 200 draws, in which fewer than ten make the tail, and
 * for fewer than 40 in a randomisation, whose own tail is fewer than two.
 *
 * @param values one value a draw
 * @param randomisationOf which randomisation a draw belongs to; left out for random draws
 * @throws {RangeError} if there are no draws
 * @example tailRisk([1, 2, 3]).worst5.value // 3
 */
export function tailRisk(values: ArrayLike<number>, randomisationOf?: (draw: number) => number): TailRisk {
  const own = randomTail(values);
  if (randomisationOf === undefined) return own;
  const parts = new Map<number, number[]>();
  for (let draw = 0; draw < values.length; draw++) {
    const name = randomisationOf(draw);
    const part = parts.get(name);
    if (part === undefined) parts.set(name, [values[draw]!]);
    else part.push(values[draw]!);
  }
  const tails = [...parts.values()].map(randomTail);
  const enough = [...parts.values()].every((part) => part.length >= fewestOfRandomisation);
  const errorOf = (read: (tail: TailRisk) => number): number =>
    enough ? moments(tails.map(read)).mcse : Number.NaN;
  return {
    p95: { value: own.p95.value, mcse: errorOf(({ p95 }) => p95.value) },
    worst5: { value: own.worst5.value, mcse: errorOf(({ worst5 }) => worst5.value) },
  };
}

/** With fewer draws, the worst 5% are too few to give an error for. */
const fewestDraws = fewestDrawsForError / worstShare;
/** Fewest draws in each randomisation, of whose tails the error is made: the worst 5% are then at least two. */
const fewestOfRandomisation = 2 / worstShare;

function randomTail(values: ArrayLike<number>): TailRisk {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  const [p95] = percentiles(sorted, [level]);
  const worst5 = meanOfLargest(sorted, worstShare);
  if (count < fewestDraws) {
    return { p95: { value: p95!, mcse: Number.NaN }, worst5: { value: worst5, mcse: Number.NaN } };
  }
  const step = Math.sqrt(count * level * worstShare);
  const around = [-step, step].map((away) => Math.min(1, Math.max(0, level + away / count)));
  const [below, above] = percentiles(sorted, around);
  const tail = sorted.subarray(count - Math.ceil(worstShare * count));
  const { sd } = moments(tail);
  const apart = worst5 - p95!;
  const error = Math.sqrt((sd * sd + level * apart * apart) / (worstShare * count));
  return { p95: { value: p95!, mcse: (above! - below!) / 2 }, worst5: { value: worst5, mcse: error } };
}

/**
 * The mean of the largest share of values; the value on the edge counts by the part of it within the share (expected
 * shortfall: Acerbi & Tasche, Journal of Banking & Finance 2002;26:1487–1503).
 *
 * @param sorted ascending, at least one
 * @param share above 0, at most 1
 */
export function meanOfLargest(sorted: ArrayLike<number>, share: number): number {
  const wanted = share * sorted.length;
  let sum = 0;
  let counted = 0;
  for (let at = sorted.length - 1; at >= 0 && counted < wanted; at--) {
    const part = Math.min(1, wanted - counted);
    sum += part * sorted[at]!;
    counted += part;
  }
  return sum / counted;
}
