/**
 * Replaces the value of an input in a bound study: what `--vary` does, without reading the scenario again. The study keeps
 * every input it had, even those no longer used, so that all the others keep their luck under every design, and rank
 * correlations keep theirs.
 */
import { type Fault, sortFaults } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { type KeyFault, located, unknownKey } from "../faults/keyFault.js";
import { dottedPath, readKeyPath } from "../faults/keyPath.js";
import type { Outcome } from "../faults/outcome.js";
import { allowedRange, type Leaf, type QuantitySpec } from "../inputs/faceted.js";
import { partsOf, splitKey, withPart } from "../inputs/partAt.js";
import { pathText } from "../inputs/pathText.js";
import { isMap, type PlainMap } from "../inputs/plainMap.js";
import { inputsOf, isSplit, type Split, type StudyInput } from "../inputs/split.js";
import { checkBound } from "./checkBound.js";
import { inEachStructure } from "./pooledInputs.js";
import { fieldAt } from "./scenarioFields.js";
import { type ScenarioFile, scenarioSchema } from "./schema/scenarioSchema.js";
import { knownKeys, schemasAt } from "./schemaWalk.js";
import type { Study } from "./study.js";

/** The name under which faults of `--vary` are reported, in place of a file. */
export const varySource = "--vary";

/** An input, or a whole field of inputs, that a number may replace. */
export interface VariableInput {
  /** As the user writes it. */
  readonly path: string;
  readonly keys: readonly string[];
  readonly spec: QuantitySpec;
  /** The field as it is now; undefined for an optional field that the scenario leaves out. */
  readonly split: Split | undefined;
  /** The inputs that the number replaces, by their index in `study.inputs`. */
  readonly replaced: readonly number[];
  /** What it is called: its own label, or what the field means. */
  readonly label: string;
  /** Factor from the price year a new number is given in to the scenario's. */
  readonly uprating: number;
  /** The price year a new number is given in, if not the scenario's. */
  readonly priceYear: string | undefined;
}

/** A mistake in what `--vary` names, as its only fault. */
const refused = (fault: KeyFault): { readonly faults: readonly Fault[] } => ({
  faults: [located(fault, { file: varySource })],
});

/** Whether setting a number may create a map on the way: an arm's own terms of a contract, and envelopes. */
const mayBeMade = (keys: readonly string[]): boolean =>
  keys[0] === "envelopes" || (keys[0] === "arms" && keys[2] === "contracts");

/**
 * The input or field at a path such as `arms.budget.purchase.price_ratio` (the whole field, however it is split) or
 * `arms.budget.purchase.price_ratio.by_deployment.managed` (one part of it; also as screens show it, `pathText`): what it is, or what is wrong with the path.
 */
export function findVariable(study: Study, asked: string): Outcome<VariableInput> {
  // A path may be copied from a screen, which shows it in short.
  const path = study.inputs.find((input) => pathText(input.path) === asked)?.path ?? asked;
  const read = readKeyPath(path);
  if (read === undefined || read.end !== path.length) {
    const allowed = "a path of keys with dots, such as arms.budget.take_up.ceiling";
    return refused({ path: [path], code: "syntax", found: foundText(path), allowed });
  }
  const keys = read.path;
  let node: unknown = study.scenario;
  let field: readonly string[] | undefined;
  for (const [index, key] of keys.entries()) {
    const here = keys.slice(0, index + 1);
    if (isSplit(node)) {
      field ??= keys.slice(0, index);
      if ("input" in node) return refused(unknownKey(here, [], "nothing: the input is one number"));
      const known = splitKey(node)!;
      if (key === known) node = partsOf(node);
      else return refused(unknownKey(here, [known]));
    } else if (isMap(node) && Object.hasOwn(node, key)) node = node[key];
    else {
      const known =
        field === undefined ? keysAt(study, node, keys.slice(0, index)) : Object.keys(node as PlainMap);
      if (!known.includes(key)) return refused(unknownKey(here, known));
      // Left out, but a key that may stand there: whether it leads to an input, its schema says.
      if (index < keys.length - 1 && !mayBeMade(keys)) {
        const found = "left out of the scenario";
        const allowed = "a path that the scenario states; state it in the file or with --set, then vary it";
        return refused({ path: here, code: "not_allowed", found, allowed });
      }
      node = undefined;
    }
  }
  const spec = fieldAt(field ?? keys)?.spec;
  if (spec === undefined || (!isSplit(node) && field !== undefined)) {
    const inside = isMap(node) ? Object.keys(node) : [];
    const allowed =
      inside.length === 0
        ? "the path of an input"
        : `the path of an input, one of those in ${inside.join(", ")}`;
    const found = isMap(node) ? "a map" : "a setting of the run";
    return refused({ path: keys, code: "not_allowed", found, allowed });
  }
  const split = isSplit(node) ? node : undefined;
  const inYears = split === undefined || "input" in split ? [] : inputsOf(split);
  const year = inYears.map((input) => study.inputs[input]!).find(({ series }) => series !== undefined);
  if (year !== undefined) {
    const found = "a series by year, which one number would make the same in every year";
    const allowed = `one year of it, such as ${year.path}; or --set, if the same in every year is meant`;
    return refused({ path: keys, code: "not_allowed", found, allowed });
  }
  const replaced = split === undefined ? [] : inputsOf(split);
  // As with --set, a number over one input keeps its price year; over a split it is in the scenario's prices.
  const own = split !== undefined && "input" in split ? study.inputs[split.input] : undefined;
  return {
    value: {
      path: dottedPath(keys),
      keys,
      spec,
      split,
      replaced,
      label: own?.leaf.provenance.label ?? spec.description.replace(/\.$/, ""),
      uprating: own?.uprating ?? 1,
      priceYear: own?.leaf.provenance.price_year,
    },
  };
}

/** The keys allowed in a map of the scenario: the names it has, or else the keys in the schema. */
function keysAt(study: Study, node: unknown, keys: readonly string[]): readonly string[] {
  if (keys[0] === "arms" && keys.length === 3 && keys[2] === "contracts") return study.contracts;
  const known = knownKeys(schemasAt(scenarioSchema, keys));
  return known.length > 0 ? known : isMap(node) ? Object.keys(node) : [];
}

/** An input that holds a plain number, in the prices that `uprating` leads from. */
export const numberInput = (
  path: string,
  spec: QuantitySpec,
  value: number,
  uprating = 1,
  provenance: Leaf["provenance"] = {},
): StudyInput => ({
  path,
  leaf: { spec, value, distribution: undefined, across: "draws", provenance },
  uprating,
  stated: true,
});

/**
 * The study with a number in place of an input or a whole field, uncertain or not: `--set PATH=NUMBER` for a study that
 * is already bound, with the same luck for everything else. A number over one input is in that input's own price year.
 * Of a study with structures it takes the place in every one of them, also of what one sets itself.
 * Arms that are like the one in the path follow if they share what it replaces.
 *
 * @returns the study, or what is wrong with the path, the number, or the two together with the rest of the scenario
 * @example "value" in withNumber(study, "arms.budget.budget_setting.bias", -0.05) // true
 */
export function withNumber(study: Study, path: string, value: number): Outcome<Study> {
  const faults: Fault[] = [];
  const varied = inEachStructure(study, (own) => {
    const made = withNumberIn(own, path, value);
    if (!("faults" in made)) return made.value;
    faults.push(...made.faults);
    return own;
  });
  return faults.length > 0 ? { faults: sortFaults(faults, []) } : { value: varied };
}

/** The same for a study without structures. */
function withNumberIn(study: Study, path: string, value: number): Outcome<Study> {
  const variable = findVariable(study, path);
  if ("faults" in variable) return variable;
  const { keys, spec, uprating, priceYear } = variable.value;
  if (!isAllowed(spec, value)) {
    const allowed = allowedRange(spec);
    return refused({ path: keys, code: "out_of_range", found: String(value), allowed });
  }
  const provenance = priceYear === undefined ? {} : { price_year: priceYear };
  const inputs = [...study.inputs, numberInput(variable.value.path, spec, value, uprating, provenance)];
  // The same keys with another split at one of them: still a bound scenario.
  const scenario = [keys, ...likenessesOf(study, variable.value)].reduce<unknown>(
    (whole, path) => withPart(whole, path, { input: inputs.length - 1 }),
    study.scenario,
  ) as Study["scenario"];
  const varied: Study = { ...study, scenario, inputs };
  // Of the unbound scenario the check reads only names (sites, groups, needs, deployments), which binding does not change.
  const faults = checkBound(scenario as unknown as ScenarioFile, scenario, inputs);
  if (faults.length > 0) return { faults: faults.map((fault) => located(fault, { file: varySource })) };
  return { value: varied };
}

/** The same field in arms that are like the path's and share its inputs: with `--set` they would get the same number. */
function likenessesOf(
  study: Study,
  { keys, split }: Pick<VariableInput, "keys" | "split">,
): readonly (readonly string[])[] {
  const [section, original, ...rest] = keys;
  if (section !== "arms") return [];
  return study.arms.flatMap((arm) => {
    if (study.scenario.arms[arm]!.like !== original) return [];
    const own = findVariable(study, dottedPath(["arms", arm, ...rest]));
    if ("faults" in own || JSON.stringify(own.value.split) !== JSON.stringify(split)) return [];
    return [own.value.keys, ...likenessesOf(study, own.value)];
  });
}

/** Like `withNumber`, for several numbers; each path is looked up in the study that the earlier ones left. */
export function withNumbers(
  study: Study,
  values: readonly { readonly path: string; readonly value: number }[],
): Outcome<Study> {
  let varied = study;
  for (const { path, value } of values) {
    const next = withNumber(varied, path, value);
    if ("faults" in next) return next;
    varied = next.value;
  }
  return { value: varied };
}

/** Whether a number lies in a field's range. */
const isAllowed = (spec: QuantitySpec, value: number): boolean =>
  Number.isFinite(value) &&
  (spec.min === undefined || (spec.aboveMin === true ? value > spec.min : value >= spec.min)) &&
  (spec.max === undefined || value <= spec.max);
