/** `afford audit`: checks the findings of scenarios, and says of each whether the model reproduces it. */
import type { Command } from "commander";
import type { Fault } from "../../faults/fault.js";
import { answerAudit, faultsInAudit } from "../../findings/askAudit.js";
import { plannedDraws, plannedRuns } from "../../findings/auditFindings.js";
import { auditScreen } from "../../findings/auditScreen.js";
import { settingsOf } from "../../results/runOptions.js";
import { commandFault, exitStatus, usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { counted, expectedSeconds, withSimulation } from "../manyRuns.js";
import { shippedScenarios } from "../packageFiles.js";
import { durationWords } from "../progressLine.js";
import { type ReadFindings, readFindings } from "../readFindings.js";
import { writeScenarios } from "../writeScenarios.js";
import { folderOutput } from "./folderOutput.js";
import { refuseWarnings, tellWarnings } from "./openScenario.js";
import { type ScenarioRunOptions, type SimulationOptions, withScenarioRun } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";

export function addAuditCommand(command: Command, console: CommandConsole): void {
  withScenarioRun(command).action((sources: readonly string[], options: ScenarioRunOptions) =>
    auditAll(sources, options, console),
  );
}

async function auditAll(
  sources: readonly string[],
  options: ScenarioRunOptions,
  console: CommandConsole,
): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  const scenarios = await readAll(sources, options, console);
  const audited = scenarios.map((read) => read.audited);
  const faults = faultsInAudit(audited, options.draws);
  if (faults.length > 0) throw usageFault(faults);
  await folder.prepare();
  if (options.quiet !== true) announce(scenarios, options, console);
  const { judged, table, checks } = await withSimulation(options, console, (as) =>
    answerAudit(audited, { ...settings(options), ...as }),
  );
  await folder.write((out, ran, may) =>
    writeScenarios(
      out,
      {
        command: "audit",
        scenarios: scenarios.map((read) => ({ read, settings: settingsOf(read.study, settings(options)) })),
        tables: [table, checks],
        ran,
      },
      may,
    ),
  );
  await printTables(console, format, [table, checks], () => auditScreen(judged));
  // The table already says which ones: no further message is needed.
  if (judged.some(({ verdict }) => verdict === "not_reproduced")) throw commandFault(exitStatus.no, "");
}

const settings = ({ draws, people, seed }: SimulationOptions) => ({ draws, people, seed });

/** Reads every scenario, or tells the faults of all. One without findings is left out, with a note if it was named. */
async function readAll(
  sources: readonly string[],
  options: ScenarioRunOptions,
  console: CommandConsole,
): Promise<readonly ReadFindings[]> {
  const faults: Fault[] = [];
  const without: string[] = [];
  const scenarios: ReadFindings[] = [];
  for (const source of sources.length === 0 ? shippedScenarios() : sources) {
    const read = await readFindings(source, { sets: options.set ?? [], readInput: console.readInput });
    if ("faults" in read) {
      faults.push(...read.faults);
      continue;
    }
    if (options.strict === true) refuseWarnings(read.value.warnings);
    if (options.quiet !== true) tellWarnings(read.value.warnings, console);
    if (read.value.audited.findings.length > 0) scenarios.push(read.value);
    else if (sources.length > 0) without.push(source);
  }
  if (faults.length > 0) throw usageFault(faults);
  if (scenarios.length === 0) throw usageFault(without.map(withoutFindings));
  if (options.quiet !== true) for (const source of without) console.note(`${source}: no findings\n`);
  return scenarios;
}

const withoutFindings = (source: string): Fault => ({
  code: "missing_key",
  file: source,
  path: "findings",
  found: "nothing",
  allowed: "a list of findings, in at least one of the scenarios",
});

/** Says how much is to be run, and about how long it will take, from a few draws of each scenario. */
function announce(
  scenarios: readonly ReadFindings[],
  options: ScenarioRunOptions,
  console: CommandConsole,
): void {
  const sumOver = (of: (scenario: ReadFindings) => number): number =>
    scenarios.reduce((sum, scenario) => sum + of(scenario), 0);
  const runs = sumOver(({ audited }) => plannedRuns(audited, options.draws));
  const draws = sumOver(({ audited }) => plannedDraws(audited, options.draws));
  const seconds = sumOver(({ study, audited }) => {
    const { people, seed, threads } = options;
    const as = { draws: options.draws ?? study.scenario.draws, people, seed, threads, quiet: false };
    return expectedSeconds(study, as, plannedDraws(audited, options.draws));
  });
  const findings = sumOver(({ audited }) => audited.findings.length);
  console.note(
    `${counted(findings, "finding")} of ${counted(scenarios.length, "scenario")}: about ${counted(runs, "run")}, ` +
      `${counted(draws, "draw")} in all: about ${durationWords(seconds)}\n`,
  );
}
