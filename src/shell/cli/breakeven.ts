/** `afford breakeven`: the value of an input at which a target is just met. */
import type { Command } from "commander";
import type { PerspectiveName } from "../../accounts/lines.js";
import {
  answerBreakeven,
  breakevenDefaults,
  planBreakeven,
  type TargetWords,
} from "../../questions/breakeven/askBreakeven.js";
import { breakevenScreen } from "../../questions/breakeven/breakevenScreen.js";
import type { BreakevenQuestion } from "../../questions/breakeven/breakevenStudy.js";
import { targetWords } from "../../questions/breakeven/breakevenTable.js";
import { type Vary, varyWords } from "../../questions/vary.js";
import { perspectiveNames } from "../../results/metrics.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, expectedSeconds, manyRunsOf, withSimulation } from "../manyRuns.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import { type ScenarioRunOptions, withScenarioRun, withStructure } from "./options.js";
import { shellQuote } from "./shellQuote.js";
import { formatOf, printTables } from "./tableOutput.js";
import { wholeFromOne } from "./valueOptions.js";
import { varyOptions } from "./varyOption.js";

interface BreakevenOptions extends ScenarioRunOptions {
  readonly vary: readonly Vary[];
  readonly target: TargetWords;
  readonly perspective?: PerspectiveName;
  readonly arm?: string;
  readonly probes: number;
}

export function addBreakevenCommand(command: Command, console: CommandConsole): void {
  withStructure(withScenarioRun(command))
    .requiredOption(
      "--vary <path[=low:high]>",
      "the input to find the value of, and where to look; a second one, PATH=LOW:HIGH[:STEPS] or PATH=A,B,C, gives a frontier",
      varyOptions,
    )
    .option(
      "--target <target>",
      "mean (net cost 0 on average), neutral:P (at most 0 with probability P) or envelope:P",
      "mean",
    )
    .option("--perspective <name>", `whose cost: ${perspectiveNames.join(", ")} (default: the scenario's)`)
    .option("--arm <name>", "the arm asked about (default: the one whose input is varied, or the only one)")
    .option(
      "--probes <n>",
      "values tried first, evenly spaced",
      wholeFromOne("probes", breakevenDefaults.probes),
      breakevenDefaults.probes,
    )
    .addHelpText(
      "after",
      `\n--draws is the scenario's but at most ${breakevenDefaults.mostDraws} here unless stated.`,
    )
    .action((source: string, options: BreakevenOptions) => breakeven(source, options, console));
}

async function breakeven(source: string, options: BreakevenOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  const read = await openScenario(source, options, console);
  const asked = planBreakeven(read.study, options);
  if ("faults" in asked) throw usageFault(asked.faults);
  const planned = asked.value;
  const { study, settings, variable, range, question, runs } = planned;
  await folder.prepare();
  const each = manyRunsOf(settings, options);
  announceRuns(
    `${variable.path} from ${shown(range.low)} to ${shown(range.high)}: about ${runs} runs`,
    each,
    () => expectedSeconds(study, each, settings.draws * runs),
    console,
  );
  const { table, probes, answers } = await withSimulation(options, console, (as) =>
    answerBreakeven(planned, as),
  );
  await folder.write((out, ran, may) =>
    writeRun(out, { command: commandWords(options, question), read, settings, tables: [table], ran }, may),
  );
  await printTables(console, format, [table, probes], () => breakevenScreen(study, answers, settings));
}

/** The command, with the options that its numbers depend on besides the scenario's settings. */
const commandWords = (options: BreakevenOptions, { arm, perspective, target }: BreakevenQuestion): string =>
  [
    "breakeven",
    ...options.vary.flatMap((vary) => ["--vary", varyWords(vary)]),
    ...["--target", targetWords(target), "--perspective", perspective, "--arm", arm],
    ...["--probes", String(options.probes)],
  ]
    .map(shellQuote)
    .join(" ");

/** A number as a message shows it. */
const shown = (value: number): string => String(Number(value.toPrecision(4)));
