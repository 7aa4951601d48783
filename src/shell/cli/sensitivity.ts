/** `afford sensitivity`: which uncertain inputs matter, one way, as shares of variance and as value of information. */
import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import type { KeyFault } from "../../faults/keyFault.js";
import { dottedPath } from "../../faults/keyPath.js";
import { namedGroups } from "../../questions/sensitivity/factors.js";
import {
  analyseSensitivity,
  type SensitivityOptions,
  type SensitivityPlan,
  sensitivityPlan,
} from "../../questions/sensitivity/sensitivity.js";
import { sensitivityScreen } from "../../questions/sensitivity/sensitivityScreen.js";
import { sensitivityTable } from "../../questions/sensitivity/sensitivityTable.js";
import { type EffectMeasure, effectMeasure } from "../../results/drawsTable.js";
import { settingsOf } from "../../results/runOptions.js";
import { type Perspective, perspectives } from "../../scenario/schema/scenarioSchema.js";
import type { Study } from "../../scenario/study.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { counted, expectedSeconds, runsAsOne } from "../manyRuns.js";
import { durationWords } from "../progressLine.js";
import { runOnThreads } from "../runOnThreads.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import {
  peopleOfManyRuns,
  type ScenarioRunOptions,
  scenarioArgument,
  withManyScenarioRuns,
} from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";
import { amountsGbp, namedLists, wholeFromOne } from "./valueOptions.js";

/** Draws that the value of information is read off; half of them are the rows of Saltelli's design. */
const defaultDraws = 1024;
const defaultOneWayDraws = 8;
const defaultSobolInputs = 12;

const effects = { ascot: "qalys_ascot", eq5d: "qalys_eq5d", life_years: "life_years" } as const;

interface SensitivityCommandOptions extends ScenarioRunOptions {
  readonly perspective?: Perspective;
  readonly threshold?: readonly number[];
  readonly effect?: keyof typeof effects;
  readonly group?: Readonly<Record<string, readonly string[]>>;
  readonly oneWayDraws: number;
  readonly sobolInputs: number;
}

export function addSensitivityCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("sensitivity")
    .description("what matters: tornado, Sobol indices, and the value of knowing more (EVPI, EVPPI)")
    .argument(...scenarioArgument);
  withManyScenarioRuns(command)
    .addOption(
      new Option("--perspective <name>", "whose net cost (default: the scenario's)").choices(perspectives),
    )
    .option(
      "--threshold <gbp...>",
      "also value information by net benefit at these GBP a unit of effect",
      amountsGbp,
    )
    .addOption(
      new Option("--effect <name>", "the effect valued at a threshold (default: the scenario's)").choices(
        Object.keys(effects),
      ),
    )
    .option(
      "--group <name=path,path>",
      "inputs to value together, by paths that name them or hold them (repeatable)",
      namedLists,
    )
    .option(
      "--one-way-draws <n>",
      "draws of people's luck that each end of a bar is averaged over",
      wholeFromOne(12),
      defaultOneWayDraws,
    )
    .option(
      "--sobol-inputs <n>",
      "inputs with Sobol indices of their own: those with the longest bars",
      wholeFromOne(12),
      defaultSobolInputs,
    )
    .addHelpText(
      "after",
      `\n--draws is ${defaultDraws} here unless stated, --people ${peopleOfManyRuns} unless stated here or in the scenario.`,
    )
    .action((source: string, options: SensitivityCommandOptions) => sensitivity(source, options, console));
}

async function sensitivity(
  source: string,
  options: SensitivityCommandOptions,
  console: CommandConsole,
): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options.format, console);
  const draws = options.draws ?? defaultDraws;
  if (draws % 2 !== 0 || draws < 4) {
    throw commandFault(
      exitStatus.usage,
      `--draws ${draws}: allowed: an even number from 4, for Saltelli's design takes two samples of half as many`,
    );
  }
  const read = await openScenario(source, options, console, format);
  const { study } = read;
  if (study.arms.length < 2) {
    throw commandFault(exitStatus.usage, `${source}: only the baseline arm; sensitivity is about net cost`);
  }
  const asked: SensitivityOptions = {
    rows: draws / 2,
    oneWayDraws: options.oneWayDraws,
    sobolFactors: options.sobolInputs,
    people: options.people ?? study.scenario.simulated_people ?? peopleOfManyRuns,
    seed: options.seed ?? study.scenario.seed,
    perspective: options.perspective ?? study.scenario.perspective,
    thresholdsGbp: [...new Set([0, ...(options.threshold ?? [])])],
    effect: effectOf(study, options),
    groups: groupsOf(study, options.group ?? {}),
  };
  await folder.prepare();
  const plan = sensitivityPlan(study, asked);
  const threads = options.threads ?? availableParallelism();
  if (options.quiet !== true) console.note(announcement(study, asked, plan, threads));
  const found = await runsAsOne(plan.evaluations, options, console, (nextRun) =>
    analyseSensitivity(study, asked, (one, run) => runOnThreads(one, { ...run, ...nextRun() })),
  );
  const table = sensitivityTable(study, asked, found);
  const settings = settingsOf(study, { draws, people: asked.people, seed: asked.seed, design: "random" });
  await folder.write((out, ran, may) =>
    writeRun(out, { command: "sensitivity", read, settings, tables: [table], ran }, may),
  );
  await printTables(console, format, [table], () => sensitivityScreen(study, asked, found));
}

function effectOf(study: Study, options: SensitivityCommandOptions): EffectMeasure {
  if (options.effect === undefined) return effectMeasure({ study });
  if (options.effect !== "life_years" && study.scenario.outcomes[options.effect] === undefined) {
    throw commandFault(
      exitStatus.usage,
      `--effect ${options.effect}: the scenario states no such quality weights (outcomes.${options.effect})`,
    );
  }
  return effects[options.effect];
}

function groupsOf(
  study: Study,
  stated: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly number[]> {
  const named = namedGroups(study, stated);
  if (!("faults" in named)) return named.value;
  const words = ({ path, found, allowed }: KeyFault): string =>
    `--group ${dottedPath(path)}: found ${found}; allowed: ${allowed}`;
  throw commandFault(exitStatus.usage, named.faults.map(words).join("\n"));
}

/** How many simulations there are, of how many people, and about how long they take. */
function announcement(
  study: Study,
  asked: SensitivityOptions,
  plan: SensitivityPlan,
  threads: number,
): string {
  const people = asked.people === undefined ? "everyone" : `at most ${asked.people} people a site and group`;
  const { people: simulated, seed } = asked;
  const settings = { draws: plan.baseDraws, people: simulated, seed, threads, quiet: false };
  const seconds = expectedSeconds(study, settings, plan.evaluations);
  return (
    `${plan.evaluations} simulations of ${people}: ${plan.baseDraws} draws, ${plan.oneWayDraws} one way, ` +
    `${plan.sobolDraws} for variance shares; about ${durationWords(Math.max(1, seconds))} on ` +
    `${counted(threads, "thread")}\n`
  );
}
