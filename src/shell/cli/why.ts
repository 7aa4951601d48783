/** `afford why`: net cost by mechanism, adding up exactly. */
import { type Command, InvalidArgumentError } from "commander";
import { explainNetCost, planWhy, type WhyPlan } from "../../questions/why/why.js";
import { ordersWords, whyScreen } from "../../questions/why/whyScreen.js";
import { type WhyRow, whyTable } from "../../questions/why/whyTable.js";
import { settingsOf } from "../../results/runOptions.js";
import { type Table, tableOf } from "../../table/table.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, counted, expectedSeconds, type ManyRunsOptions, withManyRuns } from "../manyRuns.js";
import { writeRun } from "../writeRun.js";
import { comparedArms } from "./comparedArms.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario, refuseDesign } from "./openScenario.js";
import {
  fewerDraws,
  peopleOfManyRuns,
  type ScenarioRunOptions,
  scenarioArgument,
  withManyScenarioRuns,
} from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";

interface WhyOptions extends ScenarioRunOptions {
  readonly arm?: string;
  readonly orders: number;
}

/** Hundreds of combinations are run, so by default on fewer draws and people than one run would take. */
const mostDraws = 200;
const defaultOrders = 24;

export function addWhyCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("why")
    .description(
      `net cost by mechanism, adding up exactly (default: the scenario's draws but at most ${mostDraws}, ${peopleOfManyRuns} people)`,
    )
    .argument(...scenarioArgument);
  withManyScenarioRuns(command)
    .option("--arm <name>", "the arm to explain (default: each but the baseline)")
    .option(
      "--orders <n>",
      "orders in which mechanisms are switched on, sampled where there are more than 7 of them; even",
      evenOrders,
      defaultOrders,
    )
    .action((source: string, options: WhyOptions) => why(source, options, console));
}

function evenOrders(text: string): number {
  const orders = Number(text);
  if (!/^\d+$/.test(text) || orders < 4 || orders % 2 === 1 || orders > 100_000)
    throw new InvalidArgumentError("Allowed: an even number from 4, such as 16.");
  return orders;
}

async function why(source: string, options: WhyOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options.format, console);
  const read = await openScenario(source, options, console, format);
  const { study } = read;
  const settings = fewerDraws(study, options, mostDraws);
  refuseDesign(study, { draws: settings.draws });
  const arms = comparedArms(study, options.arm);
  await folder.prepare();
  const plans: WhyPlan[] = [];
  for (const arm of arms) plans.push(await planWhy(study, { arm, orders: options.orders }));
  announce(plans, settings, console);
  const runSettings = settingsOf(study, { ...settings, detail: "all" });
  const tables: { readonly plan: WhyPlan; readonly table: Table<WhyRow> }[] = [];
  await withManyRuns(settings, runCount(plans), console, async (run) => {
    for (const plan of plans) {
      tables.push({ plan, table: whyTable(plan, await explainNetCost(plan, run), runSettings) });
    }
  });
  const table = tableOf({ ...tables[0]!.table, rows: tables.flatMap((one) => one.table.rows) });
  const words = ["why", "--orders", String(options.orders)];
  if (options.arm !== undefined) words.push("--arm", options.arm);
  await folder.write((out, ran, may) =>
    writeRun(out, { command: words.join(" "), read, settings: runSettings, tables: [table], ran }, may),
  );
  await printTables(console, format, [table], () =>
    tables.map((one) => whyScreen(one.plan, one.table.rows, runSettings)).join("\n"),
  );
}

const runCount = (plans: readonly WhyPlan[]): number =>
  plans.reduce((count, plan) => count + plan.runs.length, 0);

/** Says how much is to be run, and about how long it will take, from a draw of the first run. */
function announce(plans: readonly WhyPlan[], settings: ManyRunsOptions, console: CommandConsole): void {
  if (settings.quiet) return;
  const [first] = plans[0]!.runs;
  const arms = plans.flatMap(({ runs }) => runs).reduce((sum, run) => sum + run.study.arms.length, 0);
  const draws = (settings.draws * arms) / first!.study.arms.length;
  const what = plans.map((plan) => `${plan.arm}: ${ordersWords(plan)}`).join("; ");
  const runs = runCount(plans);
  announceRuns(
    `${what}; ${counted(runs, "run")}`,
    settings,
    expectedSeconds(first!.study, settings, draws),
    console,
  );
}
