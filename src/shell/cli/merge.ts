/** `afford merge`: joins the shards of one run, and answers as the run in one piece does. */
import type { Command } from "commander";
import { resultOf } from "../../results/runScenario.js";
import type { CommandConsole } from "../console.js";
import { readAs } from "../runFolder.js";
import { joinFolders } from "../shardFolder.js";
import { folderOutput } from "./folderOutput.js";
import { type FolderOptions, type OutputOptions, withFolder, withOutput } from "./options.js";
import { commandFor, tellRun } from "./runOutput.js";

export function addMergeCommand(command: Command, console: CommandConsole): void {
  withOutput(withFolder(command)).action(
    (folders: readonly string[], options: OutputOptions & FolderOptions) => merge(folders, options, console),
  );
}

async function merge(
  folders: readonly string[],
  options: OutputOptions & FolderOptions,
  console: CommandConsole,
): Promise<void> {
  const folder = folderOutput({ ...options, threads: 1 }, console);
  await folder.prepare();
  const { plan, tallies } = await joinFolders(folders);
  const { manifest, opened, walks } = plan;
  const { keep_draws: keepDraws, thresholds_gbp: threshold } = manifest.shard;
  const read = readAs(manifest, opened);
  const result = await resultOf(walks, tallies, { keepInputs: keepDraws, signal: console.signal });
  const command = commandFor(read.source, result, {
    set: manifest.sets,
    ...(manifest.structure === undefined ? {} : { structure: manifest.structure }),
    ...(threshold === undefined ? {} : { threshold }),
  });
  const run = { read, result, command, thresholdsGbp: threshold };
  await tellRun(run, { ...options, keepDraws }, folder, console);
}
