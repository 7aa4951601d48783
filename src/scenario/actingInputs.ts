/**
 * Inputs that need another to act. An amount that nothing prices (hours without a wage, months in care homes without a price)
 * would be free: a fault, since hardly anybody means that, and a price of 0 says so. An input that changes nothing in this
 * scenario (a probability of misuse with nothing to lose, hours at a wage of 0) draws a warning. The fields themselves say
 * which others they need (`pricedBy`, `actsWith`).
 */
import type { KeyFault } from "../faults/keyFault.js";
import { dottedPath, type KeyPath, keysOf } from "../faults/keyPath.js";
import type { KeyWarning } from "../faults/warning.js";
import { type Facet, facets } from "../inputs/faceted.js";
import { splitAt } from "../inputs/partAt.js";
import { type Bound, type Coordinates, inputsReachedAt, type StudyInput } from "../inputs/split.js";
import { support } from "../quantity/distribution.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";

export interface ActingFaults {
  readonly faults: readonly KeyFault[];
  readonly warnings: readonly KeyWarning[];
}

/** Where an input of a split field applies: the facets in its path, and a site's region. */
export function coordinatesOf(path: readonly string[], scenario: ScenarioFile): Coordinates {
  const at: Partial<Record<Facet, string>> = {};
  path.forEach((key, depth) => {
    const facet = facets.find((name) => key === `by_${name}`);
    const name = path[depth + 1];
    if (facet !== undefined && name !== undefined && name !== "otherwise") at[facet] = name;
  });
  const region = at.site === undefined ? undefined : scenario.sites[at.site]?.region;
  return region === undefined ? at : { ...at, region };
}

/** A path as a field states it, from the root: those that do not begin at `costs` or `people` are of the same arm. */
export function fromRoot(stated: string, own: readonly string[]): KeyPath {
  const path = keysOf(stated);
  const isOfArm = own[0] === "arms" && path[0] !== "costs" && path[0] !== "people";
  return isOfArm ? ["arms", own[1]!, ...path] : path;
}

/** Whether an input is a certain number. */
export const isFixedAt = ({ leaf }: StudyInput, value: number): boolean => {
  if (leaf.distribution === undefined) return leaf.value === value;
  const [low, high] = support(leaf.distribution);
  return low === value && high === value;
};

export const found = ({ leaf }: StudyInput): string =>
  leaf.distribution === undefined ? String(leaf.value) : "a distribution";

const splitKeys: ReadonlySet<string> = new Set([...facets.map((facet) => `by_${facet}`), "by_year"]);

/** The field of an input: its path without the parts that split it. */
export function fieldOf(path: readonly string[]): string {
  const split = path.findIndex((key) => splitKeys.has(key));
  return dottedPath(split < 0 ? path : path.slice(0, split));
}

/** A path that a field says it needs, as written there, with the inputs at that path for the input that needs it. */
interface Needed {
  readonly stated: string;
  readonly path: KeyPath;
  readonly inputs: readonly StudyInput[];
}

const neutralOf = ({ inputs }: Needed): number => inputs[0]?.leaf.spec.neutral ?? 0;
const isOff = (needed: Needed): boolean =>
  needed.inputs.every((input) => isFixedAt(input, neutralOf(needed)));

const noEffect = (
  input: StudyInput,
  path: KeyPath,
  needed: readonly Needed[],
  unless: string,
): KeyWarning => ({
  path,
  code: "without_effect",
  found: `${found(input)} with ${needed.map((each) => `${each.stated} ${neutralOf(each)}`).join(" and ")}`,
  advice: `state ${needed.map((each) => `${each.stated} other than ${neutralOf(each)}`).join(" or ")}${unless}`,
});

/**
 * Reports inputs that would be free, and warns of those that cannot act. If a file switches off what an inherited input needs,
 * that is deliberate and draws no warning; one is due only if nobody states it, or the input's own file switches it off.
 *
 * @param fileOf the file that a path is stated in
 * @param isDoubtful whether an input is a stand-in, because what the user wrote is faulty: nothing is checked against it
 */
export function checkActing(
  scenario: ScenarioFile,
  bound: Bound<ScenarioFile>,
  inputs: readonly StudyInput[],
  fileOf: (path: KeyPath) => string,
  isDoubtful: (path: string) => boolean = () => false,
): ActingFaults {
  const faults = new Map<string, KeyFault>();
  const warnings = new Map<string, KeyWarning>();
  const isMeant = (own: KeyPath, needed: readonly Needed[]): boolean => {
    const file = fileOf(own);
    const others = needed.flatMap((each) => each.inputs);
    return others.some((other) => other.stated && fileOf(keysOf(other.path)) !== file);
  };
  for (const input of inputs) {
    const { pricedBy, actsWith = [], neutral = 0 } = input.leaf.spec;
    if (pricedBy === undefined && actsWith.length === 0) continue;
    if (!input.stated || isFixedAt(input, neutral) || isDoubtful(input.path)) continue;
    const own = keysOf(input.path);
    // What an arm without a rollout says of budgets is a mistake of its own.
    if (own[0] === "arms" && scenario.arms[own[1]!]?.rollout === undefined) continue;
    const at = coordinatesOf(own, scenario);
    const neededAt = (stated: string): Needed => {
      const path = fromRoot(stated, own);
      const split = splitAt(bound, path);
      const there = split === undefined ? [] : inputsReachedAt(split, at).map((index) => inputs[index]!);
      return { stated, path, inputs: there.filter((other) => !isDoubtful(other.path)) };
    };
    const field = fieldOf(own);
    if (pricedBy !== undefined) {
      const price = neededAt(pricedBy);
      if (price.inputs.some((other) => !other.stated))
        faults.set(dottedPath(price.path), unpriced(input, price));
      else if (price.inputs.length > 0 && isOff(price) && !isMeant(own, [price]))
        warnings.set(field, noEffect(input, own, [price], ", unless it is to cost nothing"));
    }
    const needed = actsWith.map(neededAt).filter((each) => each.inputs.length > 0);
    if (needed.length > 0 && needed.every(isOff) && !isMeant(own, needed))
      warnings.set(field, noEffect(input, own, needed, ", without which it changes nothing"));
  }
  return { faults: [...faults.values()], warnings: [...warnings.values()] };
}

const unpriced = (input: StudyInput, price: Needed): KeyFault => ({
  path: price.path,
  code: "missing_key",
  found: "nothing",
  allowed:
    `${price.inputs[0]!.leaf.spec.unit} for ${input.path} (${found(input)}), which would be free; ` +
    "0 if it is to cost nothing",
});
