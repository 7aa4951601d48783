/** How much of a result is the luck of the people simulated, and what it costs to simulate fewer than there are. */
import type { PerspectiveName } from "../../accounts/lines.js";
import { inputAt } from "../../inputs/split.js";
import { mean } from "../../quantity/distribution.js";
import { type LuckShare, luckShare } from "../../results/peopleLuck.js";
import type { RunResult } from "../../results/runResult.js";
import { quantityText } from "../../screen/figureText.js";
import { peopleOfRun, populationOf } from "../../simulation/population.js";
import { defaultPeople } from "../../simulation/runSettings.js";

/**
 * How many existing users each simulated one stands for, at most over sites and client groups (at the mean where their
 * number is uncertain); 1 where everyone is simulated.
 */
export function largestWeight(result: RunResult): number {
  const { study, settings } = result;
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

/**
 * Says how many people stand for how many, and warns where contracts that are not linear are priced on few: without budgets they are
 * settled on everyone's volume, but how many take budgets up is known only as well as the sample shows.
 */
export function luckWarning(result: RunResult): readonly string[] {
  const { simulated, real, sampled } = peopleOfRun(result.study, result.settings);
  if (!sampled) return [];
  const chance =
    `${quantityText(simulated)} people are simulated and stand for ${quantityText(real)}, one for up to ` +
    `${quantityText(largestWeight(result))} (--people all for everyone). Luck is spread evenly over them, and contracts are settled ` +
    "on the volume that the real number would have, so means are those of everyone within their errors; the intervals hold the " +
    "sample's luck, not everyone's.";
  const curved = result.study.inputs.some(
    ({ path, leaf }) =>
      /(^|\.)contracts\..*\.(take_or_pay|fixed_share|bulk_elasticity|spot_price)\b/.test(path) &&
      (leaf.distribution !== undefined || leaf.value !== 0),
  );
  if (!curved || Number(result.settings.simulatedPeople) >= defaultPeople) return [chance];
  return [
    chance,
    "Warning: with so few people it is known only roughly how many take budgets up, and so unused and spot volume in arms " +
      `with budgets are somewhat overstated; simulate ${quantityText(defaultPeople)} or more (--people) before relying on them.`,
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
  const rest =
    found.share < 1
      ? "; the rest is what we do not know of the inputs, and without luck the 95% interval would be about " +
        `${quantityText(100 * (1 - Math.sqrt(1 - found.share)))}% narrower`
      : "";
  const error = quantityText(100 * found.mcse);
  return (
    ` People's luck (first-order uncertainty) is ${quantityText(100 * found.share)}% of the variance of its net cost in all (standard error ` +
    `${error} points)${rest}.${morePeople(result, found)}`
  );
}

/** People's luck of a sample should be no more of the variance than this. */
const littleLuck = 0.05;

/** How many people would make luck little, where a sample has more: its variance falls about as the number of people. */
function morePeople({ study, settings }: RunResult, { share, mcse }: LuckShare): string {
  const { simulatedPeople: people } = settings;
  if (people === "all" || !peopleOfRun(study, settings).sampled || share - mcse <= littleLuck) return "";
  const aim = `That is more than ${quantityText(100 * littleLuck)}%: `;
  if (share >= 1) return ` ${aim}simulate everyone (--people all).`;
  const needed = (people * share * (1 - littleLuck)) / ((1 - share) * littleLuck);
  return ` ${aim}about ${quantityText(100 * Math.ceil(needed / 100))} people a site and group (--people) would bring it there.`;
}
