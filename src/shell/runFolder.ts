/** A run's folder read again: its manifest, its scenario, and the headline it told. */

import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import { designKinds } from "../chance/design.js";
import type { Fault } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { dottedPath } from "../faults/keyPath.js";
import type { Warning } from "../faults/warning.js";
import { settingsOf } from "../results/runOptions.js";
import { loadSource, parseScenario } from "../scenario/parseScenario.js";
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { csvRecords } from "../table/csvRecords.js";
import { usageFault } from "./commandFault.js";
import { sha256 } from "./manifest.js";
import { manifestFile } from "./outFolder.js";
import { shippedTables, shippedText } from "./packageFiles.js";
import { type ReadScenario, scenarioName } from "./readScenario.js";
import { fileErrorWords, readNamed, resolveName } from "./scenarioFiles.js";

const text = z.object({ name: z.string(), sha256: z.string(), text: z.string() });

/** As much of a run's manifest as it takes to run it again. */
const runManifest = z.object({
  package: z.literal("can-we-afford-it"),
  version: z.string(),
  command: z.literal("run"),
  scenario: text,
  bases: z.array(text),
  tables: z.array(z.object({ name: z.string(), sha256: z.string() })),
  sets: z.array(z.string()),
  seed: z.string(),
  draws: z.int().min(1),
  people: z.int().min(1).nullable(),
  design: z.enum(designKinds),
  files: z.object({ "summary.csv": z.string() }),
});
export type RunManifest = z.infer<typeof runManifest>;

/** A run that can be made again, as far as what it read is still there. */
export interface RunFolder {
  readonly folder: string;
  readonly manifest: RunManifest;
  readonly study: Study;
  /** Every file that was read, by resolved name, the scenario's own first. */
  readonly texts: ReadonlyMap<string, string>;
  /** What of the scenario looks like a slip. */
  readonly warnings: readonly Warning[];
  /** The scenario as plain data, extended and set; of arms that are like another what they state. */
  readonly stated: Readonly<Record<string, unknown>>;
  /** The file each name of a table led to. */
  readonly resolved: ReadonlyMap<string, string>;
  /** Tables, by name, that are not what the run read, or not there. */
  readonly changedTables: readonly string[];
  /** Mean discounted net cost to the council of each arm, as `summary.csv` tells it. */
  readonly headlines: ReadonlyMap<string, number>;
  /** Whether `summary.csv` is not what the run wrote. */
  readonly hasOtherSummary: boolean;
}

/** Whether a path is a folder that holds a manifest. */
export const isRunFolder = async (path: string): Promise<boolean> =>
  (await stat(join(path, manifestFile)).catch(() => undefined))?.isFile() === true;

/**
 * The folder that a path stands for, where it is one that holds a manifest or the manifest itself; undefined for anything else,
 * such as a scenario.
 */
export async function runFolderOf(path: string): Promise<string | undefined> {
  if (await isRunFolder(path)) return path;
  return basename(path) === manifestFile && (await isRunFolder(dirname(path))) ? dirname(path) : undefined;
}

/** A folder's run as it was read and set, to be written or run again. */
export function writtenAs({ manifest, study, texts, warnings }: RunFolder): {
  readonly read: ReadScenario;
  readonly settings: RunSettings;
} {
  const { draws, seed, design, people } = manifest;
  return {
    read: {
      source: manifest.scenario.name,
      study: { ...study, name: scenarioName(manifest.scenario.name) },
      texts,
      sets: manifest.sets,
      warnings,
    },
    settings: settingsOf(study, { draws, seed, design, people: people ?? undefined }),
  };
}

/** Why a folder's run cannot be run again: something about one of its files. */
const unusable = (folder: string, { file, ...told }: Omit<Fault, "path">, cause?: unknown) =>
  usageFault([{ ...told, file: join(folder, file), path: "" }], cause);

/**
 * Reads a folder that `afford run --out` wrote.
 *
 * Rejects with a command fault of usage where it holds no such run, or its scenario can no longer be read.
 */
export async function readRunFolder(folder: string): Promise<RunFolder> {
  const manifest = await readManifest(folder);
  const { scenario, bases, sets } = manifest;
  const texts = new Map([scenario, ...bases].map((file) => [file.name, file.text]));
  const resolved = new Map<string, string>();
  const read = async (name: string): Promise<string> => texts.get(name) ?? (await readNamed(name));
  const resolve = (from: string, relative: string): string => {
    const name = resolveName(from, relative);
    if (!texts.has(name)) resolved.set(relative, name);
    return name;
  };
  const options = { read, resolve, sets };
  const summary = await readFileOf(folder, "summary.csv");
  const parsed = await parseScenario(scenario.text, { ...options, name: scenario.name });
  const loaded = await loadSource(scenario.text, { ...options, name: scenario.name });
  if ("faults" in parsed) throw cannotRunAgain(folder, parsed.faults);
  if ("faults" in loaded) throw cannotRunAgain(folder, loaded.faults);
  return {
    folder,
    manifest,
    study: { ...parsed.value.study, name: scenario.name },
    texts: parsed.value.texts,
    warnings: parsed.value.warnings,
    stated: loaded.value.stated as Readonly<Record<string, unknown>>,
    resolved,
    changedTables: await changedTables(manifest),
    headlines: headlinesOf(folder, summary),
    hasOtherSummary: sha256(summary) !== manifest.files["summary.csv"],
  };
}

function cannotRunAgain(folder: string, faults: readonly Fault[]) {
  const found = "a run whose scenario cannot be run with this version and these files";
  const allowed = "a run that can be run again";
  return usageFault([{ code: "not_allowed", file: folder, path: "", found, allowed }, ...faults]);
}

async function readFileOf(folder: string, file: string): Promise<string> {
  try {
    return await readFile(join(folder, file), "utf8");
  } catch (error) {
    const allowed = "a file that afford run wrote";
    throw unusable(folder, { code: "missing_file", file, found: fileErrorWords(error), allowed }, error);
  }
}

async function readManifest(folder: string): Promise<RunManifest> {
  let data: unknown;
  try {
    data = JSON.parse(await readFileOf(folder, manifestFile));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const found = "no JSON";
    throw unusable(folder, { code: "syntax", file: manifestFile, found, allowed: manifestOfRun }, error);
  }
  const checked = runManifest.safeParse(data);
  if (checked.success) {
    const { scenario, bases } = checked.data;
    const changed = [scenario, ...bases].find((file) => sha256(file.text) !== file.sha256);
    if (changed === undefined) return checked.data;
    const found = `another text of ${changed.name} than its hash is of`;
    throw unusable(folder, {
      code: "inconsistent",
      file: manifestFile,
      found,
      allowed: "the text that the run read",
    });
  }
  throw usageFault(
    checked.error.issues.map(({ path, message }) => ({
      code: "wrong_type",
      file: join(folder, manifestFile),
      path: dottedPath(path.map(String)),
      found: foundText(valueAt(data, path)),
      allowed: `${manifestOfRun} (${message})`,
    })),
  );
}

const manifestOfRun = "what the manifest of afford run holds";

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>> | null)?.[key], data);

/** Tables whose text is not the one that the manifest holds the hash of. */
async function changedTables({ tables }: RunManifest): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { name, sha256: hash } of tables) {
    // The evidence table is cited, not computed with.
    if (name === "evidence") continue;
    const content = shippedTables().includes(name)
      ? shippedText(name)
      : await readNamed(name).catch(() => undefined);
    if (content === undefined || sha256(content) !== hash) changed.push(name);
  }
  return changed;
}

function headlinesOf(folder: string, summary: string): ReadonlyMap<string, number> {
  const csv = csvRecords(summary, join(folder, "summary.csv"));
  if ("faults" in csv) throw usageFault(csv.faults);
  const [header, ...rows] = csv.value;
  const wanted = { perspective: "council", group: "all", period: "total", metric: "cost" };
  const cell = (row: readonly string[], column: string): string =>
    row[header?.cells.indexOf(column) ?? -1] ?? "";
  const headlines = new Map<string, number>();
  for (const { cells } of rows) {
    if (cell(cells, "comparator") === "") continue;
    if (!Object.entries(wanted).every(([column, value]) => cell(cells, column) === value)) continue;
    const mean = Number(cell(cells, "mean"));
    if (cell(cells, "mean") === "" || !Number.isFinite(mean)) throw withoutHeadline(folder);
    headlines.set(cell(cells, "arm"), mean);
  }
  if (headlines.size === 0) throw withoutHeadline(folder);
  return headlines;
}

function withoutHeadline(folder: string) {
  const allowed = "the mean net cost to the council over the whole run, discounted";
  return unusable(folder, { code: "missing_key", file: "summary.csv", found: "nothing", allowed });
}
