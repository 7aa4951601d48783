/** What can be learnt or moved: a study's uncertain inputs, which of them move together, and the groups they form. */
import type { KeyFault } from "../../faults/keyFault.js";
import { dottedPath, isWithin, keysOf } from "../../faults/keyPath.js";
import type { Outcome } from "../../faults/outcome.js";
import type { StudyInput } from "../../inputs/split.js";
import { inputsByDraw, type Study, variesByDraw } from "../../scenario/study.js";
import { luckNames } from "../../simulation/sampler.js";
import { groupOfParameter } from "../why/groupsOn.js";

/** Inputs, by position in the study, that are moved or learnt together. */
export interface Factor {
  /** The input's path where there is only one; else a name for them all. */
  readonly name: string;
  readonly inputs: readonly number[];
  /** Why several inputs are one factor; undefined where there is one. */
  readonly together: "correlated" | "shares_of_a_whole" | undefined;
}

/** Positions of the inputs that differ from draw to draw: those that sensitivity is about. */
export const uncertainInputs = (study: Study): readonly number[] => inputsByDraw(study);

/** What an input is called where it is moved or learnt: by its path, or by that of its series, whose years have one luck. */
export const learntAs = ({ path, series }: StudyInput): string => series?.path ?? path;

/**
 * The first of some inputs at each path: what structures state otherwise, and the years of a series, are one input to be moved or
 * learnt, for their luck is one.
 */
export function firstAtPath(study: Study, inputs: readonly number[]): readonly number[] {
  const byPath = new Map(inputs.toReversed().map((input) => [learntAs(study.inputs[input]!), input]));
  return inputs.filter((input) => byPath.get(learntAs(study.inputs[input]!)) === input);
}

/** The structures that draws are dealt to, by position in the study, where there are several: then the structure is a factor too. */
export function dealtTo({ structures = [] }: Study): readonly number[] {
  const weighted = structures.flatMap(({ weight }, at) => (weight > 0 ? [at] : []));
  return weighted.length > 1 ? weighted : [];
}

/** The name of the structure as a factor: no input's path. */
export const structureFactor = "structure";

/** Uncertain inputs that differ between several sites, or between people, and so are not factors: their spread is part of chance. */
export const inputsLeftToChance = (study: Study): readonly StudyInput[] =>
  study.inputs.filter((input) => input.leaf.distribution !== undefined && !variesByDraw(study, input));

/** Inputs of several arms that take the same luck, and so move as one: the same field in each. */
function sharedLuck(study: Study): readonly (readonly number[])[] {
  const byName = new Map<string, number[]>();
  const uncertain = uncertainInputs(study);
  luckNames(study, uncertain).forEach((name, column) => {
    byName.set(name, [...(byName.get(name) ?? []), uncertain[column]!]);
  });
  return [...byName.values()].filter((inputs) => inputs.length > 1);
}

/**
 * The independent factors behind a study's uncertain inputs. Rank-correlated inputs, and shares that add up to 1, are one
 * factor together: none of them can be moved while the rest stay, so none has a variance share of its own.
 *
 * @returns in the order of each factor's first input
 * @example independentFactors(uncertainStudy).length // 3
 */
export function independentFactors(study: Study): readonly Factor[] {
  const groupOf = new Map<number, Set<number>>();
  const reasonOf = new Map<Set<number>, Factor["together"]>();
  const join = (members: readonly number[], reason: Factor["together"]): void => {
    const joined = new Set<number>();
    for (const member of members) for (const other of groupOf.get(member) ?? [member]) joined.add(other);
    for (const member of joined) groupOf.set(member, joined);
    reasonOf.set(joined, reason);
  };
  study.inputs.forEach(({ parts }) => {
    if (parts !== undefined) join(parts, "shares_of_a_whole");
  });
  for (const { inputs } of study.correlations) join(inputs, "correlated");
  for (const inputs of sharedLuck(study)) join(inputs, "correlated");
  const factors: Factor[] = [];
  const placed = new Set<number>();
  for (const input of uncertainInputs(study)) {
    if (placed.has(input)) continue;
    const group = groupOf.get(input);
    const inputs = group === undefined ? [input] : [...group].sort((a, b) => a - b);
    for (const member of inputs) placed.add(member);
    const path = learntAs(study.inputs[input]!);
    const others = firstAtPath(study, inputs).length - 1;
    const name = others === 0 ? path : `${path} and ${others} with it`;
    factors.push({
      name,
      inputs,
      together: others === 0 || group === undefined ? undefined : reasonOf.get(group),
    });
  }
  return factors;
}

/** Groups of inputs that belong to no policy, by the first key of their paths. */
const otherGroups: Readonly<Record<string, string>> = {
  costs: "prices_and_payers",
  outcomes: "quality_of_life",
};

/**
 * The group an input belongs to where the user names none: its mechanism's, as in `why`, or that of the part of the scenario it stands in.
 *
 * @throws {Error} for a parameter that no mechanism has
 * @example groupOfInput("arms.budget.purchase.price_ratio.by_deployment.managed") // "price_and_gain"
 */
export function groupOfInput(path: string): string {
  const keys = keysOf(path);
  const [first = "", second, ...rest] = keys;
  if (first === "people" && second === "managing_without") return "managing_without";
  if (first !== "arms") return otherGroups[first] ?? first;
  if (rest[0] === "contracts") return "contracts";
  const split = rest.findIndex((key) => key.startsWith("by_"));
  const parameter = dottedPath(rest.slice(0, split < 0 ? rest.length : split));
  const group = groupOfParameter(parameter);
  if (group === undefined) throw new Error(`${parameter} belongs to no mechanism`);
  return group;
}

/** The mechanisms' groups of a study's uncertain inputs, in the order of their first input. */
export function inputsByGroup(study: Study): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const input of uncertainInputs(study)) {
    const name = groupOfInput(study.inputs[input]!.path);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [input]);
    else group.push(input);
  }
  return groups;
}

/**
 * Groups that the user names, by paths: a path stands for the input there, or for all uncertain inputs below it.
 *
 * @example namedGroups(uncertainStudy, { setting: ["arms.budget.budget_setting"] }).value.get("setting").length // 1
 */
export function namedGroups(
  study: Study,
  stated: Readonly<Record<string, readonly string[]>>,
): Outcome<ReadonlyMap<string, readonly number[]>, KeyFault> {
  const faults: KeyFault[] = [];
  const groups = new Map<string, readonly number[]>();
  const uncertain = uncertainInputs(study);
  for (const [group, paths] of Object.entries(stated)) {
    const members = new Set<number>();
    for (const path of paths) {
      const found = uncertain.filter((input) => isWithin(study.inputs[input]!.path, path));
      if (found.length === 0) {
        faults.push({
          path: [group],
          code: "unknown_name",
          found: path === "" ? "nothing" : path,
          allowed:
            "the path of an input that is uncertain across draws (of one site, across sites too), or of a part of the scenario that holds some",
        });
      }
      for (const input of found) members.add(input);
    }
    groups.set(
      group,
      [...members].sort((a, b) => a - b),
    );
  }
  return faults.length > 0 ? { faults } : { value: groups };
}
