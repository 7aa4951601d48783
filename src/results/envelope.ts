/** What each payer has, and whether it keeps within it: cash cost against the scenario's envelopes. */
import type { PerspectiveName } from "../accounts/lines.js";
import { inputAt } from "../inputs/split.js";
import { tallyOffset } from "../ledger/tally.js";
import { discountFactors } from "../quantity/discount.js";
import { difference } from "./difference.js";
import { costItems } from "./metrics.js";
import { monthsInYear, wholeYears } from "./reportingYears.js";
import type { RunResult, TallyCell } from "./runResult.js";

const envelopeNames = ["council", "nhs", "public"] as const;
export type EnvelopeName = (typeof envelopeNames)[number];

const isEnvelopeName = (perspective: PerspectiveName): perspective is EnvelopeName =>
  (envelopeNames as readonly string[]).includes(perspective);

/** An arm against an envelope: for each period (financial years, then the total) one number a draw. */
export interface EnvelopeFigures {
  readonly envelope: readonly Float64Array[];
  /** 1 or 0. */
  readonly within: readonly Float64Array[];
  readonly overspend: readonly Float64Array[];
}

/** Cost of a perspective in a cell: the sum of its ledger items, one number a draw, in GBP. */
export function perspectiveCost(
  result: RunResult,
  cell: TallyCell,
  perspective: PerspectiveName,
  cashOnly: boolean,
): Float64Array {
  const { width } = result.layout;
  const start = tallyOffset(result.layout, cell.arm, cell.slice, cell.period);
  const items = costItems(perspective, cashOnly);
  const sum = new Float64Array(result.settings.draws);
  for (let draw = 0; draw < sum.length; draw++) {
    for (const item of items) sum[draw]! += result.tallies[draw * width + start + item]!;
  }
  return sum;
}

/** The sum of some of the items of `itemsAt`, in their order, one number a draw. */
export function sumOfItems(columns: Float64Array, draws: number, items: readonly number[]): Float64Array {
  const sum = new Float64Array(draws);
  for (const item of items) {
    for (let draw = 0; draw < draws; draw++) sum[draw]! += columns[item * draws + draw]!;
  }
  return sum;
}

/**
 * The money a payer has in a whole year, one number a draw, in real GBP of the scenario's price year; undefined where
 * the scenario states no envelope for it. `today` is the baseline's cash cost to that payer in the first financial year
 * that the run covers whole, in the same draw; where it covers none, that of its first year scaled to twelve months.
 *
 * @throws {Error} if the envelope varies across draws and the result does not hold the inputs' values
 */
export function yearlyEnvelope(result: RunResult, perspective: PerspectiveName): Float64Array | undefined {
  if (!isEnvelopeName(perspective)) return undefined;
  const stated = result.study.scenario.envelopes[perspective];
  if (stated === undefined) return undefined;
  const { draws } = result.settings;
  const amount = stated.a_year;
  if (amount === "today") {
    const year = wholeYears(result.study.timeline)[0] ?? 0;
    const cell = { arm: result.study.baseline, slice: 0, period: year };
    const cost = perspectiveCost(result, cell, perspective, true);
    const months = monthsInYear(result.study.timeline, year);
    return months === 12 ? cost : cost.map((value) => (value * 12) / months);
  }
  const at = inputAt(amount, {});
  const input = result.study.inputs[at];
  if (input === undefined) throw new Error(`study has no input ${at}`);
  const fixed = input.leaf.value;
  if (fixed !== undefined) return new Float64Array(draws).fill(fixed * input.uprating);
  const { inputs } = result;
  if (inputs === undefined) throw new Error(`${input.path} varies across draws: run with its values kept`);
  const count = result.study.inputs.length;
  return Float64Array.from({ length: draws }, (_, draw) => inputs[draw * count + at]!);
}

/**
 * An arm's cash cost against a payer's envelope, for the whole population. A year that the run covers in part has that
 * part of the envelope. Within: cash cost ≤ envelope (but for rounding, as `difference` has it: budgets that cost what
 * contracts do keep within what these cost today); for the total, in every year. Overspend: max(0, cash cost − envelope).
 * The total's envelope and overspend are the years' sums, each year times its discount factor.
 *
 * @returns undefined where the scenario states no envelope for the perspective
 */
export function envelopeFigures(
  result: RunResult,
  arm: number,
  perspective: PerspectiveName,
): EnvelopeFigures | undefined {
  const yearly = yearlyEnvelope(result, perspective);
  if (yearly === undefined) return undefined;
  const { draws } = result.settings;
  const { timeline } = result.study;
  const factors = discountFactors(result.study.discounting.money, timeline.years.length);
  const envelope: Float64Array[] = [];
  const within: Float64Array[] = [];
  const overspend: Float64Array[] = [];
  const total = {
    envelope: new Float64Array(draws),
    within: new Float64Array(draws).fill(1),
    overspend: new Float64Array(draws),
  };
  timeline.years.forEach((_, year) => {
    const cost = perspectiveCost(result, { arm, slice: 0, period: year }, perspective, true);
    const share = monthsInYear(timeline, year) / 12;
    const available = yearly.map((amount) => amount * share);
    const beyond = difference(cost, available);
    const kept = beyond.map((amount) => (amount <= 0 ? 1 : 0));
    const above = beyond.map((amount) => Math.max(0, amount));
    for (let draw = 0; draw < draws; draw++) {
      total.envelope[draw]! += factors[year]! * available[draw]!;
      total.overspend[draw]! += factors[year]! * above[draw]!;
      if (kept[draw] === 0) total.within[draw] = 0;
    }
    envelope.push(available);
    within.push(kept);
    overspend.push(above);
  });
  return {
    envelope: [...envelope, total.envelope],
    within: [...within, total.within],
    overspend: [...overspend, total.overspend],
  };
}
