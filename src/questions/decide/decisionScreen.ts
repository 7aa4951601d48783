/** A decision analysis on screen: consequences side by side, cost per unit of effect, and how sure the choice is. */
import type { DrawSummary } from "../../decision/costConsequence.js";
import type { IncrementalRow } from "../../decision/costEffectiveness.js";
import type { EvppiEstimate } from "../../decision/evppi.js";
import { pathText } from "../../inputs/pathText.js";
import { percent, pounds, poundsAsTyped, poundsWithin, quantityText } from "../../screen/figureText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import type { DecisionAnalysis, EvppiRow } from "./analyseDraws.js";
import type { LeftAsideColumn } from "./decideCsv.js";

/** Whether the screen shows what knowing something is worth: below half its error it is as good as noise. */
export const isWorthTelling = ({ evppi, standardError }: EvppiEstimate): boolean => evppi > standardError / 2;

/**
 * What the screen says where nothing was found to be worth knowing, with the largest error: so much could still be hidden.
 *
 * @example const rows = [{ evppi: 0, standardError: 57000, upwardBias: 0, shareOfEvpi: 0 }];
 * nothingFoundWords("One input", rows) // "One input: none found worth knowing (standard error up to £57,000)"
 */
export function nothingFoundWords(title: string, rows: readonly EvppiEstimate[]): string {
  const largest = Math.max(...rows.map(({ standardError }) => standardError));
  return `${title}: none found worth knowing (standard error up to ${pounds(largest)})`;
}

/** How many parameters the screen shows at each threshold; the table holds all. */
const told = 10;

/**
 * The whole analysis of a table of draws: what each column was taken for, the cost-consequence table, incremental cost per
 * unit of effect with dominance, acceptability at each threshold with the arm best on average, EVPI and EVPPI.
 */
export function decisionScreen(
  file: string,
  analysis: DecisionAnalysis,
  thresholdNote: string,
  leftAside: readonly LeftAsideColumn[] = [],
): string {
  const sections = [
    [...headLines(file, analysis), ...leftAsideLines(leftAside)],
    consequenceLines(analysis),
    incrementalLines(analysis),
    [...acceptabilityLines(analysis), ...wrapText(thresholdNote, 2)],
    ...informationLines(analysis),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines(file: string, { arms, draws, columns }: DecisionAnalysis): readonly string[] {
  const named = (role: string): string =>
    columns
      .filter((column) => column.role === role)
      .map(({ column }) => column)
      .join(", ");
  const parameters = columns.filter(({ role }) => role === "parameter").length;
  const outcomes = named("outcome");
  return [
    ...wrapText(
      `${file}: ${quantityText(draws)} draws (PSA iterations) of ${arms.join(", ")}. Differences are from ${arms[0]}.`,
    ),
    ...wrapText(
      `Columns taken as parameters, the same for all arms of a draw: ${parameters === 0 ? "none" : parameters}` +
        `${outcomes === "" ? "" : `; as other outcomes: ${outcomes}`}.`,
    ),
  ];
}

function leftAsideLines(columns: readonly LeftAsideColumn[]): readonly string[] {
  if (columns.length === 0) return [];
  const told = columns.map(({ column, holds }) => {
    return `column ${column}, ${holds === "nothing" ? "which is empty" : "which holds the rows' numbers"}`;
  });
  return wrapText(`Without a name in the header, so left aside: ${told.join("; ")}.`);
}

function consequenceLines({ costConsequence }: DecisionAnalysis): readonly string[] {
  const isNothing = (consequence: string): boolean =>
    consequence !== "cost" &&
    consequence !== "effect" &&
    costConsequence.every(
      (row) => row.consequence !== consequence || (row.figure.mean === 0 && row.figure.sd === 0),
    );
  const shownRows = costConsequence.filter(({ consequence }) => !isNothing(consequence));
  const rows = shownRows.map(({ consequence, arm, figure, difference }) => {
    const text = /^(cash_)?cost(_|$)/.test(consequence) ? pounds : quantityText;
    const shown = (summary: DrawSummary | undefined): string =>
      summary === undefined ? "" : `${text(summary.mean)} (${text(summary.p2_5)} to ${text(summary.p97_5)})`;
    return [`${consequence}, ${arm}`, shown(figure), shown(difference)];
  });
  return [
    "Costs and consequences side by side: mean (95% interval)",
    ...textTable([["Consequence", "Arm's own", "Difference"], ...rows]),
  ];
}

/** What a row of the incremental analysis says of its arm. */
function incrementalWords(row: IncrementalRow): string {
  if (row.status === "dominated") return `dominated by ${row.dominatedBy.join(" and ")}`;
  if (row.status === "extendedly_dominated") return `dominated by a mix of ${row.dominatedBy.join(" and ")}`;
  if (row.status === "tied") return `the same as ${row.dominatedBy.join(" and ")}`;
  return row.icer === undefined ? "the cheapest" : `${pounds(row.icer)} a unit more than ${row.comparator}`;
}

function incrementalLines({ icerTable }: DecisionAnalysis): readonly string[] {
  const rows = icerTable.map((row) => [
    row.arm,
    pounds(row.cost),
    quantityText(row.effect),
    row.incrementalCost === undefined ? "" : pounds(row.incrementalCost),
    row.incrementalEffect === undefined ? "" : quantityText(row.incrementalEffect),
    incrementalWords(row),
  ]);
  return [
    "Incremental cost per unit of effect (ICER)",
    ...textTable([["Arm", "Cost", "Effect", "more cost", "more effect", "Cost per unit"], ...rows]),
  ];
}

function acceptabilityLines({ arms, ceac, ceaf }: DecisionAnalysis): readonly string[] {
  const rows = ceaf.map((best) => {
    const byArm = arms.map(
      (arm) => ceac.find((row) => row.arm === arm && row.thresholdGbp === best.thresholdGbp)!,
    );
    return [
      poundsAsTyped(best.thresholdGbp),
      ...byArm.map(({ probability }) => percent(probability)),
      best.arm,
      percent(best.probability),
    ];
  });
  return [
    "Probability of being the best buy (acceptability curve), and the arm best on average (frontier)",
    ...textTable([["Threshold", ...arms, "Best on average", "its probability"], ...rows]),
  ];
}

const isGroup = ({ name, parameters }: EvppiRow): boolean =>
  parameters.length !== 1 || parameters[0] !== name;

function informationLines(analysis: DecisionAnalysis): readonly (readonly string[])[] {
  return analysis.evpi.map(({ thresholdGbp, evpiGbp, mcse }) => {
    const head = `Worth knowing at ${poundsAsTyped(thresholdGbp)}: everything ${pounds(evpiGbp)} (EVPI, standard error ${pounds(mcse)})`;
    const asked = analysis.evppi.filter((row) => row.thresholdGbp === thresholdGbp);
    // A group is there because somebody asked for it by name: it is shown even where it is worth nothing.
    const best = asked.filter((row) => isWorthTelling(row) && !isGroup(row)).slice(0, told);
    const rows = asked
      .filter((row) => isGroup(row) || best.includes(row))
      .map((row) => [
        row.name.startsWith("input:") ? pathText(row.name) : row.name,
        poundsWithin(row.evppi, row.standardError),
        pounds(row.standardError),
        row.shareOfEvpi === undefined ? "" : percent(row.shareOfEvpi),
      ]);
    if (analysis.tooFewDrawsForEvppi)
      return [head, "  Too few draws to say what it is worth to know a single parameter."];
    if (asked.length === 0) return [head];
    if (rows.length === 0) return [head, ...wrapText(nothingFoundWords("Parameters and groups", asked), 2)];
    return [head, ...textTable([["Parameter or group", "EVPPI", "error", "of EVPI"], ...rows])];
  });
}
