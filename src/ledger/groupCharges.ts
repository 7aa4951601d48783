/** What the mechanisms charge a client group at a site, in one arm and draw: every charge and counting, with its numbers. */
import { type Coordinates, quintiles, type Split } from "../inputs/split.js";
import { mechanisms } from "../mechanisms/catalogue.js";
import type { ChargeContext, Mechanism } from "../mechanisms/defineMechanism.js";
import { inEachYear } from "../scenario/inEachYear.js";
import { type Policy, type SiteDraw, siteCoordinates, valueAt } from "../simulation/siteDraw.js";
import { type CompiledCharge, compileCharge, compileCounting } from "./compiledCharges.js";
import { contractsAt, referencePrice } from "./contractTerms.js";

export interface GroupCharges {
  readonly at: Coordinates;
  /** Reference price of a unit, £. */
  readonly referenceGbp: number;
  /** Share of the group's spending that the NHS pays. */
  readonly nhsShare: number;
  /** Quality weights of a year of life by place × need; undefined if the scenario states none. */
  readonly ascot: Float64Array | undefined;
  readonly eq5d: Float64Array | undefined;
  /** Charges and countings that apply to everyone. */
  readonly everyone: readonly CompiledCharge[];
  /** Those that apply to budget holders, by deployment. */
  readonly holders: readonly (readonly CompiledCharge[])[];
}

type Context = ChargeContext<Parameters<NonNullable<Mechanism["charges"]>[number]["charge"]>[1]["costs"]>;

function chargesOf(
  whose: "everyone" | "holders",
  policy: Policy,
  context: Context,
): readonly CompiledCharge[] {
  return [
    ...mechanisms.flatMap(({ charges = [] }) =>
      charges
        .filter((stated) => stated.of === whose)
        .map((stated) => compileCharge({ line: stated.line, ...stated.charge(policy, context) })),
    ),
    ...mechanisms.flatMap(({ countings = [] }) =>
      countings
        .filter((stated) => stated.of === whose)
        .map((stated) => compileCounting({ measure: stated.measure, ...stated.count(policy, context) })),
    ),
  ];
}

/** A client group's charges in each financial year of the run. */
export function chargesByYear(draw: SiteDraw, arm: string, group: string): readonly GroupCharges[] {
  const { costs, outcomes, contracts, arms } = draw.study.scenario;
  return inEachYear(draw.study, [costs, outcomes, contracts, arms], (year) =>
    groupCharges(draw, arm, group, year),
  );
}

/** @param year calendar year that the financial year starts in */
function groupCharges(draw: SiteDraw, arm: string, group: string, year: number): GroupCharges {
  const { study } = draw;
  const { costs, outcomes } = study.scenario;
  const policy = study.scenario.arms[arm]!;
  const at: Coordinates = { ...siteCoordinates(study, draw.site), client_group: group, year };
  const value = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...at, ...more });
  const weights = (split: Split | undefined) =>
    split === undefined
      ? undefined
      : Float64Array.from(
          ["own_home", "residential_care"].flatMap((place) =>
            study.needs.map((need) => value(split, { need, place })),
          ),
        );
  const nhsShare = {
    group: value(costs.nhs_share),
    contract: contractsAt(draw, arm, at).reduce(
      (sum, contract) => sum + contract.share * contract.nhsShare,
      0,
    ),
  };
  const contextAt = (where: Coordinates, budgetNhsShare: number): Context => {
    const here = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...where, ...more });
    return {
      value: here,
      byQuintile: (split) => Float64Array.from(quintiles, (quintile) => here(split, { quintile })),
      costs,
      nhsShare: { ...nhsShare, budget: budgetNhsShare },
    };
  };
  return {
    at,
    referenceGbp: referencePrice(draw, at),
    nhsShare: nhsShare.group,
    ascot: weights(outcomes.ascot),
    eq5d: weights(outcomes.eq5d),
    everyone: chargesOf("everyone", policy, contextAt(at, nhsShare.group)),
    // An arm that offers no budgets has no holders to charge.
    holders: (policy.rollout === undefined ? [] : study.deployments).map((deployment) => {
      const where = { ...at, deployment };
      const budget = valueAt(draw, policy.budget_setting.nhs_share ?? costs.nhs_share, where);
      return chargesOf("holders", policy, contextAt(where, budget));
    }),
  };
}
