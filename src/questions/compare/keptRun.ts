/** A run as `afford run --out` keeps it, read again: its manifest, its scenario, and whether what it read is still the same. */
import * as z from "zod";
import { designKinds } from "../../chance/design.js";
import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import { dottedPath } from "../../faults/keyPath.js";
import type { Outcome } from "../../faults/outcome.js";
import type { Warning } from "../../faults/warning.js";
import { type ReadText, type ResolveName, textOf } from "../../scenario/namedText.js";
import { loadSource, parseScenario } from "../../scenario/parseScenario.js";
import type { Study } from "../../scenario/study.js";
import { questionedStudy } from "../question.js";
import { sha256 } from "./sha256.js";

/** The files of a run's folder that say what it was: their texts. */
export interface KeptRun {
  /** What the folder is called, in messages and on screen. */
  readonly name: string;
  /** `manifest.json`. */
  readonly manifest: string;
  /** `summary.csv`. */
  readonly summary: string;
}

/** How files that a run read are found again: bases are in the manifest, tables are not. */
export interface KeptRunFiles {
  /** Gives the text of a table by its resolved name; left out for runs that read none. */
  readonly read?: ReadText | undefined;
  readonly resolve?: ResolveName | undefined;
}

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
  structure: z.string().optional(),
  seed: z.string(),
  draws: z.int().min(1),
  people: z.int().min(1).nullable(),
  design: z.enum(designKinds),
  files: z.object({ "summary.csv": z.string() }),
});
export type RunManifest = z.infer<typeof runManifest>;

/** A run that can be made again, as far as what it read is still there. */
export interface OpenedRun {
  readonly name: string;
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
  /** Tables, by name, that are not what the run read. */
  readonly changedTables: readonly string[];
  /** `summary.csv`. */
  readonly summary: string;
  /** Whether that is not what the run wrote. */
  readonly hasOtherSummary: boolean;
}

/** A file of a run's folder, as messages name it. */
export const keptFile = (name: string, file: string): string => `${name.replace(/[\\/]+$/, "")}/${file}`;

/** Reads what a run's folder keeps; or tells why its run cannot be run again. */
export async function openKeptRun(kept: KeptRun, files: KeptRunFiles = {}): Promise<Outcome<OpenedRun>> {
  const read = readManifest(kept);
  if ("faults" in read) return read;
  const manifest = read.value;
  const { scenario, bases, sets } = manifest;
  const texts = new Map([scenario, ...bases].map((file) => [file.name, file.text]));
  const resolved = new Map<string, string>();
  const options = {
    name: scenario.name,
    sets,
    read: (name: string) => texts.get(name) ?? files.read?.(name),
    resolve: (from: string, relative: string): string => {
      const name = files.resolve?.(from, relative) ?? relative;
      if (!texts.has(name)) resolved.set(relative, name);
      return name;
    },
  };
  const parsed = await parseScenario(scenario.text, options);
  const loaded = await loadSource(scenario.text, options);
  if ("faults" in parsed) return { faults: cannotRunAgain(kept, parsed.faults) };
  if ("faults" in loaded) return { faults: cannotRunAgain(kept, loaded.faults) };
  const chosen = questionedStudy(parsed.value.study, manifest.structure);
  if ("faults" in chosen) return { faults: cannotRunAgain(kept, chosen.faults) };
  return {
    value: {
      name: kept.name,
      manifest,
      study: { ...chosen.value, name: scenario.name },
      texts: parsed.value.texts,
      warnings: parsed.value.warnings,
      stated: loaded.value.stated as Readonly<Record<string, unknown>>,
      resolved,
      changedTables: await changedTables(manifest, files.read),
      summary: kept.summary,
      hasOtherSummary: sha256(kept.summary) !== manifest.files["summary.csv"],
    },
  };
}

function cannotRunAgain({ name }: KeptRun, faults: readonly Fault[]): readonly Fault[] {
  const found = "a run whose scenario cannot be run with this version and these files";
  const allowed = "a run that can be run again";
  return [{ code: "not_allowed", file: name, path: "", found, allowed }, ...faults];
}

const manifestOfRun = "what the manifest of afford run holds";

function readManifest({ name, manifest }: KeptRun): Outcome<RunManifest> {
  const file = keptFile(name, "manifest.json");
  let data: unknown;
  try {
    data = JSON.parse(manifest);
  } catch {
    return { faults: [{ code: "syntax", file, path: "", found: "no JSON", allowed: manifestOfRun }] };
  }
  const checked = runManifest.safeParse(data);
  if (!checked.success) {
    const faults = checked.error.issues.map(
      ({ path, message }): Fault => ({
        code: "wrong_type",
        file,
        path: dottedPath(path.map(String)),
        found: foundText(valueAt(data, path)),
        allowed: `${manifestOfRun} (${message})`,
      }),
    );
    return { faults };
  }
  const { scenario, bases } = checked.data;
  const changed = [scenario, ...bases].find((one) => sha256(one.text) !== one.sha256);
  if (changed === undefined) return { value: checked.data };
  const found = `another text of ${changed.name} than its hash is of`;
  return {
    faults: [{ code: "inconsistent", file, path: "", found, allowed: "the text that the run read" }],
  };
}

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>> | null)?.[key], data);

/** Tables whose text is not the one that the manifest holds the hash of. */
async function changedTables(
  { tables }: RunManifest,
  read: ReadText | undefined,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { name, sha256: hash } of tables) {
    // The evidence table is cited, not computed with.
    if (name === "evidence") continue;
    const content = await textOf(name, read);
    // The scenario was read without a text that cannot be had: it ships with the package, whose version stands for it.
    if ("value" in content && sha256(content.value.text) !== hash) changed.push(name);
  }
  return changed;
}
