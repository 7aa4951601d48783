/** `afford why`: net cost by mechanism, adding up exactly. */
import type { Command } from "commander";
import { answerWhy, type PlannedWhy, planWhyQuestion, whyDefaults } from "../../questions/why/askWhy.js";
import { ordersWords, whyScreen } from "../../questions/why/whyScreen.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { announceRuns, counted, expectedSeconds, manyRunsOf, withSimulation } from "../manyRuns.js";
import { writeRun } from "../writeRun.js";
import { folderOutput } from "./folderOutput.js";
import { openScenario } from "./openScenario.js";
import { type ScenarioRunOptions, withScenarioRun, withStructure } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";
import { wholeFromOne } from "./valueOptions.js";

interface WhyOptions extends ScenarioRunOptions {
  readonly arm?: string;
  readonly orders: number;
}

export function addWhyCommand(command: Command, console: CommandConsole): void {
  withStructure(withScenarioRun(command))
    .option("--arm <name>", "the arm to explain (default: each but the baseline)")
    .option(
      "--orders <n>",
      "orders in which mechanisms are switched on, sampled where there are more than 7 of them; even",
      wholeFromOne("orders", whyDefaults.orders),
      whyDefaults.orders,
    )
    .addHelpText(
      "after",
      `\n--draws is the scenario's but at most ${whyDefaults.mostDraws} here unless stated.`,
    )
    .action((source: string, options: WhyOptions) => explain(source, options, console));
}

async function explain(source: string, options: WhyOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  const read = await openScenario(source, options, console);
  const asked = await planWhyQuestion(read.study, options);
  if ("faults" in asked) throw usageFault(asked.faults);
  const planned = asked.value;
  const { plans, settings } = planned;
  await folder.prepare();
  announce(planned, options, console);
  const { table } = await withSimulation(options, console, (as) => answerWhy(planned, as));
  const words = ["why", "--orders", String(options.orders)];
  if (options.arm !== undefined) words.push("--arm", options.arm);
  await folder.write((out, ran, may) =>
    writeRun(out, { command: words.join(" "), read, settings, tables: [table], ran }, may),
  );
  await printTables(console, format, [table], () =>
    plans
      .map((plan) =>
        whyScreen(
          plan,
          table.rows.filter(({ arm }) => arm === plan.arm),
          settings,
        ),
      )
      .join("\n"),
  );
}

/** Says how much is to be run, and about how long it will take, from a draw of the first run. */
function announce({ plans, settings, runs }: PlannedWhy, options: WhyOptions, console: CommandConsole): void {
  const [first] = plans[0]!.runs;
  const arms = plans.flatMap(({ runs }) => runs).reduce((sum, run) => sum + run.study.arms.length, 0);
  const draws = (settings.draws * arms) / first!.study.arms.length;
  const what = plans.map((plan) => `${plan.arm}: ${ordersWords(plan)}`).join("; ");
  const each = manyRunsOf(settings, options);
  announceRuns(
    `${what}; ${counted(runs, "run")}`,
    each,
    () => expectedSeconds(first!.study, each, draws),
    console,
  );
}
