/** What a scenario's parts must be to one another: names that exist, shares that add up, mechanisms that are whole. */
import { faultsInDesign } from "../chance/design.js";
import { makeRankCorrelation } from "../chance/rankCorrelation.js";
import { type KeyFault, nearestOf, unknownName } from "../faults/keyFault.js";
import { dottedPath, keysOf } from "../faults/keyPath.js";
import type { Bound, Coordinates, Split, StudyInput } from "../inputs/split.js";
import { support } from "../quantity/distribution.js";
import { facetNames } from "./bind.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";

export interface Correlation {
  readonly inputs: readonly number[];
  readonly rank: readonly (readonly number[])[];
}

/** Checks the names and sizes that must hold before anything is bound. */
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
  if (Math.abs(months - Math.round(months)) > 1e-6) {
    faults.push({
      path: ["horizon_years"],
      code: "not_allowed",
      found: String(scenario.horizon_years),
      allowed: "a whole number of months, such as 2.5 for 30 months",
    });
  }
  return faults;
}

/** The least and the greatest value an input can take. */
const reach = ({ leaf }: StudyInput): readonly [number, number] =>
  leaf.distribution === undefined ? [leaf.value!, leaf.value!] : support(leaf.distribution);

/** Every combination of site and client group, as coordinates. */
const everywhere = (scenario: ScenarioFile): readonly Coordinates[] =>
  Object.entries(scenario.sites).flatMap(([site, { region }]) =>
    Object.keys(scenario.client_groups).map((group) => ({ site, region, client_group: group })),
  );

/**
 * Checks a bound scenario: sums of shares and mechanisms that need one another.
 *
 * @param isDoubtful tells inputs that are not the user's, because what was written is faulty: nothing is judged by them
 */
export function checkBound(
  scenario: ScenarioFile,
  bound: Bound<ScenarioFile>,
  inputs: readonly StudyInput[],
  isDoubtful: (path: string) => boolean = () => false,
): readonly KeyFault[] {
  const faults: KeyFault[] = [];
  const told = new Set<string>();
  const names = facetNames(scenario);
  const tell = (fault: KeyFault): void => {
    const key = `${dottedPath(fault.path)} ${fault.code} ${fault.allowed}`;
    if (!told.has(key)) faults.push(fault);
    told.add(key);
  };
  /** The input a field has there; undefined where there is none to judge by. */
  const inputOf = (split: Split, at: Coordinates): StudyInput | undefined => {
    if ("input" in split) {
      const input = inputs[split.input]!;
      return isDoubtful(input.path) ? undefined : input;
    }
    const part = split.of[at[split.by] ?? ""] ?? split.otherwise;
    return part === undefined ? undefined : inputOf(part, at);
  };
  /** Certain shares must add up to 1; uncertain ones, which are brought to it draw by draw, must be able to. */
  const adding = (splits: readonly { split: Split; at: Coordinates }[], what: string): void => {
    const shares = splits.map(({ split, at }) => inputOf(split, at));
    const [first] = shares;
    if (first === undefined || !shares.every((share) => share !== undefined)) return;
    const least = shares.reduce((sum, share) => sum + reach(share)[0], 0);
    const most = shares.reduce((sum, share) => sum + reach(share)[1], 0);
    if (least <= 1 + 1e-9 && most >= 1 - 1e-9) return;
    const keys = keysOf(first.path);
    // Shares of contracts add up over contracts, not over what a share is split by.
    const splitKey = what === "shares of contracts" ? -1 : keys.findLastIndex((key) => key.startsWith("by_"));
    const ends = [...new Set([least, most].map((sum) => Number(sum.toPrecision(12))))];
    tell({
      path: splitKey < 0 ? keys : keys.slice(0, splitKey + 1),
      code: "inconsistent",
      found: `${what} that add up to ${ends.length === 1 ? ends[0] : `at least ${ends[0]}, at most ${ends[1]}`}`,
      allowed: `${what} that ${ends.length === 1 ? "" : "can "}add up to 1`,
    });
  };
  for (const arm of Object.keys(scenario.arms)) checkIdle(arm);
  for (const at of everywhere(scenario)) {
    const byNeed = (split: Split) => names.need.map((need) => ({ split, at: { ...at, need } }));
    adding(byNeed(bound.people.need_mix), "shares by need");
    for (const mix of [bound.people.new_user_need_mix, bound.people.managing_without.need_mix]) {
      if (mix !== undefined) adding(byNeed(mix), "shares by need");
    }
    adding(
      names.quintile.map((quintile) => ({ split: bound.people.deprivation, at: { ...at, quintile } })),
      "shares by quintile",
    );
    adding(
      Object.values(bound.contracts).map((contract) => ({ split: contract.share, at })),
      "shares of contracts",
    );
    for (const [arm, policy] of Object.entries(bound.arms)) {
      const { deployment } = policy;
      if (deployment !== undefined) {
        adding(
          names.deployment.map((name) => ({ split: deployment, at: { ...at, deployment: name } })),
          "shares by deployment",
        );
      } else if (policy.rollout !== undefined && names.deployment.length > 1) {
        tell({
          path: ["arms", arm],
          code: "missing_key",
          found: "no `deployment`",
          allowed: `deployment: { by_deployment: … } with the share of each of ${names.deployment.join(", ")}`,
        });
      }
      for (const name of names.deployment) checkDeployment(policy, arm, { ...at, deployment: name });
    }
  }
  return faults;

  /** Whatever an arm says of budgets says nothing where it offers none: an arm's name misspelt, or its rollout forgotten. */
  function checkIdle(arm: string): void {
    if (scenario.arms[arm]?.rollout !== undefined || isDoubtful(`arms.${arm}.rollout`)) return;
    const idle = inputs.find(
      ({ path, stated }) =>
        stated && path.startsWith(`arms.${arm}.`) && !path.startsWith(`arms.${arm}.contracts.`),
    );
    if (idle === undefined) return;
    const others = Object.keys(scenario.arms).filter((other) => other !== arm);
    const key = keysOf(idle.path)[2]!;
    tell({
      path: ["arms", arm],
      code: "inconsistent",
      found: `${key} and no rollout`,
      allowed: "rollout (or `like` an arm that has one): an arm without it offers no budgets",
      ...nearestOf(arm, others),
    });
  }

  function checkDeployment(policy: (typeof bound.arms)[string], arm: string, at: Coordinates): void {
    const { core_work_share, replaced_share } = policy.wider_uses;
    const core = inputOf(core_work_share, at);
    const replaced = inputOf(replaced_share, at);
    const both = core === undefined || replaced === undefined ? 0 : reach(core)[1] + reach(replaced)[1];
    if (replaced !== undefined && both > 1 + 1e-9) {
      tell({
        path: keysOf(replaced.path),
        code: "inconsistent",
        found: `core_work_share and replaced_share that may add up to ${both}`,
        allowed: "two shares of the same spending, at most 1 together",
      });
    }
    const saved = inputOf(policy.care_manager_hours_saved, at);
    const held = inputOf(bound.costs.care_manager_hours_a_year, at);
    if (saved !== undefined && held !== undefined && reach(saved)[1] > 0 && reach(held)[1] === 0) {
      tell({
        path: keysOf(saved.path),
        code: "inconsistent",
        found: "care-manager hours saved of none",
        allowed: "costs.care_manager_hours_a_year, the hours a user under contract takes",
      });
    }
    const relatives = inputOf(policy.relatives.paid_share, at);
    const isInHours = scenario.client_groups[at.client_group ?? ""]?.unit === "hours";
    if (relatives !== undefined && reach(relatives)[1] > 0 && !isInHours) {
      tell({
        path: keysOf(relatives.path),
        code: "inconsistent",
        found: `relatives paid in ${arm} where packages are sessions`,
        allowed: "packages in hours (client_groups: unit: hours), or paid_share 0 for this group",
      });
    }
  }
}

/** Resolves rank correlations to inputs, or tells what is wrong with them; of doubtful inputs nothing. */
export function checkCorrelations(
  scenario: ScenarioFile,
  inputs: readonly StudyInput[],
  isDoubtful: (path: string) => boolean = () => false,
): { readonly correlations: readonly Correlation[]; readonly faults: readonly KeyFault[] } {
  const faults: KeyFault[] = [];
  const correlations: Correlation[] = [];
  const uncertain = inputs.flatMap((input, index) =>
    input.leaf.distribution !== undefined && input.leaf.across === "draws"
      ? [{ path: input.path, index }]
      : [],
  );
  const used = new Set<number>();
  scenario.correlations.forEach((group, g) => {
    const at = ["correlations", String(g)];
    const members: number[] = [];
    group.inputs.forEach((path, k) => {
      const input = uncertain.find((candidate) => candidate.path === path);
      if (input === undefined) {
        if (isDoubtful(path)) return;
        const paths = uncertain.map((candidate) => candidate.path);
        const allowed = "the path of an uncertain input that varies across draws";
        faults.push(unknownName([...at, "inputs", String(k)], path, paths, allowed));
      } else if (used.has(input.index)) {
        faults.push({
          path: [...at, "inputs", String(k)],
          code: "inconsistent",
          found: `${path} in two correlations`,
          allowed: "each input in one group; give a group of more than two its whole matrix",
        });
      } else {
        used.add(input.index);
        members.push(input.index);
      }
    });
    const size = group.inputs.length;
    const { rank_correlation: given } = group;
    const rank = Array.isArray(given)
      ? given
      : group.inputs.map((_, row) => group.inputs.map((__, column) => (row === column ? 1 : given)));
    const made = makeRankCorrelation(rank);
    if (rank.length !== size || "faults" in made) {
      const [fault] = "faults" in made ? made.faults : [];
      faults.push({
        path: [...at, "rank_correlation"],
        code: "inconsistent",
        found: fault?.found ?? `a matrix of ${rank.length} rows for ${size} inputs`,
        allowed: fault?.allowed ?? "a row and a column for each input",
      });
    }
    if (members.length === size) correlations.push({ inputs: members, rank });
  });
  return { correlations, faults };
}

/** Checks that the design suits the number of draws and of uncertain inputs. */
export const checkDesign = (scenario: ScenarioFile, inputs: readonly StudyInput[]): readonly KeyFault[] => {
  const uncertain = inputs.filter(
    (input) => input.leaf.distribution !== undefined && input.leaf.across === "draws",
  );
  return faultsInDesign(scenario.design, scenario.draws, uncertain.length);
};
