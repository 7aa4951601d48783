/** The screen that answers "can we afford it?": in words first, then in tables. Pure text, the same wherever it goes. */
import { type Warning, wordWarning } from "../../faults/warning.js";
import { type DrawGroups, moments } from "../../results/moments.js";
import { groupsOfDraws, type RunResult } from "../../results/runResult.js";
import { structureLabel } from "../../scenario/study.js";
import { percent, pounds, quantityText } from "../../screen/figureText.js";
import { armLabel, isNoChange, netFigures, noChange, perspectiveWords } from "../../screen/netFigures.js";
import { peopleText } from "../../screen/peopleText.js";
import { wrapText } from "../../screen/textTable.js";
import { peopleOfRun } from "../../simulation/population.js";
import { runsByStructure } from "../structures/byStructure.js";
import { structureLines } from "../structures/structuresText.js";
import { worthLines } from "../worth/worthText.js";
import { affordabilityLines, envelopeLines } from "./affordabilityText.js";
import { costTable, netTable, spendingTable, yearTable } from "./netTables.js";
import { luckSentence, luckWarning } from "./peopleLuck.js";
import { precisionWords, type ReachedPrecision } from "./runToPrecision.js";
import { steadyStateLines } from "./steadyStateText.js";

/** What is known of a run beside its result. */
export interface RunProvenance {
  /** The package's version. */
  readonly version: string;
  /** The command line that gives the same numbers again. */
  readonly command: string;
  /** What it took to come to a precision, where one was asked for. */
  readonly precision?: ReachedPrecision | undefined;
  /** What in the scenario looks like a slip. */
  readonly warnings?: readonly Warning[];
}

/**
 * A run's answer as an analyst would put it: the question; for each arm against the baseline the net cost a year and in
 * all with its 95% interval, the cash part, the probability of a net saving and of keeping within each envelope; what the
 * money went on; the years; how far chance moves the figures; and how to get the same numbers again.
 *
 * With quality weights stated, also what a quality-adjusted year gained costs, at the thresholds given or the published ones.
 *
 * A year: what the whole run comes to over its length in years, undiscounted. In all: discounted. + is a cost, − a saving. At most 100 columns.
 */
export function answerScreen(
  result: RunResult,
  provenance: RunProvenance,
  thresholdsGbp?: readonly number[],
): string {
  const { study } = result;
  const others = study.arms.filter((_, arm) => arm !== study.baseline);
  const runs = runsByStructure(result);
  const sections = [
    headLines(result),
    warningLines(provenance),
    ...others.flatMap((arm) => [structureLines(result, arm, runs), steadyStateLines(result, arm, runs)]),
    ...(others.length === 0 ? [onlyBaseline(result)] : others.map((arm) => affordabilityLines(result, arm))),
    costTable(result),
    ...others.map((arm) => netTable(result, arm)),
    envelopeLines(result),
    worthLines(result, thresholdsGbp),
    ...others.map((arm) => spendingTable(result, arm)),
    ...others.map((arm) => yearTable(result, arm)),
    errorLines(result, others, provenance),
    provenanceLines(result, provenance),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

const months = "January February March April May June July August September October November December".split(
  " ",
);

/** A month as it is said: `2011-04` is April 2011. */
const monthWords = (start: string): string => {
  const [year, month] = start.split("-");
  return `${months[Number(month) - 1] ?? month} ${year}`;
};

function headLines(result: RunResult): readonly string[] {
  const { study } = result;
  const { scenario } = study;
  const baseline = armLabel(study, study.arms[study.baseline]!);
  const others = study.arms.filter((_, arm) => arm !== study.baseline).map((arm) => armLabel(study, arm));
  const against = others.length === 0 ? `${baseline} alone` : `${others.join(", ")} against ${baseline}`;
  const length = `${Number((study.timeline.months / 12).toPrecision(3))} years from ${monthWords(scenario.start)}`;
  return [
    ...wrapText(scenario.title),
    ...(scenario.question === undefined ? [] : wrapText(scenario.question)),
    ...wrapText(
      `${against}; ${length}; ${scenario.price_year} prices. + is a cost, - a saving. Public = council and NHS.`,
    ),
    ...(study.structure === undefined
      ? []
      : wrapText(`In one structure alone: ${structureLabel(study.structure)}.`)),
    ...(result.settings.draws === 1
      ? wrapText("A single draw, so that intervals and probabilities say nothing: run more (--draws).")
      : []),
  ];
}

/** Likely slips come first: whoever made one need not read on. */
const warningLines = ({ warnings = [] }: RunProvenance): readonly string[] =>
  warnings.length === 0
    ? []
    : ["Worth a look before the figures", ...warnings.flatMap((one) => wrapText(wordWarning(one), 2, 4))];

const onlyBaseline = (result: RunResult): readonly string[] => [
  `Only the baseline, ${armLabel(result.study, result.study.arms[result.study.baseline]!)}: nothing to compare it with.`,
];

function errorLines(
  result: RunResult,
  others: readonly string[],
  { precision }: RunProvenance,
): readonly string[] {
  const groups = groupsOfDraws(result.settings);
  const lines = others.flatMap((arm) => {
    const values = netFigures(result, arm, result.study.scenario.perspective).yearly;
    const { mean, mcse } = moments(values, groups);
    if (!Number.isFinite(mcse))
      return wrapText(`${drawsWords(values.length)} of how far chance moves the figures.`, 2);
    const perspective = result.study.scenario.perspective;
    const total = netFigures(result, arm, perspective).total;
    return wrapText(
      `${armLabel(result.study, arm)}: net cost a year to ${perspectiveWords[perspective]} ${pounds(mean)}, ` +
        `Monte Carlo standard error ${pounds(mcse)}; probability of saving, or paying no more, ${savingWithError(total, groups)}. ` +
        `More draws (--draws) narrow these, not the intervals.${luckSentence(result, arm, perspective)}`,
      2,
    );
  });
  const reached = precision === undefined ? [] : wrapText(precisionWords(precision), 2);
  return [
    "How sure the numbers are",
    ...reached,
    ...lines,
    ...luckWarning(result).flatMap((line) => wrapText(line, 2)),
  ];
}

const drawsWords = (draws: number): string =>
  draws === 1 ? "One draw says nothing" : "Fewer than ten draws say nothing";

/** A probability with its error: `12%, standard error 1.03 points`; for what happened in no draw or in all, how many draws there were. */
function savingWithError(total: Float64Array, groups: DrawGroups | undefined): string {
  const { mean, mcse } = moments(
    total.map((value) => (value <= 0 ? 1 : 0)),
    groups,
  );
  const draws = quantityText(total.length);
  if (isNoChange(total)) return `${noChange} (in all of ${draws} draws)`;
  if (mean === 0) return `0% (none of ${draws} draws)`;
  if (mean === 1) return `100% (all of ${draws} draws)`;
  return `${percent(mean)}, standard error ${quantityText(100 * mcse)} points`;
}

const designWords = { random: "random", latin_hypercube: "Latin hypercube", sobol: "Sobol" } as const;

function provenanceLines(result: RunResult, { version, command }: RunProvenance): readonly string[] {
  const { draws, seed, design, simulatedPeople } = result.settings;
  const isSample = peopleOfRun(result.study, result.settings).sampled;
  const people = peopleText(isSample ? simulatedPeople : "all");
  return [
    ...wrapText(
      `can-we-afford-it ${version}: ${quantityText(draws)} draws (PSA iterations; ${designWords[design]}), seed "${seed}", people simulated: ${people}.`,
    ),
    // A command is pasted, so it is never broken.
    `Same numbers again: ${command}`,
  ];
}
