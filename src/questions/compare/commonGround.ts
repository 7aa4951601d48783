/** What two scenarios have in common, so that they can be compared with the same people and luck. */
import type { Study } from "../../scenario/study.js";

/** What two scenarios have in common, so that they can be compared by name. */
export interface CommonGround {
  readonly arms: readonly string[];
  /** Financial years both cover by the same months, then `total` where they cover the same time. */
  readonly periods: readonly string[];
  /** What is left out of the comparison, or stands in its way without forbidding it, in words. */
  readonly notes: readonly string[];
}

/**
 * What two scenarios have in common, or why they cannot be compared: money of different price years, no arm or no financial
 * year of the same name.
 *
 * @param names what the scenarios are called in messages
 */
export function commonGround(
  reference: Study,
  other: Study,
  names: readonly [string, string],
): CommonGround | { readonly refusal: string } {
  const [first, second] = names;
  for (const key of ["price_year", "price_index"] as const) {
    const [own, its] = [reference.scenario[key], other.scenario[key]];
    if (own === its) continue;
    const what = key === "price_year" ? "prices of" : "price index";
    return { refusal: `${second} cannot be compared with ${first}: ${what} ${its} against ${own}` };
  }
  const arms = reference.arms.filter((arm) => other.arms.includes(arm));
  if (arms.length === 0) {
    const told = `arms ${other.arms.join(", ")} against ${reference.arms.join(", ")}`;
    return { refusal: `${second} cannot be compared with ${first}: no arm of the same name (${told})` };
  }
  const years = reference.timeline.years.filter(
    (year) => monthsOf(reference, year) === monthsOf(other, year) && monthsOf(other, year) !== "",
  );
  const isSameTime = JSON.stringify(reference.timeline) === JSON.stringify(other.timeline);
  if (years.length === 0) {
    return { refusal: `${second} cannot be compared with ${first}: no financial year that both cover alike` };
  }
  return {
    arms,
    periods: isSameTime ? [...years, "total"] : years,
    notes: [
      ...unshared("arms", reference.arms, other.arms, names),
      ...unshared("sites", reference.sites, other.sites, names),
      ...unshared("client groups", reference.clientGroups, other.clientGroups, names),
      ...(isSameTime
        ? []
        : [`${second} covers other months than ${first}: compared are ${years.join(", ")}, and no total`]),
      ...(isSameTime && JSON.stringify(reference.discounting) !== JSON.stringify(other.discounting)
        ? [`${second} discounts otherwise than ${first}: their totals differ by that, too`]
        : []),
    ],
  };
}

/** The months of a financial year that a study covers, as text to compare by; empty where it covers none. */
function monthsOf({ timeline }: Study, year: string): string {
  const at = timeline.years.indexOf(year);
  if (at < 0) return "";
  const from = Math.max(12 * at, timeline.monthsBefore) - 12 * at;
  const to = Math.min(12 * (at + 1), timeline.monthsBefore + timeline.months) - 12 * at;
  return `${from} ${to}`;
}

function unshared(
  what: string,
  own: readonly string[],
  its: readonly string[],
  [first, second]: readonly [string, string],
): readonly string[] {
  const only = (names: readonly string[], others: readonly string[], scenario: string): readonly string[] => {
    const missing = names.filter((name) => !others.includes(name));
    return missing.length === 0 ? [] : [`${what} only in ${scenario}: ${missing.join(", ")}`];
  };
  return [...only(own, its, first), ...only(its, own, second)];
}

/** The study with the draws' layout and the numbers of simulated people of another: same people, same luck. */
export function withLuckOf(reference: Study, study: Study): Study {
  const { simulated_people: _own, ...scenario } = study.scenario;
  const { draws, seed, design, simulated_people: people } = reference.scenario;
  const same = { ...scenario, draws, seed, design };
  return { ...study, scenario: people === undefined ? same : { ...same, simulated_people: people } };
}
