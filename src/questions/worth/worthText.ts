/** Is it worth it? Cost per quality-adjusted year of each arm, by whose cost is counted. */

import type { EffectMeasure } from "../../results/drawsTable.js";
import { figure } from "../../results/figure.js";
import type { RunResult } from "../../results/runResult.js";
import { percent, pounds, poundsAsTyped, quantityText } from "../../screen/figureText.js";
import { armLabel, centralInterval, perspectiveHeads, toldPerspectives } from "../../screen/netFigures.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import { defaultThresholds, thresholdWords } from "./thresholds.js";
import { type Worth, worthOf } from "./worth.js";

const effectWords = { qalys_ascot: "ASCOT", qalys_eq5d: "EQ-5D" } as const;

/**
 * For each quality weight a scenario states (side by side, never added) and each arm: the years gained, what one costs by
 * perspective, and at each threshold the probability that it is worth it and whether it is on average. Nothing where no
 * quality weights are stated, or there is one draw only.
 *
 * @param thresholdsGbp default: those of NICE and HM Treasury
 */
export function worthLines(result: RunResult, thresholdsGbp?: readonly number[]): readonly string[] {
  const { study } = result;
  const { ascot, eq5d } = study.scenario.outcomes;
  const effects: readonly (keyof typeof effectWords)[] = [
    ...(ascot === undefined ? [] : (["qalys_ascot"] as const)),
    ...(eq5d === undefined ? [] : (["qalys_eq5d"] as const)),
  ];
  const arms = study.arms.filter((_, at) => at !== study.baseline);
  if (effects.length === 0 || arms.length === 0 || result.settings.draws < 2) return [];
  const thresholds = thresholdsGbp ?? defaultThresholds.map(({ gbp }) => gbp);
  const published =
    thresholdsGbp === undefined ? ` Thresholds as published, not uprated: ${thresholdWords()}.` : "";
  return [
    "Is it worth it?",
    ...effects.flatMap((effect) => arms.flatMap((arm) => armLines(result, arm, effect, thresholds))),
    ...wrapText(
      "Percentages: probability that a year gained is worth its cost at the threshold; yes or no: whether it is on average. " +
        `More (dominance among several arms, value of information): afford decide on draws.csv.${published}`,
      2,
    ),
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
      `${armLabel(result.study, arm)}: ${quantityText(gain.mean)} quality-adjusted years (${effectWords[effect]}) gained over ` +
        `the whole run, discounted (95% interval ${quantityText(low)} to ${quantityText(high)})`,
      2,
    ),
    ...textTable(
      [
        ["Cost to", "Net cost", "A year gained", ...thresholds.map((gbp) => `at ${poundsAsTyped(gbp)}`)],
        ...rows,
      ],
      4,
    ),
  ];
}

function standingWords({ standing, gbpAYear }: Worth): string {
  switch (standing) {
    case "dominates":
      return "cheaper, better";
    case "dominated":
      return "dearer, worse";
    case "same":
      return "no difference";
    case "costs_more":
      return pounds(gbpAYear!);
    case "saves":
      return `saves ${pounds(gbpAYear!)} a year lost`;
  }
}
