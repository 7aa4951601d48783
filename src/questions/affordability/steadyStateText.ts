/** Transition and steady state on the screen of a run. */
import { moments } from "../../results/moments.js";
import type { RunResult } from "../../results/runResult.js";
import { type SteadyState, steadyStateOf } from "../../results/steadyState.js";
import { structureLabel } from "../../scenario/study.js";
import { pounds, quantityText } from "../../screen/figureText.js";
import {
  armLabel,
  centralInterval,
  interval,
  isNoChange,
  perspectiveHeads,
  perspectiveWords,
  toldPerspectives,
} from "../../screen/netFigures.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import type { StructureRun } from "../structures/byStructure.js";

/**
 * An arm's steady state, when it is reached and what lies beyond it: to each perspective, and by structure to the scenario's own;
 * nothing for a run too short to tell.
 *
 * @param runs those of its structures (`runsByStructure`)
 */
export function steadyStateLines(
  result: RunResult,
  arm: string,
  runs: readonly StructureRun[],
): readonly string[] {
  const { study } = result;
  const { perspective } = study.scenario;
  const rowOf = (label: string, found: SteadyState | undefined): readonly (readonly string[])[] => {
    if (found === undefined) return [];
    const { yearly, transition, peak, yearsUntil } = found;
    if (isNoChange(yearly) && isNoChange(transition)) return [[label, "£0", "", "", "", "", ""]];
    return [
      [
        label,
        pounds(moments(yearly).mean),
        interval(centralInterval(yearly)),
        yearsUntil === undefined ? "not reached" : quantityText(yearsUntil),
        study.timeline.years[peak.year]!,
        pounds(peak.costGbp),
        pounds(moments(transition).mean),
      ],
    ];
  };
  const ofStructure = ({ structure, result: own }: StructureRun) =>
    own === undefined || structure.weight === 0
      ? []
      : rowOf(structureLabel(structure), steadyStateOf(own, arm, perspective));
  const rows = [
    ...toldPerspectives.flatMap((whose) => rowOf(perspectiveHeads[whose], steadyStateOf(result, arm, whose))),
    ...runs.flatMap(ofStructure),
  ];
  if (rows.length === 0) return [];
  const structures =
    study.structures === undefined ? "" : `; by structure to ${perspectiveWords[perspective]}`;
  return [
    ...wrapText(
      `Transition and steady state: net cost of ${armLabel(study, arm)} a year once the change is over (mean of the last three ` +
        `whole years, undiscounted), the years until the mean is within a tenth of that and stays so, the dearest year, and what the ` +
        `run costs beyond the steady state${structures}`,
    ),
    ...textTable([
      ["To", "Steady a year", "95% interval", "Years until", "Peak", "Peak cost", "Transition"],
      ...rows,
    ]),
  ];
}
