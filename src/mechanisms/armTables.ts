/**
 * What an arm's mechanisms compile to for a client group at a site in a draw: flat tables, so that the walker knows no mechanism
 * by name. Hazards are monthly; months count from the run's start.
 */
import type { Distribution } from "../quantity/distribution.js";
import type { Queue } from "./planQueue.js";

/** A parameter of the spending formula that differs between people: each takes a quantile of it. */
export interface PersonalParameter {
  /** Position in `spendingParameters`. */
  readonly parameter: number;
  /** Address of the luck that picks a person's value. */
  readonly kind: number;
  readonly occasion: number;
  /** The deprivation quintile it applies to; undefined for everyone. */
  readonly quintile: number | undefined;
  readonly distribution: Distribution;
  /** Quantiles at the midpoints of equal steps of probability, if a quantile is slow to work out. */
  readonly tabulated: Float64Array | undefined;
}

/** The hazards that holding a budget may change, in the order of the tables of ratios. */
export const budgetHazards = ["death", "worsening", "residentialCare", "admissions", "leaving"] as const;
export type BudgetHazard = (typeof budgetHazards)[number];

/** When a hazard is changed: from the onset of the effects to their end, or after a month of unmet need. */
export type HazardCondition = "effects" | "unmet";

/** A ratio by which a mechanism multiplies a hazard of holders. */
export interface HazardRatio {
  readonly hazard: BudgetHazard;
  readonly ratio: number;
  readonly during: HazardCondition;
}

export interface DeploymentTables {
  /** In the order of `spendingParameters`; the top-up share comes from `toppedUpShare` below instead. */
  readonly spending: Float64Array;
  readonly personal: readonly PersonalParameter[];
  /** τ by quintile. */
  readonly toppedUpShare: Float64Array;
  /** σ of the logarithm. */
  readonly errorSigma: number;
  readonly yearlySigma: number;
  readonly misuseProbability: number;
  /** Ratios in the order of `budgetHazards`, while the effects of holding a budget last. */
  readonly effectRatios: Float64Array;
  /** The same, after a month of unmet need. */
  readonly unmetRatios: Float64Array;
  /** Hazard of giving the budget up. */
  readonly leaving: number;
  /** Hazard of taking one up again after giving it up. */
  readonly returning: number;
}

export interface ArmTables {
  /** False if nobody is offered a budget. */
  readonly offers: boolean;
  readonly startMonths: number;
  readonly rampMonths: number;
  /** By need. */
  readonly eligibleShare: Float64Array;
  /** First month of `curve`; not after 0. */
  readonly curveFrom: number;
  readonly curve: Float64Array;
  /** Ceilings by (existing, new, claimant) × quintile × need. */
  readonly ceilings: Float64Array;
  readonly attractionExposure: Float64Array;
  /** Cumulative shares of deployments. */
  readonly deploymentCumulative: Float64Array;
  readonly deployments: readonly DeploymentTables[];
  readonly onsetMonths: number;
  /** Infinity for never. */
  readonly endMonths: number;
  readonly unmetTolerance: number;
  readonly withdrawAfter: number;
  readonly reviewTolerance: number;
  readonly implementationSigma: number;
  /** From this month on a take-up costs no implementation; infinity for never. */
  readonly implementationEndMonth: number;
  /** The site's queue for plans, found once all its client groups are compiled, which share it; undefined where nobody waits. */
  queue: Queue | undefined;
}
