import { variesByYear } from "../inputs/split.js";
import type { Timeline } from "./study.js";

/**
 * What a function of the year gives in each financial year of the run: worked out once where nothing in the parts of the scenario
 * that it reads is stated by year.
 */
export function inEachYear<T>(
  { timeline }: { readonly timeline: Pick<Timeline, "firstFinancialYear" | "years"> },
  read: readonly unknown[],
  of: (year: number) => T,
): readonly T[] {
  const { firstFinancialYear, years } = timeline;
  const first = of(firstFinancialYear);
  if (!read.some(variesByYear)) return years.map(() => first);
  return years.map((_, index) => (index === 0 ? first : of(firstFinancialYear + index)));
}
