/** Structures on the screen of a run: net cost in each, the weighted whole, and what lies between them. */
import { effectMeasure } from "../../results/drawsTable.js";
import { moments } from "../../results/moments.js";
import type { RunResult } from "../../results/runResult.js";
import { structureLabel } from "../../scenario/study.js";
import { percent, pounds, poundsWithin, quantityText } from "../../screen/figureText.js";
import {
  armLabel,
  centralInterval,
  interval,
  isNoChange,
  netFigures,
  perspectiveWords,
  savingText,
} from "../../screen/netFigures.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import { betweenStructures, type StructureRun, worthOfStructure } from "./byStructure.js";

/**
 * Net cost of an arm by structure, side by side, and the whole; nothing without structures.
 *
 * @param runs those of the structures (`runsByStructure`)
 */
export function structureLines(
  result: RunResult,
  arm: string,
  runs: readonly StructureRun[],
): readonly string[] {
  const { study, settings } = result;
  if (study.structures === undefined || settings.structures === undefined) return [];
  const perspective = study.scenario.perspective;
  const row = (label: string, weight: string, own: RunResult | undefined): readonly string[] => {
    if (own === undefined) return [label, weight, "0", "–", "–", "–", "–"];
    const { yearly, yearlyCash, total } = netFigures(own, arm, perspective);
    const spread = isNoChange(yearly) ? "" : interval(centralInterval(yearly));
    return [
      label,
      weight,
      quantityText(own.settings.draws),
      pounds(moments(yearly).mean),
      spread,
      pounds(moments(yearlyCash).mean),
      savingText(total),
    ];
  };
  const weighted = runs.filter(({ structure }) => structure.weight > 0);
  const stressed = runs.filter(({ structure, result: own }) => structure.weight === 0 && own !== undefined);
  const rowOf = ({ structure, result: own }: StructureRun) =>
    row(structureLabel(structure), structure.weight > 0 ? percent(structure.weight) : "stress", own);
  return [
    ...wrapText(
      `By structure (structural uncertainty): net cost of ${armLabel(study, arm)} a year to ${perspectiveWords[perspective]}, ` +
        "under each view of how it works",
    ),
    ...textTable([
      ["Structure", "Weight", "Draws", "Mean", "95% interval", "Cashable", "P(saves)"],
      ...weighted.map(rowOf),
      row("Weighted whole", "", result),
      ...stressed.map(rowOf),
    ]),
    ...wrapText(`${betweenWords(result, arm)}${stressWords(stressed.length)}`, 2),
  ];
}

function betweenWords(result: RunResult, arm: string): string {
  const { perspective } = result.study.scenario;
  const whose = perspectiveWords[perspective];
  const between = betweenStructures(result, netFigures(result, arm, perspective).total);
  const worth = worthOfStructure(result, perspective, effectMeasure(result), 0);
  const share =
    between === undefined
      ? ""
      : `${quantityText(100 * between.share)}% of the variance of its net cost in all lies between structures ` +
        `(standard error ${quantityText(100 * between.standardError)} points). `;
  const value =
    worth === undefined
      ? ""
      : `Knowing which holds would be worth ${poundsWithin(worth.evppi, worth.standardError)} to ${whose} by cost alone ` +
        `(EVPPI; standard error ${pounds(worth.standardError)}). `;
  return `${share}${value}All that follows is of the weighted whole; --structure NAME runs one alone.`;
}

const stressWords = (count: number): string =>
  count === 0 ? "" : " Stress tests have weight 0: shown with draws of their own, and no part of the whole.";
