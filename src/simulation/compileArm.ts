/**
 * Compiles an arm: when it offers budgets and to whom, and how each deployment of them is set and spent. A loop over the
 * catalogue of mechanisms, which knows none of them by name.
 */
import { textKey } from "../chance/key.js";
import { inputAddress } from "../chance/luck.js";
import { type Coordinates, luckPath, quintiles, type Split, undividedAt } from "../inputs/split.js";
import {
  type ArmTables,
  budgetHazards,
  type DeploymentTables,
  type HazardCondition,
  type HazardRatio,
  type PersonalParameter,
} from "../mechanisms/armTables.js";
import { type SpendingParameter, spendingAt, spendingParameters } from "../mechanisms/budget/spending.js";
import { mechanisms, parameters } from "../mechanisms/catalogue.js";
import type { Offers, SpendingTables, ValueAt } from "../mechanisms/defineMechanism.js";
import { quantileTable } from "../quantity/quantileTable.js";
import { cumulative } from "./cumulativeShares.js";
import { inTurn } from "./inTurn.js";
import { type Policy, type SiteDraw, valueAt } from "./siteDraw.js";

/** The parameters that are terms of the spending formula, each with its term. */
const spendingFields = parameters.flatMap(({ path, spec }) =>
  spec.spending === undefined
    ? []
    : [
        {
          path,
          term: spec.spending as SpendingParameter,
          byQuintile: spec.by?.includes("quintile") === true,
        },
      ],
);

/** The field of an arm at a path that every arm has, as it does for every term of the spending formula. */
const fieldAt = (policy: Policy, path: readonly string[]): Split =>
  path.reduce<unknown>((node, key) => (node as Readonly<Record<string, unknown>>)[key], policy) as Split;

/** The personal parameter of a field at coordinates; empty if it is the same for everyone. */
function personalParameter(
  draw: SiteDraw,
  term: SpendingParameter,
  split: Split,
  at: Coordinates,
  quintile: number | undefined,
): readonly PersonalParameter[] {
  const field = undividedAt(split, at);
  // A series by year is the same for everyone.
  if ("years" in field) return [];
  const { leaf, path } = draw.study.inputs[field.input]!;
  const { distribution } = leaf;
  if (distribution === undefined || leaf.across !== "people") return [];
  return [
    {
      parameter: spendingAt[term],
      ...inputAddress(textKey(luckPath(path))),
      quintile,
      distribution,
      tabulated: quantileTable(distribution),
    },
  ];
}

/** The product of all mechanisms' ratios under a condition, in the order of `budgetHazards`. */
function ratiosDuring(ratios: readonly HazardRatio[], condition: HazardCondition): Float64Array {
  const product = new Float64Array(budgetHazards.length).fill(1);
  for (const { hazard, ratio, during } of ratios) {
    if (during === condition) product[budgetHazards.indexOf(hazard)]! *= ratio;
  }
  return product;
}

function compileDeployment(draw: SiteDraw, policy: Policy, at: Coordinates): DeploymentTables {
  const value: ValueAt = (split, more = {}) => valueAt(draw, split, { ...at, ...more });
  const spending = new Float64Array(spendingParameters.length);
  const personal: PersonalParameter[] = [];
  for (const { path, term, byQuintile } of spendingFields) {
    const split = fieldAt(policy, path);
    if (byQuintile) {
      quintiles.forEach((quintile, q) => {
        personal.push(...personalParameter(draw, term, split, { ...at, quintile }, q));
      });
    } else {
      spending[spendingAt[term]] = value(split);
      personal.push(...personalParameter(draw, term, split, at, undefined));
    }
  }
  const tables: SpendingTables = Object.assign(
    {},
    ...mechanisms.map((mechanism) => mechanism.spending?.(policy, { value, quintiles }) ?? {}),
  );
  for (const [term, amount] of Object.entries(tables.terms ?? {})) {
    spending[spendingAt[term as SpendingParameter]] = amount;
  }
  const hazards = mechanisms.map((mechanism) => mechanism.hazards?.(policy, value) ?? {});
  const ratios = hazards.flatMap((own) => own.ratios ?? []);
  return {
    spending,
    personal,
    toppedUpShare: tables.toppedUpShare!,
    errorSigma: tables.errorSigma!,
    yearlySigma: tables.yearlySigma!,
    misuseProbability: tables.misuseProbability!,
    effectRatios: ratiosDuring(ratios, "effects"),
    unmetRatios: ratiosDuring(ratios, "unmet"),
    leaving: hazards.reduce((sum, own) => sum + (own.leavingAYear ?? 0), 0) / 12,
    returning: hazards.reduce((sum, own) => sum + (own.returningAYear ?? 0), 0) / 12,
  };
}

/** Shares of an arm's deployments; 1 if there is only one. */
function deploymentShares(draw: SiteDraw, policy: Policy, at: Coordinates): readonly number[] {
  const { deployments } = draw.study;
  const split = policy.deployment;
  if (split === undefined) return deployments.map((_, index) => (index === 0 ? 1 : 0));
  const shares = deployments.map((deployment) => valueAt(draw, split, { ...at, deployment }));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** The tables of an arm for a client group at a site. */
export function compileArm(draw: SiteDraw, arm: string, at: Coordinates): ArmTables {
  const { study } = draw;
  const policy = study.scenario.arms[arm]!;
  const shares = deploymentShares(draw, policy, at);
  const deployments = inTurn(study.deployments, (deployment) =>
    compileDeployment(draw, policy, { ...at, deployment }),
  );
  const place = {
    value: (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...at, ...more }),
    needs: study.needs,
    quintiles,
    deployments: study.deployments,
    months: study.timeline.months,
    meanOfDeployments: (term: SpendingParameter) =>
      deployments.reduce((sum, { spending }, index) => sum + shares[index]! * spending[spendingAt[term]]!, 0),
  };
  const settled = mechanisms.reduce<Offers>(
    (before, mechanism) => Object.assign(before, mechanism.offers?.(policy, place, before)),
    {},
  );
  // Key by key, not by a spread: engines keep one shape for it, on which every step of a walk depends.
  return {
    offers: settled.offers!,
    startMonths: settled.startMonths!,
    rampMonths: settled.rampMonths!,
    eligibleShare: settled.eligibleShare!,
    curveFrom: settled.curveFrom!,
    curve: settled.curve!,
    ceilings: settled.ceilings!,
    attractionExposure: settled.attractionExposure!,
    deploymentCumulative: cumulative(shares),
    deployments,
    onsetMonths: settled.onsetMonths!,
    endMonths: settled.endMonths!,
    unmetTolerance: settled.unmetTolerance!,
    withdrawAfter: settled.withdrawAfter!,
    reviewTolerance: settled.reviewTolerance!,
    implementationSigma: settled.implementationSigma!,
    implementationEndMonth: settled.implementationEndMonth!,
    queue: undefined,
  };
}
