/** Is it worth it? Cost per quality-adjusted year of each arm, by whose cost is counted. */

import type { EffectMeasure } from "../../results/drawsTable.js";
import { figure } from "../../results/figure.js";
import type { RunResult } from "../../results/runResult.js";
import { percent, pounds, poundsAsTyped, quantityText } from "../../screen/figureText.js";
import {
  armLabel,
  centralInterval,
  noChange,
  perspectiveHeads,
  toldPerspectives,
} from "../../screen/netFigures.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import { defaultThresholdsGbp, uprateWords } from "./thresholds.js";
import { statedEffects, type Worth, worthOf } from "./worth.js";

const effectWords = { qalys_ascot: "ASCOT", qalys_eq5d: "EQ-5D" } as const;

/**
 * For each quality weight a scenario states (side by side, never added) and each arm: the years gained, what one costs by
 * perspective, and at each threshold the probability that it is worth it and whether it is on average. Nothing where no
 * quality weights are stated, or there is one draw only.
 *
 * @param thresholdsGbp default: those of NICE and HM Treasury, in the scenario's prices
 */
export function worthLines(result: RunResult, thresholdsGbp?: readonly number[]): readonly string[] {
  const { study } = result;
  const effects = statedEffects(study) as readonly (keyof typeof effectWords)[];
  const arms = study.arms.filter((_, at) => at !== study.baseline);
  if (effects.length === 0 || arms.length === 0 || result.settings.draws < 2) return [];
  const priceYear = study.scenario.price_year;
  const thresholds = thresholdsGbp ?? defaultThresholdsGbp(priceYear);
  const notes = [
    "Percentages: probability that a year gained is worth its cost at the threshold; yes or no: whether it is on average. " +
      "An arm that is cheaper and better dominates; one that is dearer and worse is dominated.",
    ...(thresholdsGbp === undefined ? [uprateWords(priceYear)] : []),
    ...(effects.includes("qalys_ascot")
      ? [
          "No threshold has been set for a year weighted by ASCOT, of social care: NICE's and the Treasury's are for years of " +
            "health. Here they are a yardstick, no more.",
        ]
      : []),
    "More (several arms, value of information): afford decide on draws.csv.",
  ];
  return [
    "Is it worth it? Cost of a quality-adjusted year gained (cost per QALY)",
    ...effects.flatMap((effect) => arms.flatMap((arm) => armLines(result, arm, effect, thresholds))),
    ...notes.flatMap((note) => wrapText(note, 2)),
  ];
}

function armLines(
  result: RunResult,
  arm: string,
  effect: EffectMeasure & keyof typeof effectWords,
  thresholds: readonly number[],
): readonly string[] {
  const comparator = result.study.arms[result.study.baseline]!;
  const gains = figure(result, { arm, comparator, metric: effect });
  const [low, high] = centralInterval(gains);
  const rows = toldPerspectives.map((perspective) => {
    const worth = worthOf(result, arm, perspective, effect, thresholds);
    return [
      perspectiveHeads[perspective],
      pounds(worth.netCost.mean),
      standingWords(worth),
      ...worth.atThresholds.map(
        ({ probability, netBenefitGbp }) =>
          `${percent(probability.mean)} ${netBenefitGbp.mean > 0 ? "yes" : "no"}`,
      ),
    ];
  });
  const { gain } = worthOf(result, arm, "public", effect, []);
  return [
    ...wrapText(
      `${armLabel(result.study, arm)}: ${quantityText(Math.abs(gain.mean))} quality-adjusted years (${effectWords[effect]}) ` +
        `${gain.mean < 0 ? "lost" : "gained"} over the whole run, discounted (95% interval of the gain ${quantityText(low)} ` +
        `to ${quantityText(high)})`,
      2,
    ),
    ...textTable([["Cost to", "Net cost", "A year gained", ...thresholds.map(poundsAsTyped)], ...rows], 4),
  ];
}

function standingWords({ standing, gbpAYear }: Worth): string {
  switch (standing) {
    case "dominates":
      return "cheaper, better";
    case "dominated":
      return "dearer, worse";
    case "same":
      return noChange;
    case "costs_more":
      return pounds(gbpAYear!);
    case "saves":
      return `saves ${pounds(gbpAYear!)} a year lost`;
  }
}
