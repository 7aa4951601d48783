/** `afford audit`: checks the findings of scenarios, and says of each whether the model reproduces it. */
import type { Command } from "commander";
import { auditFindings, type JudgedFinding, plannedDraws } from "../../answers/findings/auditFindings.js";
import { checksTable, findingsTable } from "../../answers/findings/findingsTable.js";
import { auditScreen } from "../../report/auditScreen.js";
import { settingsOf } from "../../results/runScenario.js";
import type { Fault } from "../../scenario/fault.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { prepareFolder } from "../outFolder.js";
import { shippedScenarios } from "../packageFiles.js";
import { progressLine } from "../progressLine.js";
import { type ReadFindings, readFindings } from "../readFindings.js";
import { runOnThreads } from "../runOnThreads.js";
import { writeScenarios } from "../writeScenarios.js";
import { refuseFaults } from "./openScenario.js";
import {
  type FolderOptions,
  type OutputOptions,
  type ScenarioOptions,
  type SimulationOptions,
  withFolder,
  withOutput,
  withScenario,
  withSimulation,
} from "./options.js";
import { refuseDesign } from "./run.js";
import { type Format, formatOf, printTables } from "./tableOutput.js";

interface AuditCommandOptions extends OutputOptions, ScenarioOptions, FolderOptions, SimulationOptions {}

export function addAuditCommand(program: Command, console: CommandConsole): void {
  const command = program
    .command("audit")
    .description("check the findings of scenarios: reproduced, not reproduced or inconclusive, with figures")
    .argument(
      "[scenario...]",
      "paths, shipped names (see list), or - for standard input; all shipped if none",
    );
  withOutput(withFolder(withSimulation(withScenario(command)))).action(
    (sources: readonly string[], options: AuditCommandOptions) => audit(sources, options, console),
  );
}

async function audit(
  sources: readonly string[],
  options: AuditCommandOptions,
  console: CommandConsole,
): Promise<void> {
  const startedAt = new Date();
  const start = performance.now();
  const format = formatOf(options.format, console);
  const scenarios = await readAll(sources, options, console, format);
  if (options.draws === 1) throw commandFault(exitStatus.usage, "--draws 1: findings need at least 2 draws");
  for (const read of scenarios) refuseDesign(read.study, options);
  if (options.out !== undefined) await prepareFolder(options.out, options.overwrite ?? false);
  const judged = await judgeAll(scenarios, options, console);
  const findings = findingsTable(judged);
  const checks = checksTable(judged);
  if (options.out !== undefined) {
    const wallSeconds = (performance.now() - start) / 1000;
    await writeScenarios(
      options.out,
      {
        command: "audit",
        scenarios: scenarios.map((read) => ({ read, settings: settingsOf(read.study, settings(options)) })),
        tables: [
          { ...findings, description: "A finding, with its verdict." },
          { ...checks, description: "A check of a finding." },
        ],
        ran: { startedAt, wallSeconds, threads: options.threads },
      },
      { overwrite: options.overwrite ?? false },
    );
    if (options.quiet !== true) console.note(`wrote ${options.out}\n`);
  }
  await printTables(console, format, [findings, checks], () => auditScreen(judged));
  // The table says which: no message is owed.
  if (judged.some(({ verdict }) => verdict === "not_reproduced")) throw commandFault(exitStatus.no, "");
}

const settings = ({ draws, people, seed }: SimulationOptions) => ({ draws, people, seed });

/** Reads every scenario, or tells the faults of all; a shipped one without findings is passed over. */
async function readAll(
  sources: readonly string[],
  options: AuditCommandOptions,
  console: CommandConsole,
  format: Format,
): Promise<readonly ReadFindings[]> {
  const faults: Fault[] = [];
  const scenarios: ReadFindings[] = [];
  for (const source of sources.length === 0 ? shippedScenarios() : sources) {
    const read = await readFindings(source, { sets: options.set ?? [], readInput: console.readInput });
    if ("faults" in read) faults.push(...read.faults);
    else if (read.audited.findings.length > 0) scenarios.push(read);
    else if (sources.length > 0 && options.quiet !== true) console.note(`${source}: no findings\n`);
  }
  if (faults.length > 0) return refuseFaults(faults, console, format);
  if (scenarios.length > 0) return scenarios;
  throw commandFault(exitStatus.usage, "nothing to audit: none of these scenarios has `findings`");
}

async function judgeAll(
  scenarios: readonly ReadFindings[],
  options: AuditCommandOptions,
  console: CommandConsole,
): Promise<readonly JudgedFinding[]> {
  const line = options.quiet === true ? undefined : progressLine(console.progress);
  const drawsOf = ({ audited }: ReadFindings): number => plannedDraws(audited, options.draws);
  const total = scenarios.reduce((sum, scenario) => sum + drawsOf(scenario), 0);
  let before = 0;
  const judged: JudgedFinding[] = [];
  try {
    for (const scenario of scenarios) {
      const told = await auditFindings(scenario.audited, {
        ...settings(options),
        signal: console.signal,
        progress: ({ done }) => line?.tell({ done: before + done, total }),
        run: (study, run) => runOnThreads(study, { ...run, threads: options.threads }),
      });
      judged.push(...told);
      before += drawsOf(scenario);
    }
  } finally {
    line?.end();
  }
  return judged;
}
