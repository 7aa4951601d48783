/** What the manifest of a run or of one of its shards tells, and the scenario that it holds, read again. */
import * as z from "zod";
import { designKinds } from "../../chance/design.js";
import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import { dottedPath } from "../../faults/keyPath.js";
import type { Outcome } from "../../faults/outcome.js";
import type { Warning } from "../../faults/warning.js";
import { type ReadText, type ResolveName, textOf } from "../../scenario/namedText.js";
import { loadSource, parseFiles, readSource } from "../../scenario/parseScenario.js";
import { scenarioName } from "../../scenario/scenarioName.js";
import type { Study } from "../../scenario/study.js";
import { questionedStudy } from "../question.js";
import { sha256 } from "./sha256.js";

/** How files that a run read are found again: bases are in the manifest, tables are not. */
export interface KeptRunFiles {
  /** Gives the text of a table by its resolved name; left out for runs that read none. */
  readonly read?: ReadText | undefined;
  readonly resolve?: ResolveName | undefined;
}

const text = z.object({ name: z.string(), sha256: z.string(), text: z.string() });

/** As much of a manifest as it takes to run it again. */
export const keptManifest = z.object({
  package: z.literal("can-we-afford-it"),
  version: z.string(),
  scenario: text,
  bases: z.array(text),
  tables: z.array(z.object({ name: z.string(), sha256: z.string() })),
  sets: z.array(z.string()),
  structure: z.string().optional(),
  seed: z.string(),
  draws: z.int().min(1),
  people: z.union([z.int().min(1), z.literal("all")]),
  design: z.enum(designKinds),
});
export type KeptManifest = z.infer<typeof keptManifest>;

/** The scenario of a manifest, as far as what it read is still there. */
export interface OpenedScenario {
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
}

/** A file of a run's folder, as messages name it. */
export const keptFile = (name: string, file: string): string => `${name.replace(/[\\/]+$/, "")}/${file}`;

/**
 * Reads the scenario of a manifest; or tells why it cannot be run again.
 *
 * @param name what the folder is called, in messages
 */
export async function openManifest(
  name: string,
  manifest: KeptManifest,
  files: KeptRunFiles = {},
): Promise<Outcome<OpenedScenario>> {
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
  const merged = await readSource(scenario.text, options);
  const parsed = await parseFiles(merged, options);
  const loaded = loadSource(merged, options);
  if ("faults" in parsed) return { faults: cannotRunAgain(name, parsed.faults) };
  if ("faults" in loaded) return { faults: cannotRunAgain(name, loaded.faults) };
  const chosen = questionedStudy(parsed.value.study, manifest.structure);
  if ("faults" in chosen) return { faults: cannotRunAgain(name, chosen.faults) };
  return {
    value: {
      study: { ...chosen.value, name: scenarioName(scenario.name) },
      texts: parsed.value.texts,
      warnings: parsed.value.warnings,
      stated: loaded.value.stated as Readonly<Record<string, unknown>>,
      resolved,
      changedTables: await changedTables(manifest, files.read),
    },
  };
}

function cannotRunAgain(name: string, faults: readonly Fault[]): readonly Fault[] {
  const found = "a run whose scenario cannot be run with this version and these files";
  const allowed = "a run that can be run again";
  return [{ code: "not_allowed", file: name, path: "", found, allowed }, ...faults];
}

/**
 * Reads a manifest.
 *
 * @param file what it is called, in messages
 * @param kind what it must be, by the keys it has
 * @param allowed that in words
 */
export function readManifest<Kind extends KeptManifest>(
  file: string,
  manifest: string,
  kind: z.ZodType<Kind>,
  allowed: string,
): Outcome<Kind> {
  let data: unknown;
  try {
    data = JSON.parse(manifest);
  } catch {
    return { faults: [{ code: "syntax", file, path: "", found: "no JSON", allowed }] };
  }
  const checked = kind.safeParse(data);
  if (!checked.success) {
    const faults = checked.error.issues.map(
      ({ path, message }): Fault => ({
        code: "wrong_type",
        file,
        path: dottedPath(path.map(String)),
        found: foundText(valueAt(data, path)),
        allowed: `${allowed} (${message})`,
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
  { tables }: KeptManifest,
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
