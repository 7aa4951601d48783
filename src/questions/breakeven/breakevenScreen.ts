/** The screen that says what would have to be true: break-even values in sentences, and the values tried. */
import type { Breakeven } from "../../decision/breakeven.js";
import type { Study } from "../../scenario/study.js";
import { pounds, valueThatHolds } from "../../screen/figureText.js";
import { armLabel, perspectiveWords } from "../../screen/netFigures.js";
import { simulatedWords } from "../../screen/peopleText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import { type AnsweredBreakeven, outcomeWord } from "./breakevenTable.js";

const digits = (value: number): string => String(Number(value.toPrecision(4)));

/** The condition that has to hold, in words. */
function conditionWords(study: Study, { question }: AnsweredBreakeven): string {
  const { target, perspective, arm } = question;
  const whose = perspectiveWords[perspective];
  const label = armLabel(study, arm);
  switch (target.kind) {
    case "mean":
      return `the mean net cost of ${label} to ${whose} (discounted total, all lines) is at most 0`;
    case "neutral":
      return `the net cost of ${label} to ${whose} (discounted total, all lines) is at most 0 with probability ${target.probability}`;
    case "envelope":
      return `the cashable cost of ${label} to ${whose} keeps within the envelope in every year with probability ${target.probability}`;
  }
}

function errorWords(mcse: number | undefined): string {
  if (mcse === undefined) return "error unknown, the target is flat there";
  return Number.isNaN(mcse) ? "error unknown from fewer than 10 draws" : `standard error ${digits(mcse)}`;
}

function outcomeWords({ breakeven, range }: AnsweredBreakeven): string {
  const between = `from ${digits(range.low)} to ${digits(range.high)}`;
  const outcome = outcomeWord(breakeven);
  if (outcome === "always") return `at every value tried ${between}`;
  if (outcome === "never") return `at no value tried ${between}`;
  return breakeven.roots
    .map(({ input, mcse, metOn }) => {
      return `at ${valueThatHolds(input, metOn, mcse)} (${errorWords(mcse)}) and ${metOn}`;
    })
    .join("; ");
}

const rangeWords = {
  stated: "as stated",
  distribution: "its distribution's 0.1% to 99.9% points",
  allowed: "all that the input may be",
  usual: "what such a number usually is",
  around: "from nothing to twice what it is now",
} as const;

const warning = ({ monotone, roots }: Breakeven): readonly string[] =>
  monotone && roots.length <= 1
    ? []
    : wrapText(
        "Warning: the target does not move one way over the range. Every crossing seen is listed; closer pairs may lie between " +
          "the values tried (--probes N tries more).",
      );

/** Break-even of one input, or a frontier over two, in words; one input also with the values tried first. */
export function breakevenScreen(
  study: Study,
  answers: readonly AnsweredBreakeven[],
  settings: Pick<RunSettings, "draws" | "simulatedPeople" | "seed">,
): string {
  const [first] = answers;
  if (first === undefined) throw new RangeError("breakevenScreen requires an answer");
  const { path, unit, range } = first;
  const head = [
    ...wrapText(study.scenario.title),
    ...wrapText(`What ${path} (${unit}) would have to be for this to hold: ${conditionWords(study, first)}.`),
    ...wrapText(
      `Looked at from ${digits(range.low)} to ${digits(range.high)}, ${rangeWords[range.from]}. Everything else as in the ` +
        `scenario, the same people and luck throughout: ${simulatedWords(settings)}`,
    ),
    "",
  ];
  if (first.other !== undefined) {
    const frontier = textTable([
      [first.other.path, path],
      ...answers.map((answer) => [digits(answer.other!.value), outcomeWords(answer)]),
    ]);
    return `${[...head, ...frontier, ...answers.flatMap(({ breakeven }) => warning(breakeven)).slice(0, 2)].join("\n")}\n`;
  }
  const tried = textTable([
    [
      path,
      first.question.target.kind === "mean" ? "mean net cost" : "distance from the target",
      "standard error",
    ],
    ...first.breakeven.probes.map(({ input, value, mcse }) => [digits(input), pounds(value), pounds(mcse)]),
  ]);
  return `${[
    ...head,
    ...wrapText(`It holds ${outcomeWords(first)}.`),
    ...warning(first.breakeven),
    "",
    "Values tried first",
    ...tried,
  ].join("\n")}\n`;
}
