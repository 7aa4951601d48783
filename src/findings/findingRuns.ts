/** The runs that a finding's variants ask for: the settings each puts in the scenario's place. */
import type { KeyFault } from "../faults/keyFault.js";
import { type KeyPath, readKeyPath } from "../faults/keyPath.js";
import type { WithFaults } from "../faults/outcome.js";
import type { VariantFile } from "../scenario/schema/findings.js";

/** A run by its name: `base`, a variant's name, or a point of a sweep such as `bias[0]`. */
export interface FindingRun {
  readonly name: string;
  /** Where it is written. */
  readonly keys: KeyPath;
  /** `PATH=VALUE`, on top of the scenario's own. */
  readonly sets: readonly string[];
  /** The value of a sweep's point, as text. */
  readonly label: string | undefined;
  readonly sweep: string | undefined;
  /** The structure that is run alone; undefined for all of them. */
  readonly structure: string | undefined;
}

/** Keys that a variant must not set, so that it has the same people and luck. */
const fixedKeys = ["afford", "findings", "draws", "seed", "design", "simulated_people"];

const reserved = ["base", "each"];

/**
 * The runs of a variant, or what is wrong with it.
 *
 * @param structure that of the finding, where the variant names none of its own
 */
export function runsOfVariant(
  name: string,
  variant: VariantFile,
  at: KeyPath,
  structure: string | undefined,
): WithFaults<{ readonly runs: readonly FindingRun[] }, KeyFault> {
  const faults: KeyFault[] = [];
  const { set = {}, sweep } = variant;
  if (reserved.includes(name)) {
    faults.push({
      path: at,
      code: "not_allowed",
      found: name,
      allowed: "another name: base is the scenario itself",
    });
  }
  if (Object.keys(set).length === 0 && sweep === undefined && variant.structure === undefined) {
    faults.push({
      path: at,
      code: "missing_key",
      found: "no setting",
      allowed: "set: { PATH: VALUE }, sweep: { path, values }, structure: NAME",
    });
  }
  const paths = [
    ...Object.keys(set).map((path) => ({ path, keys: [...at, "set", path] })),
    ...(sweep === undefined ? [] : [{ path: sweep.path, keys: [...at, "sweep", "path"] }]),
  ];
  for (const { path, keys } of paths) {
    if (fixedKeys.includes(readKeyPath(path)?.path[0] ?? "")) {
      const allowed = `a path outside ${fixedKeys.join(", ")}: every run has the same people and luck`;
      faults.push({ path: keys, code: "not_allowed", found: path, allowed });
    }
  }
  if (faults.length > 0) return { runs: [], faults };
  const sets = Object.entries(set).map(([path, value]) => setting(path, value));
  const whole = {
    keys: at,
    sets,
    label: undefined,
    sweep: undefined,
    structure: variant.structure ?? structure,
  };
  if (sweep === undefined) return { runs: [{ name, ...whole }], faults };
  const runs = sweep.values.map((value, index) => ({
    name: `${name}[${index}]`,
    keys: [...at, "sweep", "values", String(index)],
    sets: [...sets, setting(sweep.path, value)],
    label: typeof value === "object" ? JSON.stringify(value) : String(value),
    sweep: name,
    structure: whole.structure,
  }));
  return { runs, faults };
}

/** JSON is YAML, which a setting's value is read as. */
const setting = (path: string, value: unknown): string => `${path}=${JSON.stringify(value)}`;
