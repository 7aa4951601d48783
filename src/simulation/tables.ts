/**
 * What a draw compiles to for one site: flat tables of hazards, curves and parameters, so that the walker knows no mechanism
 * by name. Hazards are a month's; months count from the run's start; rates of claims are annual.
 */
import type { Key } from "../chance/key.js";
import type { Distribution } from "../quantity/distribution.js";
import type { ListedPeople } from "../scenario/tables/individuals.js";
import type { StreamKind } from "./streams.js";

/** A parameter of the spending block that differs between people: each takes a quantile of it. */
export interface PersonalParameter {
  /** Position in `spendingParameters`. */
  readonly parameter: number;
  /** Address of the luck that picks a person's value. */
  readonly kind: number;
  readonly occasion: number;
  /** The deprivation quintile it holds for; undefined for everyone. */
  readonly quintile: number | undefined;
  readonly distribution: Distribution;
  /** Quantiles at the middles of equal steps of probability, where a quantile takes long to work out. */
  readonly tabulated: Float64Array | undefined;
}

export interface DeploymentTables {
  /** In the order of `spendingParameters`; toppedUpShare is that of `toppedUpShare` below. */
  readonly spending: Float64Array;
  readonly personal: readonly PersonalParameter[];
  /** τ by quintile. */
  readonly toppedUpShare: Float64Array;
  /** σ of the logarithm. */
  readonly errorSigma: number;
  readonly yearlySigma: number;
  readonly misuseProbability: number;
  readonly hazardRatios: {
    readonly worsening: number;
    readonly residential: number;
    readonly admissions: number;
    readonly death: number;
  };
  readonly unmetWorsening: number;
  readonly unmetLeaving: number;
  readonly leaving: number;
}

export interface ArmTables {
  /** False where nobody is offered a budget. */
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
  /** Shares of deployments, added up. */
  readonly deploymentCumulative: Float64Array;
  readonly deployments: readonly DeploymentTables[];
  readonly onsetMonths: number;
  /** Infinity for never. */
  readonly endMonths: number;
  readonly unmetTolerance: number;
  readonly withdrawAfter: number;
  readonly reviewTolerance: number;
  readonly implementationSigma: number;
}

export interface StreamTables {
  readonly kind: StreamKind;
  /** Simulated: in all, or a year for streams that flow in. */
  readonly count: number;
  readonly weight: number;
  readonly key: Key;
  /** Cumulative need mix. */
  readonly needCumulative: Float64Array;
  /** Packages as a fraction of an existing user's. */
  readonly packageFraction: number;
  /** People listed one by one: `key` is then the draw's, under which each has a key of their own. */
  readonly listed: ListedPeople | undefined;
}

export interface GroupTables {
  readonly streams: readonly StreamTables[];
  readonly quintileCumulative: Float64Array;
  /** Units a week by need. */
  readonly packageMean: Float64Array;
  readonly packageSigma: number;
  /** γ by quintile. */
  readonly contributionShare: Float64Array;
  /** Hours a week by need. */
  readonly informalHours: Float64Array;
  readonly informalDisplaced: number;
  /** Hazards a month, by place (own home, residential care) × need. */
  readonly death: Float64Array;
  readonly worsening: Float64Array;
  readonly improving: Float64Array;
  readonly admissions: Float64Array;
  /** By need. */
  readonly residential: Float64Array;
  /** Annual rate of ordinary claims, by need. */
  readonly claimRate: Float64Array;
  /** One an arm. */
  readonly arms: readonly ArmTables[];
}

export interface SiteTables {
  readonly months: number;
  /** Months of financial year 0 that had passed at the start. */
  readonly monthsBefore: number;
  readonly groups: readonly GroupTables[];
}
