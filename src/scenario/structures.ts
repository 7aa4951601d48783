/** Structures of a scenario: each is read as a scenario of its own, and their inputs are numbered together. */
import type { Fault } from "../faults/fault.js";
import { type KeyFault, located } from "../faults/keyFault.js";
import { dottedPath, isWithin, readKeyPath } from "../faults/keyPath.js";
import type { Outcome } from "../faults/outcome.js";
import type { Warning } from "../faults/warning.js";
import { isMap } from "../inputs/plainMap.js";
import type { ScenarioDocument } from "./document.js";
import type { ParsedScenario } from "./parseScenario.js";
import { withPooledInputs } from "./pooledInputs.js";
import type { StructureFile } from "./schema/structures.js";
import type { Study } from "./study.js";

/** Reads a document as a scenario: with the faults found in it so far, and the paths a structure set in it. */
type ReadDocument = (
  document: ScenarioDocument,
  unread: readonly Fault[],
  set: readonly string[],
) => Promise<Outcome<ParsedScenario>>;

/** What is the same in every structure: what they are compared on, and how the run goes. */
const shared = [
  "afford",
  "title",
  "question",
  "note",
  "start",
  "horizon_years",
  "price_year",
  "perspective",
  "draws",
  "seed",
  "design",
  "simulated_people",
  "needs",
  "client_groups",
  "sites",
  "sites_table",
  "deployments",
  "baseline",
  "envelopes",
  "structures",
  "findings",
];

/**
 * A scenario with its structures, each checked as a scenario of its own; or every fault found in it and in them. What is wrong
 * in a structure is told where that sets it, and else with the structure's name.
 *
 * @param only the one structure that is read, beside the scenario itself; left out, or none of its names: all
 */
export async function withStructures(
  document: ScenarioDocument,
  base: Outcome<ParsedScenario>,
  read: ReadDocument,
  only?: string,
): Promise<Outcome<ParsedScenario>> {
  const { structures: names } = document;
  const stated = (document.value as { readonly structures?: unknown } | null)?.structures;
  if (!isMap(stated)) return base;
  const faults: Fault[] = [...("faults" in base ? base.faults : [])];
  const files = Object.entries(stated) as [string, StructureFile][];
  faults.push(...weightFaults(files).map((fault) => located(fault, document.locate(fault.path))));
  const told = new Set(faults.map(locationOf));
  const parsed: { readonly name: string; readonly value: ParsedScenario }[] = [];
  const isAlone = only !== undefined && names.includes(only);
  for (const name of isAlone ? [only] : names) {
    const set = isMap(stated[name]) && isMap(stated[name].set) ? stated[name].set : {};
    const refused = Object.keys(set).flatMap((path) => refusedSetting(name, path, document));
    const own = document.inStructure(name);
    const made = refused.length > 0 ? undefined : await read(own.document, own.faults, own.paths);
    const found =
      made === undefined
        ? own.faults
        : "faults" in made
          ? made.faults
          : armFaults(name, base, made.value, document);
    faults.push(...refused);
    for (const fault of found) {
      if (!told.has(locationOf(fault))) faults.push(inPlace(fault, name, own.paths));
    }
    if (made !== undefined && !("faults" in made)) parsed.push({ name, value: made.value });
  }
  if (faults.length > 0 || "faults" in base) return { faults: distinct(faults) };
  return { value: joined(base.value, parsed, stated as Readonly<Record<string, StructureFile>>) };
}

const locationOf = (told: Pick<Fault, "file" | "line" | "column" | "path" | "found">): string =>
  JSON.stringify([told.file, told.line, told.column, told.path, told.found]);

const distinct = <Told extends Fault | Warning>(all: readonly Told[]): readonly Told[] => [
  ...new Map(all.map((one) => [locationOf(one), one])).values(),
];

/** Weights that leave nothing to average, and structures that nothing speaks for. */
function weightFaults(structures: readonly (readonly [string, StructureFile])[]): readonly KeyFault[] {
  const faults: KeyFault[] = [];
  const path = ["structures"];
  if (structures.length === 0)
    faults.push({ path, code: "missing_key", found: "an empty map", allowed: "at least one structure" });
  else if (structures.every(([, structure]) => structure?.weight === 0)) {
    const allowed = "a weight above 0 for one structure at least: those of 0 are shown and not averaged";
    faults.push({ path, code: "inconsistent", found: "weights that are all 0", allowed });
  }
  for (const [name, structure] of structures) {
    if (!isMap(structure) || structure.source !== undefined || structure.note !== undefined) continue;
    const allowed = "a source or a note: what speaks for the structure";
    faults.push({ path: [...path, name, "note"], code: "missing_key", found: "nothing", allowed });
  }
  return faults;
}

/** A setting of what all structures share. */
function refusedSetting(name: string, path: string, document: ScenarioDocument): readonly Fault[] {
  const key = readKeyPath(path)?.path[0];
  if (key === undefined || !shared.includes(key)) return [];
  const at = ["structures", name, "set", path];
  const allowed =
    "what a structure may set: people, life_course, contracts, costs, outcomes, arms, correlations, discounting, price_index, draws_table";
  return [located({ path: at, code: "not_allowed", found: key, allowed }, document.locate(at))];
}

/** Arms are compared across structures: each has the same. */
function armFaults(
  name: string,
  base: Outcome<ParsedScenario>,
  { study }: ParsedScenario,
  document: ScenarioDocument,
): readonly Fault[] {
  if ("faults" in base || base.value.study.arms.join() === study.arms.join()) return [];
  const at = ["structures", name, "set"];
  const found = `arms ${study.arms.join(", ")}`;
  const allowed = `the scenario's arms: ${base.value.study.arms.join(", ")}`;
  return [located({ path: at, code: "inconsistent", found, allowed }, document.locate(at))];
}

/** A fault or warning of a structure: under the setting it lies in, as the user wrote that; else with the structure's name. */
function inPlace<Told extends Fault | Warning>(told: Told, name: string, paths: readonly string[]): Told {
  if (told.path.startsWith("structures.")) return told;
  const setting = paths.find((path) => isWithin(told.path, path));
  if (setting === undefined) return { ...told, structure: name };
  const below = told.path.slice(setting.length);
  return { ...told, path: `${dottedPath(["structures", name, "set", setting])}${below}` };
}

/** The study with its structures, and all that was read and warned of on the way. */
function joined(
  base: ParsedScenario,
  parsed: readonly { readonly name: string; readonly value: ParsedScenario }[],
  stated: Readonly<Record<string, StructureFile>>,
): ParsedScenario {
  const texts = new Map([base, ...parsed.map(({ value }) => value)].flatMap(({ texts: own }) => [...own]));
  const told = new Set(base.warnings.map(locationOf));
  const warnings = parsed.flatMap(({ name, value }) =>
    value.warnings
      // Who sets an input in a structure means what he says: that its correlation goes is no slip.
      .filter((warning) => !told.has(locationOf(warning)) && warning.code !== "left_correlation")
      .map((warning) => inPlace(warning, name, Object.keys(stated[name]!.set))),
  );
  const studies = parsed.map(({ name, value }) => ({ name, study: value.study }));
  return {
    study: studyInStructures(base.study, studies, stated),
    texts,
    warnings: distinct([...base.warnings, ...warnings]),
  };
}

function studyInStructures(
  base: Study,
  studies: readonly { readonly name: string; readonly study: Study }[],
  stated: Readonly<Record<string, StructureFile>>,
): Study {
  const sum = Object.values(stated).reduce((total, { weight }) => total + weight, 0);
  const structures = studies.map(({ name, study }) => {
    const { weight, label, source, note, set } = stated[name]!;
    return { name, label, weight: weight / sum, source, note, set, study };
  });
  return withPooledInputs(base, structures);
}
