/** `afford sensitivity`: which uncertain inputs matter, one way, as shares of variance and as value of information. */
import { availableParallelism } from "node:os";
import type { Command } from "commander";
import {
  answerSensitivity,
  type PlannedSensitivity,
  planSensitivity,
  sensitivityDefaults,
  sensitivityEffects,
} from "../../questions/sensitivity/askSensitivity.js";
import { sensitivityScreen } from "../../questions/sensitivity/sensitivityScreen.js";
import { type Perspective, perspectives } from "../../scenario/schema/scenarioSchema.js";
import { peopleText } from "../../screen/peopleText.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { counted, expectedSeconds, withSimulation } from "../manyRuns.js";
import { durationWords } from "../progressLine.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import { type ScenarioRunOptions, withScenarioRun, withStructure } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";
import { amountsGbp, namedLists, wholeFromOne } from "./valueOptions.js";

interface SensitivityCommandOptions extends ScenarioRunOptions {
  readonly perspective?: Perspective;
  readonly threshold?: readonly number[];
  readonly effect?: keyof typeof sensitivityEffects;
  readonly group?: Readonly<Record<string, readonly string[]>>;
  readonly oneWayDraws: number;
  readonly sobolInputs: number;
}

export function addSensitivityCommand(command: Command, console: CommandConsole): void {
  withStructure(withScenarioRun(command))
    .option("--perspective <name>", `whose net cost: ${perspectives.join(", ")} (default: the scenario's)`)
    .option(
      "--threshold <gbp...>",
      "also value information by net benefit at these GBP a unit of effect",
      amountsGbp,
    )
    .option(
      "--effect <name>",
      `the effect valued at a threshold: ${Object.keys(sensitivityEffects).join(", ")} (default: the scenario's)`,
    )
    .option(
      "--group <name=path,path>",
      "inputs to value together, by paths that name them or hold them (repeatable)",
      namedLists,
    )
    .option(
      "--one-way-draws <n>",
      "draws of people's luck that each end of a bar is averaged over",
      wholeFromOne("one-way-draws", sensitivityDefaults.oneWayDraws),
      sensitivityDefaults.oneWayDraws,
    )
    .option(
      "--sobol-inputs <n>",
      "inputs with Sobol indices of their own: those with the longest bars",
      wholeFromOne("sobol-inputs", sensitivityDefaults.sobolInputs),
      sensitivityDefaults.sobolInputs,
    )
    .addHelpText("after", `\n--draws is ${sensitivityDefaults.draws} here unless stated.`)
    .action((source: string, options: SensitivityCommandOptions) => analyse(source, options, console));
}

async function analyse(
  source: string,
  options: SensitivityCommandOptions,
  console: CommandConsole,
): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  const read = await openScenario(source, options, console);
  const asked = planSensitivity(read.study, options);
  if ("faults" in asked) throw usageFault(asked.faults);
  const planned = asked.value;
  await folder.prepare();
  const threads = options.threads ?? availableParallelism();
  if (options.quiet !== true) console.note(announcement(planned, threads));
  const { table, found, settings } = await withSimulation(options, console, (as) =>
    answerSensitivity(planned, as),
  );
  await folder.write((out, ran, may) =>
    writeRun(out, { command: "sensitivity", read, settings, tables: [table], ran }, may),
  );
  await printTables(console, format, [table], () => sensitivityScreen(read.study, planned.asked, found));
}

/** How many simulations there are, of how many people, and about how long they take. */
function announcement({ study, asked, plan }: PlannedSensitivity, threads: number): string {
  const { people, seed } = asked;
  const settings = { draws: plan.baseDraws, people, seed, threads, quiet: false };
  const seconds = expectedSeconds(study, settings, plan.evaluations);
  return (
    `${plan.evaluations} simulations (people simulated: ${peopleText(people)}): ${plan.baseDraws} draws, ${plan.oneWayDraws} one way, ` +
    `${plan.sobolDraws} for variance shares; about ${durationWords(Math.max(1, seconds))} on ` +
    `${counted(threads, "thread")}\n`
  );
}
