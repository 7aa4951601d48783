/** What matters, on screen: the longest bars, the shares of variance, and what more knowledge would be worth. */

import type { SobolIndex } from "../../decision/sobolIndices.js";
import { pathText } from "../../inputs/pathText.js";
import type { Study } from "../../scenario/study.js";
import { percent, pounds, poundsAsTyped, poundsWithin, quantityText } from "../../screen/figureText.js";
import { armLabel, perspectiveWords, possessive } from "../../screen/netFigures.js";
import { peopleText } from "../../screen/peopleText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import { isWorthTelling, nothingFoundWords } from "../decide/decisionScreen.js";
import { inputsLeftToChance, structureFactor } from "./factors.js";
import type { ArmSensitivity, Sensitivity, SensitivityOptions } from "./sensitivity.js";

/** What the structure is called among inputs. */
const structureWords = "structure: which of them holds";

/** How many bars and rows the screen shows; the table holds all. */
const told = 15;

/**
 * A sensitivity analysis in words and tables: for each arm the one-way bars and variance shares of its net cost, then the
 * value of information of the choice between all arms; and what is not in it.
 */
export function sensitivityScreen(study: Study, options: SensitivityOptions, found: Sensitivity): string {
  const sections = [
    wrapText(`What matters: ${study.scenario.title}`),
    ...found.arms.flatMap((arm) => [
      barLines(study, options, arm),
      varianceLines(study, options, arm, found),
      knownLines(study, options, arm),
    ]),
    ...informationLines(study, options, found),
    [
      "What is not in it",
      ...leftOut(study, options).flatMap((line) => wrapText(line, 2)),
      ...wrapText(
        "All rows, with what each group holds: --format csv or json, or --out DIR for sensitivity.csv.",
        2,
      ),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function barLines(study: Study, options: SensitivityOptions, arm: ArmSensitivity): readonly string[] {
  const whose = perspectiveWords[options.perspective];
  const head =
    `${armLabel(study, arm.arm)}: net cost to ${whose} over the whole run, discounted, is ${pounds(arm.base.mean)} with every ` +
    `input at its median (standard error ${pounds(arm.base.mcse)}). One input at a time from its 5th to its 95th ` +
    "percentile, the others at their medians (correlated ones move with it), same people and luck:";
  const bars = arm.tornado
    .slice(0, told)
    .map((bar) => [
      bar.input === structureFactor ? structureWords : pathText(bar.input),
      quantityText(bar.inputAtP5),
      quantityText(bar.inputAtP95),
      pounds(bar.outcomeAtP5),
      pounds(bar.outcomeAtP95),
      `${pounds(bar.change)} (${pounds(bar.changeMcse)})${bar.turns ? " *" : ""}`,
    ]);
  if (bars.length === 0) return [...wrapText(head), "  no input differs from draw to draw"];
  const turns = arm.tornado.slice(0, told).some((bar) => bar.turns);
  const rest = arm.tornado.length - bars.length;
  return [
    ...wrapText(head),
    ...textTable([["Input", "5th", "95th", "Net cost at 5th", "at 95th", "Change (error)"], ...bars]),
    ...(rest === 0 ? [] : wrapText(`and ${rest} inputs with shorter bars`, 2)),
    ...(turns
      ? wrapText("* net cost turns round between the two, so its range is wider than the bar", 2)
      : []),
  ];
}

const shareText = ({ estimate, low, high }: SobolIndex): string =>
  `${rounded(estimate)} (${rounded(low)} to ${rounded(high)})`;
const rounded = (share: number): string => {
  if (Number.isNaN(share)) return "–";
  const text = share.toFixed(2);
  return text === "-0.00" ? "0.00" : text;
};

function varianceLines(
  study: Study,
  options: SensitivityOptions,
  arm: ArmSensitivity,
  found: Sensitivity,
): readonly string[] {
  if (arm.sobol === undefined) return [];
  const rows = arm.sobol
    .map((row, at) => ({ row, factor: found.factors[at]! }))
    .sort((a, b) => b.row.total.estimate - a.row.total.estimate)
    .map(({ row, factor }) => {
      const name = factor.kind === "rest" ? `all ${factor.inputs.length} other inputs` : pathText(row.name);
      const told = { chance: "chance: luck of people and sites", structure: structureWords } as Record<
        string,
        string
      >;
      const label = told[factor.kind] ?? name;
      return [label, shareText(row.firstOrder), shareText(row.total)];
    });
  return [
    ...wrapText(
      `Shares of the variance of ${possessive(armLabel(study, arm.arm))} net cost (Sobol indices, 95% intervals; ${options.rows} ` +
        "rows). First order: what knowing the input alone would remove. Total: what would be left if all else were known",
    ),
    ...textTable([["Factor", "First order", "Total"], ...rows]),
  ];
}

/** The expected reduction in variance: what to learn to make the figure surer, whether or not any draw changes the choice. */
function knownLines(study: Study, options: SensitivityOptions, arm: ArmSensitivity): readonly string[] {
  if (arm.varianceKnown.length === 0) return [];
  const shown = (kind: "structure" | "input" | "group", title: string): readonly string[] => {
    const rows = arm.varianceKnown.filter((row) => row.kind === kind);
    if (rows.length === 0) return [];
    const best = rows.slice(0, told).filter(({ share, standardError }) => share > 2 * standardError);
    // A group that somebody asked for by name is shown even where it is worth nothing.
    const named = rows.filter((row) => options.groups.has(row.name) && !best.includes(row));
    if (best.length + named.length === 0)
      return wrapText(`${title}: none has a share that can be told from 0`, 2);
    const lines = [...best, ...named].map((row) => [
      row.kind === "input" ? pathText(row.name) : row.name,
      rounded(row.share),
      rounded(row.standardError),
    ]);
    return textTable([[title, "of variance", "error"], ...lines]);
  };
  return [
    ...wrapText(
      `How much surer knowing would make ${possessive(armLabel(study, arm.arm))} net cost: the expected reduction in its variance, ` +
        "Var(E[net cost | input]) ÷ Var(net cost), by the regressions that EVPPI is read from",
    ),
    ...shown("structure", "Which structure holds"),
    ...shown("group", "Inputs together"),
    ...shown("input", "One input"),
  ];
}

function informationLines(
  study: Study,
  options: SensitivityOptions,
  found: Sensitivity,
): readonly (readonly string[])[] {
  return found.evpi.map(({ thresholdGbp, optimalArm, evpiGbp, mcse }) => {
    const by =
      thresholdGbp === 0
        ? `by cost to ${perspectiveWords[options.perspective]} alone`
        : `at ${poundsAsTyped(thresholdGbp)} a year of ${options.effect}`;
    const head =
      `Choosing ${by}: ${armLabel(study, optimalArm)}. Knowing everything beforehand, people's luck included, would be ` +
      `worth ${pounds(evpiGbp)} over the whole run (EVPI, standard error ${pounds(mcse)}).`;
    const rows = found.information.filter((row) => row.thresholdGbp === thresholdGbp);
    const text = (row: (typeof rows)[number]): readonly string[] => [
      row.kind === "input" ? pathText(row.name) : row.name,
      poundsWithin(row.evppi, row.standardError),
      pounds(row.standardError),
      row.shareOfEvpi === undefined ? "" : percent(row.shareOfEvpi),
    ];
    const table = (kind: "input" | "group" | "structure", title: string): readonly string[] => {
      const ofKind = rows.filter((row) => row.kind === kind);
      if (ofKind.length === 0) return [];
      const longest = ofKind
        .filter((row) => isWorthTelling(row) && !options.groups.has(row.name))
        .slice(0, told);
      // A group that somebody asked for by name is shown even where it is worth nothing.
      const best = ofKind.filter((row) => options.groups.has(row.name) || longest.includes(row));
      if (best.length === 0) return wrapText(nothingFoundWords(title, ofKind), 2);
      return textTable([[title, "EVPPI", "error", "of EVPI"], ...best.map(text)]);
    };
    return [
      ...wrapText(head),
      ...(found.tooFewDraws
        ? wrapText("Too few draws to say what it is worth to know a single input.", 2)
        : []),
      ...table("structure", "The structure"),
      ...table("group", "Inputs together"),
      ...table("input", "One input"),
    ];
  });
}

function leftOut(study: Study, { people, seed }: SensitivityOptions): readonly string[] {
  const others = inputsLeftToChance(study).map(({ path, leaf }) => `${path} (${leaf.across})`);
  const luck =
    `People simulated: ${peopleText(people)}; seed "${seed}". Chance is their luck (first-order uncertainty): the fewer they are, the larger its share ` +
    "and EVPI (--people).";
  if (others.length === 0) return [luck];
  return [
    luck,
    `Inputs that vary across sites or people are not factors of their own; their spread is part of chance: ${others.join(", ")}.`,
  ];
}
