/**
 * What a draw compiles to for one site: flat tables of hazards, curves and parameters, so that the walker knows no mechanism
 * by name. Hazards are monthly, rates of claims annual; months count from the run's start.
 */
import type { Key } from "../chance/key.js";
import type { ArmTables } from "../mechanisms/armTables.js";
import type { ListedPeople } from "../scenario/tables/individuals.js";
import type { StreamKind } from "./streams.js";

export interface StreamTables {
  readonly kind: StreamKind;
  /** People simulated: in total, or per year for streams that flow in. */
  readonly count: number;
  readonly weight: number;
  /** Whether the run simulates fewer people than there are, over whom luck is spread evenly. */
  readonly sampled: boolean;
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
  /** One per arm. */
  readonly arms: readonly ArmTables[];
  /** By financial year, where an input that is read here is stated by year; the tables themselves are then the first year's. */
  readonly years?: readonly GroupTables[];
}

export interface SiteTables {
  readonly months: number;
  /** Months of financial year 0 that had passed at the start. */
  readonly monthsBefore: number;
  readonly groups: readonly GroupTables[];
}
