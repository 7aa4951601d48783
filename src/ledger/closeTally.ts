/** The totals of a tally: money and outcomes are discounted, everything else is summed over the years. */

import { ledgerItems } from "../accounts/lines.js";
import { measureNames, measures } from "../accounts/measures.js";
import { discountFactors } from "../quantity/discount.js";
import type { Study } from "../scenario/study.js";
import { type TallyLayout, tallyOffset } from "./tally.js";

/** How a draw's tallies are discounted: factors by financial year. */
export interface DiscountTables {
  readonly money: Float64Array;
  readonly outcomes: Float64Array;
}

export const discountTables = (study: Study): DiscountTables => ({
  money: discountFactors(study.discounting.money, study.timeline.years.length),
  outcomes: discountFactors(study.discounting.outcomes, study.timeline.years.length),
});

/** Which discounting an item's total takes: money, outcome, or none. */
function itemKind(index: number): "money" | "outcome" | "sum" {
  if (index < ledgerItems.length) return "money";
  const name = measureNames[index - ledgerItems.length];
  if (name === undefined) return "sum";
  const { kind } = measures[name];
  return kind === "money" || kind === "outcome" ? kind : "sum";
}

/** Whether an item is posted in months and reported in years: person-years, life-years and time at each need. */
function isTime(index: number): boolean {
  const position = index - ledgerItems.length;
  if (position < 0) return false;
  const name = measureNames[position];
  return name === undefined || name === "life_years" || measures[name].kind === "person_years";
}

/**
 * Turns time posted in months into years, and fills the total period of a tally: Σ DF(y)·x(y) for money and outcomes,
 * Σ x(y) for the rest.
 */
export function closeTally(tally: Float64Array, tallies: TallyLayout, discounts: DiscountTables): void {
  const kinds = tallies.items.map((_, index) => itemKind(index));
  const timed = tallies.items.flatMap((_, index) => (isTime(index) ? [index] : []));
  const years = tallies.periods.length - 1;
  for (let arm = 0; arm < tallies.arms.length; arm++) {
    for (let slice = 0; slice < tallies.slices.length; slice++) {
      const total = tallyOffset(tallies, arm, slice, years);
      for (let year = 0; year < years; year++) {
        const from = tallyOffset(tallies, arm, slice, year);
        for (const k of timed) tally[from + k]! /= 12;
        const money = discounts.money[year]!;
        const outcome = discounts.outcomes[year]!;
        for (let k = 0; k < kinds.length; k++) {
          const factor = kinds[k] === "money" ? money : kinds[k] === "outcome" ? outcome : 1;
          tally[total + k]! += factor * tally[from + k]!;
        }
      }
    }
  }
}
