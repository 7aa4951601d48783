/** `afford decide`: cost-effectiveness and value of information of any table of draws. */
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { faultInText, unreadable } from "../../faults/fault.js";
import { decide, decisionSeed } from "../../questions/decide/decide.js";
import { decisionScreen } from "../../questions/decide/decisionScreen.js";
import { namedColumns } from "../../questions/decide/drawHeader.js";
import { publishedWords, thresholdsAsPublishedGbp } from "../../questions/worth/thresholds.js";
import { standardInput } from "../../scenario/scenarioName.js";
import { writeCsv } from "../../table/csv.js";
import { dataPackage } from "../../table/dataPackage.js";
import { usageFault } from "../commandFault.js";
import type { CommandConsole } from "../console.js";
import { jsonText } from "../jsonText.js";
import { sha256 } from "../manifest.js";
import { manifestFile, withExcelCopies, writeFolder } from "../outFolder.js";
import { packageVersion } from "../packageFiles.js";
import { decodeText, fileErrorWords } from "../scenarioFiles.js";
import { folderOutput } from "./folderOutput.js";
import { type FolderOptions, type OutputOptions, withFolder, withOutput } from "./options.js";
import { formatOf, printTables } from "./tableOutput.js";
import { amountsGbp, namedLists } from "./valueOptions.js";

interface DecideOptions extends OutputOptions, FolderOptions {
  readonly threshold?: readonly number[];
  readonly draw?: string;
  readonly arm?: string;
  readonly cost?: string;
  readonly effect?: string;
  readonly categorical?: readonly string[];
  readonly group?: Readonly<Record<string, readonly string[]>>;
  readonly seed: string;
}

/** Faults of one table told in words; `--format json` tells them all. */
const mostFaultsTold = 50;

export function addDecideCommand(command: Command, console: CommandConsole): void {
  command
    .option(
      "--threshold <gbp...>",
      `GBP a unit of effect: amounts, or a grid LOW:HIGH:STEPS (default, as published: ${publishedWords})`,
      amountsGbp,
    )
    .option("--draw <column>", "the column that names the draw, such as iteration (default: draw)")
    .option("--arm <column>", "the column that names the arm, such as strategy (default: arm)")
    .option("--cost <column>", "the column that holds cost, such as cost_public (default: cost)")
    .option("--effect <column>", "the column that holds effect, such as qalys_eq5d (default: effect)")
    .option(
      "--group <name=column,column>",
      "parameters to value together, by column or start of path (repeatable)",
      namedLists,
    )
    .option("--seed <text>", "text that seeds the value of information and its error", decisionSeed);
  withOutput(withFolder(command)).action((file: string, options: DecideOptions) =>
    decideTable(file, options, console),
  );
}

async function decideTable(file: string, options: DecideOptions, console: CommandConsole): Promise<void> {
  const folder = folderOutput({ ...options, threads: 1 }, console);
  const format = formatOf(options, console);
  const text = await tableText(file, console);
  await folder.prepare();
  const thresholdsGbp = options.threshold ?? thresholdsAsPublishedGbp;
  const name = file === standardInput ? "stdin" : file;
  const found = decide(text, { ...options, name });
  if ("faults" in found) {
    const { faults } = found;
    const shown = format === "json" ? faults : faults.slice(0, mostFaultsTold);
    if (shown.length < faults.length) {
      console.note(`${faults.length} faults, the first ${shown.length} here; --format json tells them all\n`);
    }
    throw usageFault(shown);
  }
  const { analysis, table, columns, leftAside } = found.value;
  await folder.write(async (out, { startedAt, wallSeconds, threads }, may) => {
    const files = new Map([[`${table.name}.csv`, writeCsv(table)]]);
    files.set("datapackage.json", jsonText(dataPackage("decide", [table])));
    const manifest = {
      package: "can-we-afford-it",
      version: packageVersion(),
      command: "decide",
      table: { name, sha256: sha256(text) },
      thresholds_gbp: thresholdsGbp,
      ...Object.fromEntries(namedColumns.map((name) => [name, options[name] ?? name])),
      groups: options.group ?? {},
      categorical: options.categorical ?? [],
      seed: options.seed,
      files: Object.fromEntries([...files].map(([one, content]) => [one, sha256(content)])),
      ran: {
        date: startedAt.toISOString(),
        wall_seconds: Number(wallSeconds.toFixed(3)),
        threads,
        engine: `node ${process.version} ${process.platform} ${process.arch}`,
      },
    };
    files.set(manifestFile, jsonText(manifest));
    await writeFolder(out, withExcelCopies(files, [table], may));
  });
  const note =
    options.threshold === undefined
      ? `Thresholds as published, each in the money of its own year, as a table of draws does not say its price year: ${publishedWords}. Others: --threshold.`
      : "";
  await printTables(console, format, [table, columns], () => decisionScreen(name, analysis, note, leftAside));
}

async function tableText(file: string, console: CommandConsole): Promise<string> {
  try {
    return file === standardInput ? await console.readInput() : decodeText(await readFile(file));
  } catch (error) {
    const name = file === standardInput ? "stdin" : file;
    const allowed = "a CSV file that can be read";
    const fault = faultInText(name, unreadable(error)) ?? {
      code: "missing_file",
      file: name,
      path: "",
      found: fileErrorWords(error),
      allowed,
    };
    throw usageFault([fault], error);
  }
}
