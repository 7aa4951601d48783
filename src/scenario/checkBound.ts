/** Checks on a bound scenario as a whole: shares that add up, arms that do something, what each mechanism requires. */

import { type KeyFault, nearestOf } from "../faults/keyFault.js";
import { dottedPath, isWithin, keysOf } from "../faults/keyPath.js";
import { reach } from "../inputs/reach.js";
import type { Bound, Coordinates, Split, StudyInput } from "../inputs/split.js";
import { mixtureIn } from "../inputs/yearSeries.js";
import { mechanisms } from "../mechanisms/catalogue.js";
import { formatFinancialYear } from "../quantity/financialYear.js";
import { shareRounding } from "../quantity/rounding.js";
import { facetNames } from "./bind.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";

/** The input a field has at coordinates; undefined if there is none to check. */
type InputOf = (split: Split, at: Coordinates) => StudyInput | undefined;
/** Shares that make up a whole, each a field at coordinates. */
type Whole = readonly { readonly split: Split; readonly at: Coordinates }[];

/** Every combination of site, client group and year, as coordinates. */
const everywhere = (scenario: ScenarioFile, years: readonly number[]): readonly Coordinates[] =>
  Object.entries(scenario.sites).flatMap(([site, { region }]) =>
    Object.keys(scenario.client_groups).flatMap((group) => {
      const at = { site, region, client_group: group };
      return years.length === 0 ? [at] : years.map((year) => ({ ...at, year }));
    }),
  );

/** The years that some input is stated for: what holds in each of them holds in between. */
const statedYears = (inputs: readonly StudyInput[]): readonly number[] => [
  ...new Set(inputs.flatMap(({ series }) => series?.year ?? [])),
];

/** What a series is between two of its years, as an input that reaches from the least to the greatest it can be then. */
function between(from: StudyInput, to: StudyInput, share: number): StudyInput {
  if (share === 0) return from;
  const [low, high] = [0, 1].map((end) => (1 - share) * reach(from)[end]! + share * reach(to)[end]!);
  const leaf =
    low === high
      ? { ...from.leaf, value: low, distribution: undefined }
      : {
          ...from.leaf,
          value: undefined,
          distribution: { name: "uniform", low: low!, high: high! } as const,
        };
  return { ...from, leaf };
}

/** Certain shares must add up to 1; uncertain ones, which are scaled to 1 in each draw, must be able to. */
function faultsInSum(whole: Whole, what: string, inputOf: InputOf): readonly KeyFault[] {
  const shares = whole.map(({ split, at }) => inputOf(split, at));
  const [first] = shares;
  if (first === undefined || !shares.every((share) => share !== undefined)) return [];
  const least = shares.reduce((sum, share) => sum + reach(share)[0], 0);
  const most = shares.reduce((sum, share) => sum + reach(share)[1], 0);
  if (least <= 1 + shareRounding && most >= 1 - shareRounding) return [];
  const keys = keysOf(first.path);
  // Shares of contracts add up over contracts, not over what a share is split by.
  const splitKey = what === "shares of contracts" ? -1 : keys.findLastIndex((key) => key.startsWith("by_"));
  const ends = [...new Set([least, most].map((sum) => Number(sum.toPrecision(12))))];
  const sum = ends.length === 1 ? String(ends[0]) : `at least ${ends[0]}, at most ${ends[1]}`;
  const year = shares.some((share) => share.series !== undefined) ? whole[0]!.at.year : undefined;
  return [
    {
      path: splitKey < 0 ? keys : keys.slice(0, splitKey + 1),
      code: "inconsistent",
      found: `${what} that add up to ${sum}${year === undefined ? "" : ` in ${formatFinancialYear(year)}`}`,
      allowed: `${what} that ${ends.length === 1 ? "" : "can "}add up to 1`,
    },
  ];
}

/** Sums of shares of people and contracts at a site and client group, and of an arm's holders. */
function faultsInSums(
  bound: Bound<ScenarioFile>,
  names: ReturnType<typeof facetNames>,
  at: Coordinates,
  inputOf: InputOf,
): readonly KeyFault[] {
  const { people } = bound;
  const over = (facet: "need" | "quintile" | "deployment", split: Split | undefined): readonly KeyFault[] =>
    split === undefined
      ? []
      : faultsInSum(
          names[facet].map((name) => ({ split, at: { ...at, [facet]: name } })),
          `shares by ${facet}`,
          inputOf,
        );
  return [
    ...[people.need_mix, people.new_user_need_mix, people.managing_without.need_mix].flatMap((mix) =>
      over("need", mix),
    ),
    ...over("quintile", people.deprivation),
    ...faultsInSum(
      Object.values(bound.contracts).map(({ share }) => ({ split: share, at })),
      "shares of contracts",
      inputOf,
    ),
    ...Object.values(bound.arms).flatMap(({ deployment }) => over("deployment", deployment)),
  ];
}

/** An arm that sets up budgets but offers none: a misspelt arm's name, or a forgotten rollout. */
function faultsInIdleArm(
  scenario: ScenarioFile,
  inputs: readonly StudyInput[],
  arm: string,
): readonly KeyFault[] {
  const isOf = (path: string, ...keys: readonly string[]) =>
    isWithin(path, dottedPath(["arms", arm, ...keys]));
  const idle = inputs.find(({ path, stated }) => stated && isOf(path) && !isOf(path, "contracts"));
  if (idle === undefined) return [];
  const others = Object.keys(scenario.arms).filter((other) => other !== arm);
  return [
    {
      path: ["arms", arm],
      code: "inconsistent",
      found: `${keysOf(idle.path)[2]} and no rollout`,
      allowed: "rollout (or `like` an arm that has one): an arm without it offers no budgets",
      ...nearestOf(arm, others),
    },
  ];
}

/**
 * Checks a bound scenario: sums of shares, arms that set up budgets but offer none, and what each mechanism requires.
 *
 * @param isDoubtful whether an input is a stand-in, because what the user wrote is faulty: nothing is checked against it
 */
export function checkBound(
  scenario: ScenarioFile,
  bound: Bound<ScenarioFile>,
  inputs: readonly StudyInput[],
  isDoubtful: (path: string) => boolean = () => false,
): readonly KeyFault[] {
  const names = facetNames(scenario);
  const inputOf: InputOf = (split, at) => {
    if ("input" in split) {
      const input = inputs[split.input]!;
      return isDoubtful(input.path) ? undefined : input;
    }
    if ("years" in split) {
      const { from, to, share } = mixtureIn(split, at.year ?? split.years[0]!.year);
      return isDoubtful(inputs[from.input]!.path)
        ? undefined
        : between(inputs[from.input]!, inputs[to.input]!, share);
    }
    const part = split.of[at[split.by] ?? ""] ?? split.otherwise;
    return part === undefined ? undefined : inputOf(part, at);
  };
  const idle = Object.keys(scenario.arms).filter(
    (arm) => scenario.arms[arm]?.rollout === undefined && !isDoubtful(dottedPath(["arms", arm, "rollout"])),
  );
  const faults = [
    ...idle.flatMap((arm) => faultsInIdleArm(scenario, inputs, arm)),
    ...everywhere(scenario, statedYears(inputs)).flatMap((at) => [
      ...faultsInSums(bound, names, at, inputOf),
      ...faultsInMechanisms(scenario, bound, names.deployment, at, inputOf),
    ]),
  ];
  return toldOnce(faults);
}

/** What the mechanisms require of every arm, deployment by deployment. */
function faultsInMechanisms(
  scenario: ScenarioFile,
  bound: Bound<ScenarioFile>,
  deployments: readonly string[],
  at: Coordinates,
  inputOf: InputOf,
): readonly KeyFault[] {
  const unit = scenario.client_groups[at.client_group ?? ""]?.unit ?? "sessions";
  return Object.entries(bound.arms).flatMap(([arm, policy]) =>
    deployments.flatMap((deployment) => {
      const context = {
        arm,
        offers: policy.rollout !== undefined,
        deployments,
        unit,
        costs: bound.costs,
        inputOf: (split: Split) => inputOf(split, { ...at, deployment }),
      };
      return mechanisms.flatMap((mechanism) => mechanism.check?.(policy, context) ?? []);
    }),
  );
}

/** Reports the same fault at the same key once, however many sites it was found at. */
function toldOnce(faults: readonly KeyFault[]): readonly KeyFault[] {
  const told = new Set<string>();
  return faults.filter(({ path, code, allowed }) => {
    const key = `${dottedPath(path)} ${code} ${allowed}`;
    return !told.has(key) && told.add(key);
  });
}
