/** `afford compare DIR DIR`: why the headline of two runs differs. */

import { whyChangedScreen, whyChangedTable } from "../../questions/compare/whyChangedScreen.js";
import { runsInTurn } from "../../questions/questionRuns.js";
import { commandFault, exitStatus } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { counted, expectedSeconds, withSimulation } from "../manyRuns.js";
import { durationWords } from "../progressLine.js";
import { isRunFolder, type RunFolder, readRunFolder, writtenAs } from "../runFolder.js";
import { planChange, whyChanged } from "../whyChanged.js";
import { writeScenarios } from "../writeScenarios.js";
import { folderOutput } from "./folderOutput.js";
import type { ScenarioRunOptions } from "./options.js";
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
    throw commandFault(
      exitStatus.usage,
      `nothing to compare: ${before.folder} has ${[...before.headlines.keys()].join(", ")}, ` +
        `${after.folder} ${[...after.headlines.keys()].join(", ")}`,
    );
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

async function openFolders(
  sources: readonly string[],
  options: ScenarioRunOptions,
): Promise<readonly [RunFolder, RunFolder]> {
  const folders = await Promise.all(sources.map(isRunFolder));
  const other = sources[folders.indexOf(false)];
  if (other !== undefined) {
    throw commandFault(
      exitStatus.usage,
      `${other}: not the folder of a run; compare takes scenarios, or the folders of two runs`,
    );
  }
  const [first, second] = sources;
  if (first === undefined || second === undefined || sources.length > 2) {
    throw commandFault(exitStatus.usage, "compare takes the folders of two runs, no more");
  }
  const stated = (["draws", "people", "seed"] as const).filter((key) => options[key] !== undefined);
  const refused = [...stated, ...((options.set ?? []).length > 0 ? ["set"] : [])];
  if (refused.length > 0) {
    throw commandFault(
      exitStatus.usage,
      `${refused.map((key) => `--${key}`).join(", ")}: not with folders, which are run again as they were`,
    );
  }
  return [await readRunFolder(first), await readRunFolder(second)];
}
