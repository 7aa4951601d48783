/** Checks on a scenario as a whole: names and sizes before it is bound, correlations and the design after. */

import { faultsInDesign } from "../chance/design.js";
import { makeRankCorrelation } from "../chance/rankCorrelation.js";
import { type KeyFault, unknownName } from "../faults/keyFault.js";
import { dottedPath, isWithin, type KeyPath, readKeyPath } from "../faults/keyPath.js";
import type { WithFaults } from "../faults/outcome.js";
import type { KeyWarning } from "../faults/warning.js";
import type { StudyInput } from "../inputs/split.js";
import { isWrittenWhole } from "../quantity/rounding.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";

export interface Correlation {
  readonly inputs: readonly number[];
  readonly rank: readonly (readonly number[])[];
}

/** Checks names and sizes, which must be right before anything is bound. */
export function checkNames(scenario: ScenarioFile): readonly KeyFault[] {
  const faults: KeyFault[] = [];
  const arms = Object.keys(scenario.arms);
  const empty = (key: string, what: string): void => {
    faults.push({ path: [key], code: "missing_key", found: "an empty map", allowed: `at least one ${what}` });
  };
  if (arms.length === 0) empty("arms", "arm");
  else if (!arms.includes(scenario.baseline)) faults.push(unknownName(["baseline"], scenario.baseline, arms));
  if (Object.keys(scenario.client_groups).length === 0) empty("client_groups", "client group");
  if (Object.keys(scenario.sites).length === 0) empty("sites", "site");
  const contracts = Object.keys(scenario.contracts);
  if (contracts.length === 0) empty("contracts", "contract");
  for (const [arm, policy] of Object.entries(scenario.arms)) {
    for (const name of Object.keys(policy.contracts)) {
      if (!contracts.includes(name))
        faults.push(unknownName(["arms", arm, "contracts", name], name, contracts));
    }
  }
  for (const key of ["needs", "deployments"] as const) {
    const twice = scenario[key].filter((name, index) => scenario[key].indexOf(name) !== index);
    for (const name of new Set(twice)) {
      faults.push({ path: [key], code: "duplicate_key", found: `${name} twice`, allowed: "every name once" });
    }
  }
  const months = scenario.horizon_years * 12;
  if (!isWrittenWhole(months)) {
    faults.push({
      path: ["horizon_years"],
      code: "not_allowed",
      found: String(scenario.horizon_years),
      allowed: "a whole number of months, such as 2.5 for 30 months",
    });
  }
  return faults;
}

/** The field that a path of an input leads into, however it is split: what stands before the first `by_`. */
function fieldOf(path: string): string {
  const keys = readKeyPath(path)?.path ?? [path];
  const split = keys.findIndex((key) => key.startsWith("by_"));
  return dottedPath(split < 0 ? keys : keys.slice(0, split));
}

/** What the members of correlations are looked up in, and what has been found of them so far. */
interface Members {
  readonly inputs: readonly StudyInput[];
  /** Inputs that vary across draws, by their place among all. */
  readonly uncertain: readonly { readonly path: string; readonly index: number }[];
  readonly isDoubtful: (path: string) => boolean;
  readonly leaves: (member: KeyPath, input: KeyPath) => boolean;
  /** Inputs that some correlation has named. */
  readonly used: Set<number>;
}

/** A member of a correlation: its input, or that it has left, or what is wrong with it; nothing of a doubtful one. */
type Member =
  | { readonly input: number }
  | { readonly left: KeyWarning }
  | { readonly fault: KeyFault }
  | undefined;

function memberAt(keys: KeyPath, path: string, others: readonly string[], members: Members): Member {
  const { inputs, uncertain, isDoubtful, leaves, used } = members;
  const input = uncertain.find((candidate) => candidate.path === path);
  if (input === undefined) {
    if (isDoubtful(path)) return undefined;
    const named = readKeyPath(path)?.path ?? [path];
    const field = fieldOf(path);
    const isKnown = inputs.some((other) => isWithin(other.path, field) || isWithin(field, other.path));
    if (isKnown && leaves(keys, named)) {
      const found = "an input stated anew, certain or split otherwise";
      const advice = `it leaves the correlation that the base states with ${others.join(", ")}`;
      return { left: { path: named, code: "left_correlation", found, advice } };
    }
    const paths = [...new Set(uncertain.map((candidate) => candidate.path))];
    const allowed = "the path of an uncertain input that varies across draws";
    return { fault: unknownName(keys, path, paths, allowed) };
  }
  const { joint } = inputs[input.index]!;
  if (joint !== undefined) {
    const found = `${path}, which takes its rows from ${joint.table} together with others`;
    const allowed = "inputs of no joint draws: the rows of their table say how these hang together";
    return { fault: { path: keys, code: "inconsistent", found, allowed } };
  }
  if (used.has(input.index)) {
    const found = `${path} in two correlations`;
    const allowed = "each input in one group; give a group of more than two its whole matrix";
    return { fault: { path: keys, code: "inconsistent", found, allowed } };
  }
  used.add(input.index);
  return { input: input.index };
}

/** The matrix of a group: as given, or one number between every two. */
function rankMatrix({
  inputs,
  rank_correlation: given,
}: ScenarioFile["correlations"][number]): readonly (readonly number[])[] {
  if (Array.isArray(given)) return given;
  return inputs.map((_, row) => inputs.map((__, column) => (row === column ? 1 : given)));
}

/** What is wrong with a group's matrix, if anything. */
function faultsInMatrix(
  keys: KeyPath,
  size: number,
  rank: readonly (readonly number[])[],
): readonly KeyFault[] {
  const made = makeRankCorrelation(rank);
  if (rank.length === size && !("faults" in made)) return [];
  const [fault] = "faults" in made ? made.faults : [];
  return [
    {
      path: keys,
      code: "inconsistent",
      found: fault?.found ?? `a matrix of ${rank.length} rows for ${size} inputs`,
      allowed: fault?.allowed ?? "a row and a column for each input",
    },
  ];
}

/**
 * Resolves rank correlations to inputs, or reports what is wrong with them, except for doubtful inputs. An input that is no
 * longer uncertain leaves a correlation that was only inherited, with a warning; the other inputs keep it.
 *
 * @param leaves whether the input a member names was made certain by what overrides the file of the correlation
 */
export function checkCorrelations(
  scenario: ScenarioFile,
  inputs: readonly StudyInput[],
  isDoubtful: (path: string) => boolean = () => false,
  leaves: (member: KeyPath, input: KeyPath) => boolean = () => false,
): WithFaults<
  { readonly correlations: readonly Correlation[]; readonly warnings: readonly KeyWarning[] },
  KeyFault
> {
  const faults: KeyFault[] = [];
  const warnings: KeyWarning[] = [];
  const correlations: Correlation[] = [];
  const uncertain = inputs.flatMap((input, index) =>
    input.leaf.distribution !== undefined && input.leaf.across === "draws"
      ? // A correlation names a series by year as a whole: its years share one luck.
        [{ path: input.series?.path ?? input.path, index }]
      : [],
  );
  const members = { inputs, uncertain, isDoubtful, leaves, used: new Set<number>() };
  scenario.correlations.forEach((group, g) => {
    const keys = ["correlations", String(g)];
    const found = group.inputs.map((path, k) => {
      const others = group.inputs.filter((_, other) => other !== k);
      return memberAt([...keys, "inputs", String(k)], path, others, members);
    });
    for (const member of found) {
      if (member !== undefined && "left" in member) warnings.push(member.left);
      if (member !== undefined && "fault" in member) faults.push(member.fault);
    }
    const rank = rankMatrix(group);
    faults.push(...faultsInMatrix([...keys, "rank_correlation"], group.inputs.length, rank));
    const known = found.flatMap((member) =>
      member !== undefined && "input" in member ? [member.input] : [],
    );
    const hasLeft = found.map((member) => member !== undefined && "left" in member);
    const isWhole = known.length + hasLeft.filter(Boolean).length === group.inputs.length;
    if (!isWhole || known.length < 2) return;
    const kept = rank.filter((_, row) => hasLeft[row] !== true);
    correlations.push({
      inputs: known,
      rank: kept.map((row) => row.filter((_, column) => hasLeft[column] !== true)),
    });
  });
  return { correlations, faults, warnings };
}

/** Checks that the design suits the number of draws and of uncertain inputs. */
export const checkDesign = (scenario: ScenarioFile, inputs: readonly StudyInput[]): readonly KeyFault[] => {
  const uncertain = inputs.filter(
    (input) => input.leaf.distribution !== undefined && input.leaf.across === "draws",
  );
  return faultsInDesign(scenario.design, scenario.draws, uncertain.length);
};
