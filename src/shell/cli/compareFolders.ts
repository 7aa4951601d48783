/** `afford compare DIR DIR`: why the headline of two runs differs. */
import type { Fault } from "../../faults/fault.js";
import { whyChangedScreen, whyChangedTable } from "../../questions/compare/whyChangedScreen.js";
import { runsInTurn } from "../../questions/questionRuns.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { counted, expectedSeconds, withSimulation } from "../manyRuns.js";
import { durationWords } from "../progressLine.js";
import { isRunFolder, type RunFolder, readRunFolder, writtenAs } from "../runFolder.js";
import { planChange, whyChanged } from "../whyChanged.js";
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
  const plan = await planChange(before, after);
  if (plan.arms.length === 0) {
    const arms = ({ headlines }: RunFolder) => [...headlines.keys()].join(", ");
    const needed = `an arm that ${before.folder} has too: ${arms(before)}`;
    throw usageFault([comparedFault(arms(after), needed, after.folder)]);
  }
  await folder.prepare();
  const total = plan.runs * plan.draws;
  if (options.quiet !== true) {
    const { draws, people, seed } = before.manifest;
    const as = { draws, people: people ?? undefined, seed, threads: options.threads, quiet: false };
    const seconds = expectedSeconds(plan.study, as, total);
    const runs = `${counted(plan.runs, "run")} of up to ${plan.draws} draws`;
    console.note(`${runs}, as the two folders were run: about ${durationWords(seconds)}\n`);
  }
  const found = await withSimulation(options, console, (as) => {
    const run = runsInTurn(as, total, { detail: "all" });
    return whyChanged(plan, before, after, run);
  });
  const table = whyChangedTable(found);
  await folder.write((out, ran, may) =>
    writeScenarios(
      out,
      {
        command: "compare",
        scenarios: [before, after].map(writtenAs),
        tables: [table],
        ran,
      },
      may,
    ),
  );
  await printTables(console, format, [table], () =>
    whyChangedScreen(
      found,
      [before.folder, after.folder],
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
): Promise<readonly [RunFolder, RunFolder]> {
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
