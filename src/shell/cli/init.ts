/** `afford init`: a commented starter scenario. */

import { randomUUID } from "node:crypto";
import { link, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Command, Option } from "commander";
import { optionFault } from "../../questions/question.js";
import { init } from "../../report/init.js";
import { commandFault, exitStatus, usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { fileErrorWords } from "../scenarioFiles.js";

interface InitOptions {
  readonly table?: boolean;
  readonly contracts?: boolean;
  readonly excel?: boolean;
  readonly out?: string;
  readonly overwrite?: boolean;
}

export function addInitCommand(command: Command, console: CommandConsole): void {
  command
    .option("--table", "a starter CSV of sites instead, a row for each site and client group")
    .addOption(
      new Option(
        "--contracts",
        "a starter CSV of contracts instead, a row for each, by expiry date",
      ).conflicts("table"),
    )
    .option("--excel", "the CSV with a byte order mark, as Excel opens it unharmed")
    .option("--out <file>", "write it to this file instead of standard output")
    .option("--overwrite", "replace the file if there is one")
    .action((options: InitOptions) => writeInit(options, console));
}

async function writeInit(options: InitOptions, console: CommandConsole): Promise<void> {
  const { table, contracts, excel } = options;
  const text = init({ table, contracts, excel });
  if (options.out === undefined) {
    await console.print(text);
    return;
  }
  const example = table ? "my-councils.csv" : contracts ? "my-contracts.csv" : "my-council.yaml";
  await writeStarter(options.out, text, example, options.overwrite ?? false);
  const next = table
    ? `afford sites SCENARIO --table ${options.out}`
    : contracts
      ? `contracts: { table: ${options.out} } in a scenario`
      : `afford run ${options.out}`;
  console.note(`wrote ${options.out}; try: ${next}\n`);
}

/** Writes the starter under a temporary name and moves it into place; without `overwrite` it replaces no file, not even a new one. */
async function writeStarter(path: string, text: string, example: string, overwrite: boolean): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory()) {
    const allowed = `a file, such as ${join(path, example)}`;
    throw usageFault([optionFault("out", "wrong_type", `the folder ${path}`, allowed)]);
  }
  const passing = join(dirname(path), `.starter.${randomUUID()}.tmp`);
  try {
    await writeFile(passing, text, { flag: "wx" });
    if (overwrite) await rename(passing, path);
    else await link(passing, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      const found = `${path}, a file that stands there`;
      throw usageFault([
        optionFault("out", "not_allowed", found, "another file, or --overwrite to replace it"),
      ]);
    }
    throw commandFault(exitStatus.unfinished, `cannot write ${path}: ${fileErrorWords(error)}`, error);
  } finally {
    await rm(passing, { force: true }).catch(() => undefined);
  }
}
