/** `afford compare DIR DIR`: why the headline of two runs differs. */
import type { Fault } from "../../faults/fault.js";
import { answerWhyChanged, planWhyChanged } from "../../questions/compare/askWhyChanged.js";
import type { OpenedRun } from "../../questions/compare/keptRun.js";
import { whyChangedScreen } from "../../questions/compare/whyChangedScreen.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { counted, expectedSeconds, withSimulation } from "../manyRuns.js";
import { packageVersion } from "../packageFiles.js";
import { durationWords } from "../progressLine.js";
import { filesOfRuns, isRunFolder, readRunFolder, writtenAs } from "../runFolder.js";
import { writeScenarios } from "../writeScenarios.js";
import { folderOutput } from "./folderOutput.js";
import type { ScenarioRunOptions } from "./options.js";
import { repeatedRunFaults } from "./repeatedRun.js";
import { formatOf, printTables } from "./tableOutput.js";

/**
 * Splits the change of the headline (net cost to the council, discounted total) between what differs: inputs, tables, luck.
 * What cannot be run again, such as another version, is the remainder.
 */
export async function compareFolders(
  sources: readonly string[],
  options: ScenarioRunOptions,
  console: CommandConsole,
): Promise<void> {
  const folder = folderOutput(options, console);
  const format = formatOf(options, console);
  const [before, after] = await openFolders(sources, options);
  const planned = await planWhyChanged(before, after, { ...filesOfRuns, version: packageVersion() });
  if ("faults" in planned) throw usageFault(planned.faults);
  const plan = planned.value;
  await folder.prepare();
  if (options.quiet !== true) {
    const { draws, people, seed } = before.manifest;
    const as = { draws, people, seed, threads: options.threads, quiet: false };
    const seconds = expectedSeconds(plan.study, as, plan.runs * plan.draws);
    const runs = `${counted(plan.runs, "run")} of up to ${plan.draws} draws`;
    console.note(`${runs}, as the two folders were run: about ${durationWords(seconds)}\n`);
  }
  const found = await withSimulation(options, console, (as) => answerWhyChanged(plan, as));
  await folder.write((out, ran, may) =>
    writeScenarios(
      out,
      {
        command: "compare",
        scenarios: [before, after].map(writtenAs),
        tables: [found.table],
        ran,
      },
      may,
    ),
  );
  await printTables(console, format, [found.table], () =>
    whyChangedScreen(
      found,
      [before.name, after.name],
      (arm) => before.study.scenario.arms[arm]?.label ?? arm,
    ),
  );
}

/** What cannot be compared, whether it is named by one argument or is all of them. */
export const comparedFault = (found: string, allowed: string, file = "compare"): Fault => ({
  code: "not_allowed",
  file,
  path: "",
  found,
  allowed,
});

async function openFolders(
  sources: readonly string[],
  options: ScenarioRunOptions,
): Promise<readonly [OpenedRun, OpenedRun]> {
  const folders = await Promise.all(sources.map(isRunFolder));
  const other = sources[folders.indexOf(false)];
  if (other !== undefined) {
    const needed = "the folders of two runs, or scenarios without a folder";
    throw usageFault([comparedFault("no folder of a run", needed, other)]);
  }
  const [first, second] = sources;
  if (first === undefined || second === undefined || sources.length > 2) {
    throw usageFault([comparedFault(`${sources.length} folders`, "the folders of two runs")]);
  }
  const refused = repeatedRunFaults(options, "folders of runs, which are run again as they were");
  if (refused.length > 0) throw usageFault(refused);
  return [await readRunFolder(first), await readRunFolder(second)];
}
