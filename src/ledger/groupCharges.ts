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
  /** Share that the NHS pays of its contracts, and of a budget by deployment. */
  readonly contractNhsShare: number;
  readonly budgetNhsShares: readonly number[];
  /** Quality weights of a year of life by place × need; undefined if the scenario states none. */
  readonly ascot: Float64Array | undefined;
  readonly eq5d: Float64Array | undefined;
  /** Charges and countings that apply to everyone. */
  readonly everyone: readonly CompiledCharge[];
  /** Those that apply to budget holders, by deployment. */
  readonly holders: readonly (readonly CompiledCharge[])[];
}

type Context = ChargeContext<Parameters<NonNullable<Mechanism["charges"]>[number]["charge"]>[1]["costs"]>;

/** A charge or counting of a mechanism, before any number of it is known. */
interface StatedCharge {
  readonly mechanism: Mechanism;
  readonly compile: (policy: Policy, context: Context) => CompiledCharge;
}

const statedFor = (whose: "everyone" | "holders"): readonly StatedCharge[] => [
  ...mechanisms.flatMap((mechanism) =>
    (mechanism.charges ?? [])
      .filter((stated) => stated.of === whose)
      .map((stated): StatedCharge => {
        const compile: StatedCharge["compile"] = (policy, context) =>
          compileCharge({ line: stated.line, ...stated.charge(policy, context) });
        return { mechanism, compile };
      }),
  ),
  ...mechanisms.flatMap((mechanism) =>
    (mechanism.countings ?? [])
      .filter((stated) => stated.of === whose)
      .map((stated): StatedCharge => {
        const compile: StatedCharge["compile"] = (policy, context) =>
          compileCounting({ measure: stated.measure, ...stated.count(policy, context) });
        return { mechanism, compile };
      }),
  ),
];

/** In the order in which they are posted: charges, then countings. */
const statedCharges = { everyone: statedFor("everyone"), holders: statedFor("holders") };

/** A client group's charges in a study that differs in some mechanisms' inputs alone: what the others charge is taken from there. */
export interface ChargesBefore {
  /** By financial year. */
  readonly charges: readonly GroupCharges[];
  readonly isTouched: (mechanism: Mechanism) => boolean;
}

/** A client group's charges in each financial year of the run. */
export function chargesByYear(
  draw: SiteDraw,
  arm: string,
  group: string,
  before?: ChargesBefore,
): readonly GroupCharges[] {
  const { scenario, timeline } = draw.study;
  const { costs, outcomes, contracts, arms } = scenario;
  return inEachYear(draw.study, [costs, outcomes, contracts, arms], (year) => {
    if (before === undefined) return groupCharges(draw, arm, group, year);
    const then = before.charges[year - timeline.firstFinancialYear]!;
    return touchedCharges(draw, arm, then, before.isTouched);
  });
}

/** A group's charges where only some mechanisms' inputs differ from before: reference price, payers' shares and weights are as then. */
function touchedCharges(
  draw: SiteDraw,
  arm: string,
  before: GroupCharges,
  isTouched: ChargesBefore["isTouched"],
): GroupCharges {
  const { study } = draw;
  const policy = study.scenario.arms[arm]!;
  const again = (
    whose: keyof typeof statedCharges,
    compiled: readonly CompiledCharge[],
    context: () => Context,
  ): readonly CompiledCharge[] =>
    compiled.map((charge, at) => {
      const { mechanism, compile } = statedCharges[whose][at]!;
      return isTouched(mechanism) ? compile(policy, context()) : charge;
    });
  const { at, budgetNhsShares } = before;
  const shares = { group: before.nhsShare, contract: before.contractNhsShare };
  return {
    ...before,
    everyone: again("everyone", before.everyone, () =>
      contextAt(draw, at, { ...shares, budget: shares.group }),
    ),
    holders: before.holders.map((charges, index) =>
      again("holders", charges, () => {
        const where = { ...at, deployment: study.deployments[index]! };
        return contextAt(draw, where, { ...shares, budget: budgetNhsShares[index]! });
      }),
    ),
  };
}

/** Where a mechanism's charges are worked out. */
function contextAt(draw: SiteDraw, where: Coordinates, nhsShare: Context["nhsShare"]): Context {
  const here = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...where, ...more });
  return {
    value: here,
    byQuintile: (split) => Float64Array.from(quintiles, (quintile) => here(split, { quintile })),
    costs: draw.study.scenario.costs,
    nhsShare,
  };
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
  const chargesOf = (whose: keyof typeof statedCharges, where: Coordinates, budget: number) => {
    const context = contextAt(draw, where, { ...nhsShare, budget });
    return statedCharges[whose].map(({ compile }) => compile(policy, context));
  };
  // An arm that offers no budgets has no holders to charge.
  const deployments = policy.rollout === undefined ? [] : study.deployments;
  const budgetNhsShares = deployments.map((deployment) =>
    valueAt(draw, policy.budget_setting.nhs_share ?? costs.nhs_share, { ...at, deployment }),
  );
  return {
    at,
    referenceGbp: referencePrice(draw, at),
    nhsShare: nhsShare.group,
    contractNhsShare: nhsShare.contract,
    budgetNhsShares,
    ascot: weights(outcomes.ascot),
    eq5d: weights(outcomes.eq5d),
    everyone: chargesOf("everyone", at, nhsShare.group),
    holders: deployments.map((deployment, index) =>
      chargesOf("holders", { ...at, deployment }, budgetNhsShares[index]!),
    ),
  };
}
