/** How much of a result is the luck of the people simulated, and what it costs to simulate fewer than there are. */
import type { PerspectiveName } from "../../accounts/lines.js";
import { inputAt } from "../../inputs/split.js";
import { mean } from "../../quantity/distribution.js";
import { luckShare } from "../../results/peopleLuck.js";
import type { RunResult } from "../../results/runResult.js";
import { quantityText } from "../../screen/figureText.js";
import { populationOf } from "../../simulation/population.js";

/**
 * How many existing users each simulated one stands for, at most over sites and client groups (at the mean where their
 * number is uncertain); 1 where everyone is simulated.
 */
export function largestWeight(result: RunResult): number {
  const { study, settings } = result;
  if (settings.simulatedPeople === undefined) return 1;
  const simulated = populationOf(study, settings);
  let largest = 1;
  study.sites.forEach((site, s) => {
    const region = study.scenario.sites[site]?.region ?? "elsewhere";
    study.clientGroups.forEach((group, g) => {
      const at = inputAt(study.scenario.people.existing_users, { site, region, client_group: group });
      const { value, distribution } = study.inputs[at]!.leaf;
      const real = distribution === undefined ? (value ?? 0) : mean(distribution);
      const count = simulated[s]![g]!.existing;
      if (count > 0) largest = Math.max(largest, real / count);
    });
  });
  return largest;
}

/** Simulated people per site and client group from which spot and unused volume are as good as everyone's. */
const enoughPeople = 1000;

/**
 * Says by how much simulating fewer people may widen the intervals, and warns where contracts that are not linear are priced on
 * few: without budgets they are settled on everyone's volume, but how many take budgets up is known only as well as the sample shows.
 */
export function luckWarning(result: RunResult): readonly string[] {
  const weight = largestWeight(result);
  if (weight <= 1) return [];
  const widening = quantityText(Math.sqrt(weight));
  const chance =
    `Each simulated person stands for up to ${quantityText(weight)}: the part of an interval that is people's luck ` +
    `is up to ${widening} times as wide as with everyone simulated. Luck is spread evenly over the people, and contracts are ` +
    "settled on the volume that the real number would have, so means are those of everyone within their errors.";
  const curved = result.study.inputs.some(
    ({ path, leaf }) =>
      /(^|\.)contracts\..*\.(take_or_pay|fixed_share|bulk_elasticity|spot_price)\b/.test(path) &&
      (leaf.distribution !== undefined || leaf.value !== 0),
  );
  if (!curved || result.settings.simulatedPeople! >= enoughPeople) return [chance];
  return [
    chance,
    "Warning: with so few people it is known only roughly how many take budgets up, and so unused and spot volume in arms " +
      `with budgets are somewhat overstated; simulate ${quantityText(enoughPeople)} or more (--people) before relying on them.`,
  ];
}

/** How much of the variance of net cost is the luck of the people simulated; nothing where the run cannot tell. */
export function luckSentence(result: RunResult, arm: string, perspective: PerspectiveName): string {
  const { study } = result;
  const comparator = study.arms[study.baseline]!;
  const found = luckShare(result, { arm, comparator, perspective, metric: "cost" });
  if (found === undefined) return "";
  const isUncertain = study.inputs.some(
    ({ leaf }) => leaf.distribution !== undefined && leaf.across !== "people",
  );
  if (!isUncertain) return " No input is uncertain: all that varies is people's luck.";
  // The estimate may exceed 100%, and then there is no rest to speak of.
  const rest = found.share < 1 ? "; the rest is what we do not know of the inputs" : "";
  const error = quantityText(100 * found.mcse);
  return (
    ` People's luck (first-order uncertainty) is ${quantityText(100 * found.share)}% of the variance of its net cost in all (standard error ` +
    `${error} points)${rest}.`
  );
}
