/** `afford breakeven`: the value of an input at which a target is just met. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { PerspectiveName } from "../../accounts/lines.js";
import type { Fault } from "../../faults/fault.js";
import { together } from "../../faults/outcome.js";
import { breakevenScreen } from "../../questions/breakeven/breakevenScreen.js";
import {
  type BreakevenQuestion,
  type BreakevenTarget,
  breakevenOfStudy,
  defaultProbes,
  defaultRange,
  type FixedInput,
  type InputRange,
} from "../../questions/breakeven/breakevenStudy.js";
import {
  type AnsweredBreakeven,
  breakevenTable,
  probeTable,
  targetWords,
} from "../../questions/breakeven/breakevenTable.js";
import { evenSteps, variableUnit } from "../../questions/sweep/sweep.js";
import { perspectiveNames } from "../../results/metrics.js";
import { settingsOf } from "../../results/runOptions.js";
import type { Study } from "../../scenario/study.js";
import { findVariable, type VariableInput, varySource, withNumbers } from "../../scenario/varyStudy.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, expectedSeconds, withManyRuns } from "../manyRuns.js";
import { writeRun } from "../writeRun.js";
import { questionedArm } from "./comparedArms.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario, refuseDesign, refuseFaults } from "./openScenario.js";
import {
  fewerDraws,
  peopleOfManyRuns,
  type ScenarioRunOptions,
  scenarioArgument,
  withManyScenarioRuns,
} from "./options.js";
import { shellQuote } from "./shellQuote.js";
import { formatOf, printTables } from "./tableOutput.js";
import { refuseOverlap, type VaryOption, varyOptions, varyWords } from "./varyOption.js";

interface BreakevenOptions extends ScenarioRunOptions {
  readonly vary: readonly VaryOption[];
  readonly target: BreakevenTarget;
  readonly perspective?: string;
  readonly arm?: string;
  readonly probes: number;
}

/** A search takes some twenty runs, so by default on fewer draws and people than one run would take. */
const mostDraws = 200;
/** Values of the second input on a frontier where nobody says how many. */
const frontierSteps = 5;
/** Runs that closing in on one value takes, and its slope: about so many beyond the first ones. */
const closingRuns = 9;

export function addBreakevenCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("breakeven")
    .description(
      `the value of an input at which a target is just met (default: the scenario's draws but at most ${mostDraws}, ${peopleOfManyRuns} people)`,
    )
    .argument(...scenarioArgument);
  withManyScenarioRuns(command)
    .requiredOption(
      "--vary <path[=low:high]>",
      "the input to find the value of, and where to look; a second one, PATH=LOW:HIGH[:STEPS] or PATH=A,B,C, gives a frontier",
      varyOptions,
    )
    .addOption(
      new Option(
        "--target <target>",
        "mean (net cost 0 on average), neutral:P (at most 0 with probability P) or envelope:P",
      )
        .argParser(readTarget)
        .default({ kind: "mean" }, "mean"),
    )
    .option(
      "--perspective <name>",
      `whose cost: ${perspectiveNames.join(", ")} (default: the scenario's)`,
      (text: string) => {
        if ((perspectiveNames as readonly string[]).includes(text)) return text;
        throw new InvalidArgumentError(`Allowed: ${perspectiveNames.join(", ")}.`);
      },
    )
    .option("--arm <name>", "the arm asked about (default: the one whose input is varied, or the only one)")
    .option("--probes <n>", "values tried first, evenly spaced", readProbes, defaultProbes)
    .action((source: string, options: BreakevenOptions) => breakeven(source, options, console));
}

function readTarget(text: string): BreakevenTarget {
  if (text === "mean") return { kind: "mean" };
  const [kind, share, ...more] = text.split(":");
  const probability = Number(share);
  if ((kind === "neutral" || kind === "envelope") && more.length === 0 && /^0?\.\d+$/.test(share ?? "")) {
    if (probability > 0) return { kind, probability };
  }
  throw new InvalidArgumentError(
    "Allowed: mean, neutral:P or envelope:P, P a probability between 0 and 1 such as 0.8.",
  );
}

function readProbes(text: string): number {
  const probes = Number(text);
  if (!/^\d+$/.test(text) || probes < 3 || probes > 10_000)
    throw new InvalidArgumentError("Allowed: a whole number from 3, such as 9.");
  return probes;
}

async function breakeven(source: string, options: BreakevenOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options.format, console);
  const read = await openScenario(source, options, console, format);
  const { study } = read;
  const settings = fewerDraws(study, options, mostDraws);
  refuseDesign(study, { draws: settings.draws });
  if (settings.draws < 2)
    throw commandFault(exitStatus.usage, "--draws: found 1; allowed: at least 2, to know the error");
  const asked = await readQuestion(study, options, console, format);
  await folder.prepare();
  const each = options.probes + closingRuns;
  const count = asked.others.length * each;
  if (!settings.quiet) {
    announceRuns(
      `${asked.variable.path} from ${shown(asked.range.low)} to ${shown(asked.range.high)}: about ${count} runs`,
      settings,
      expectedSeconds(study, settings, settings.draws * count),
      console,
    );
  }
  const answers: AnsweredBreakeven[] = [];
  await withManyRuns(settings, count, console, async (run) => {
    for (const other of asked.others) {
      const search = { path: asked.variable.path, range: asked.range, probes: options.probes };
      const fixed = other === undefined ? [] : [other];
      answers.push({
        scenario: study.name,
        comparator: study.arms[study.baseline]!,
        question: asked.question,
        path: asked.variable.path,
        unit: variableUnit(asked.variable),
        range: asked.range,
        other,
        breakeven: await breakevenOfStudy(study, asked.question, search, run, fixed),
      });
    }
  });
  const table = breakevenTable(answers);
  await folder.write((out, ran, may) =>
    writeRun(
      out,
      {
        command: commandWords(options, asked.question),
        read,
        settings: settingsOf(study, { ...settings, detail: "all" }),
        tables: [table],
        ran,
      },
      may,
    ),
  );
  await printTables(console, format, [table, probeTable(answers)], () =>
    breakevenScreen(study, answers, settingsOf(study, settings)),
  );
}

/** The command with what its numbers depend on beside the scenario's settings. */
const commandWords = (options: BreakevenOptions, { arm, perspective }: BreakevenQuestion): string =>
  [
    "breakeven",
    ...options.vary.flatMap((vary) => ["--vary", varyWords(vary)]),
    ...["--target", targetWords(options.target), "--perspective", perspective, "--arm", arm],
    ...["--probes", String(options.probes)],
  ]
    .map(shellQuote)
    .join(" ");

/** A number as a message shows it. */
const shown = (value: number): string => String(Number(value.toPrecision(4)));

interface AskedBreakeven {
  readonly variable: VariableInput;
  readonly range: InputRange;
  readonly question: BreakevenQuestion;
  /** The second input's values; one `undefined` where there is no second input. */
  readonly others: readonly (FixedInput | undefined)[];
}

/** Reads what was asked against the scenario; every fault is told before anything is run. */
async function readQuestion(
  study: Study,
  options: BreakevenOptions,
  console: CommandConsole,
  format: Parameters<typeof refuseFaults>[2],
): Promise<AskedBreakeven> {
  const [first, second, ...more] = options.vary;
  if (first === undefined || more.length > 0)
    throw commandFault(
      exitStatus.usage,
      `--vary: found ${options.vary.length}; allowed: one, or two for a frontier`,
    );
  const sought = together(options.vary.map(({ path }) => findVariable(study, path)));
  if ("faults" in sought) return refuseFaults(sought.faults, console, format);
  const variables = sought.value;
  refuseOverlap(variables);
  const [variable, otherVariable] = variables;
  const faults: Fault[] = [];
  const range = rangeOf(study, first, variable!);
  const others = second === undefined ? [undefined] : valuesOf(study, second, otherVariable!);
  const ends = [range.low, range.high].map((value) => ({ path: variable!.path, value }));
  for (const other of others) {
    for (const end of ends) {
      const varied = withNumbers(study, other === undefined ? [end] : [other, end]);
      if ("faults" in varied) faults.push(...varied.faults);
    }
  }
  const told = new Map(faults.map((fault) => [JSON.stringify(fault), fault]));
  if (told.size > 0) return refuseFaults([...told.values()], console, format);
  const perspective = (options.perspective ?? study.scenario.perspective) as PerspectiveName;
  if (options.target.kind === "envelope") refuseNoEnvelope(study, perspective);
  const arm = questionedArm(
    study,
    options.arm,
    variables.map(({ keys }) => keys),
  );
  return { variable: variable!, range, question: { arm, perspective, target: options.target }, others };
}

function refuseNoEnvelope(study: Study, perspective: PerspectiveName): void {
  const stated = Object.entries(study.scenario.envelopes).flatMap(([payer, envelope]) =>
    envelope === undefined ? [] : [payer],
  );
  if (stated.includes(perspective)) return;
  const allowed =
    stated.length === 0 ? "a scenario that states an envelope" : `--perspective ${stated.join(" or ")}`;
  throw commandFault(
    exitStatus.usage,
    `--target envelope: found no envelope for ${perspective}; allowed: ${allowed}`,
  );
}

function rangeOf(study: Study, vary: VaryOption, variable: VariableInput): InputRange {
  const { range } = vary;
  if (vary.list !== undefined || range?.steps !== undefined) {
    throw commandFault(
      exitStatus.usage,
      `${varySource} ${varyWords(vary)}: found values for the input to be found; allowed: PATH or PATH=LOW:HIGH`,
    );
  }
  if (range !== undefined) return { low: range.low, high: range.high, from: "stated" };
  const found = defaultRange(study, variable);
  if (found !== undefined) return found;
  throw commandFault(
    exitStatus.usage,
    `${varySource} ${variable.path}: found no range, as the input is certain and unbounded; allowed: PATH=LOW:HIGH`,
  );
}

function valuesOf(study: Study, vary: VaryOption, variable: VariableInput): readonly FixedInput[] {
  if (vary.list !== undefined) return vary.list.map((value) => ({ path: variable.path, value }));
  const { low, high } = vary.range ?? rangeOf(study, vary, variable);
  const values = evenSteps(low, high, vary.range?.steps ?? frontierSteps);
  return values.map((value) => ({ path: variable.path, value }));
}
