/**
 * A mechanism, whole: what a scenario may state of it, what switches it on, and what it brings to the four sockets of the
 * engine (offers, hazards, spending, charges). The schema, the neutral values, the groups of `why`, the columns of a site table,
 * the register and `docs/mechanisms.md` are read off these definitions; nothing is listed beside them.
 */
import type * as z from "zod";
import type { Charge, Counting } from "../accounts/charge.js";
import type { LineName } from "../accounts/lines.js";
import type { MeasureName } from "../accounts/measures.js";
import type { KeyFault } from "../faults/keyFault.js";
import type { Bound, Coordinates, Split, StudyInput } from "../inputs/split.js";
import type { ArmTables, DeploymentTables, HazardRatio } from "./armTables.js";
import type { SpendingParameter } from "./budget/spending.js";
import type { MechanismGroup } from "./group.js";

/** Keys of a scenario with the schemas of what stands under them. */
export type Shape = Readonly<Record<string, z.ZodType>>;
/** What a mechanism's keys hold in a bound scenario: splits that lead to inputs. */
export type BoundShape<S extends Shape> = Bound<z.output<z.ZodObject<S>>>;

/** Value of a field here, in this draw; more coordinates where the field is split further. */
export type ValueAt = (split: Split, more?: Coordinates) => number;

/** What offers are worked out from: a client group at a site, in a draw. */
export interface OfferPlace {
  readonly value: ValueAt;
  readonly needs: readonly string[];
  readonly quintiles: readonly string[];
  readonly deployments: readonly string[];
  /** Months of the run. */
  readonly months: number;
  /** Mean of a term of the spending formula over the deployments' shares. */
  readonly meanOfDeployments: (term: SpendingParameter) => number;
}

/** What mechanisms settle of who holds a budget when: tables, and the curve that attraction follows unless it has its own. */
export type Offers = Partial<ArmTables> & {
  readonly takeUpCurve?: { readonly midpointYears: number; readonly steepnessPerYear: number };
};

/** What the spending formula is worked out from: a deployment of a client group at a site, in a draw. */
export type SpendingPlace = Pick<OfferPlace, "value" | "quintiles">;

/** What a mechanism brings to the spending formula beside the parameters that are terms of it. */
export type SpendingTables = Partial<
  Pick<DeploymentTables, "toppedUpShare" | "errorSigma" | "yearlySigma" | "misuseProbability">
> & { readonly terms?: Partial<Record<SpendingParameter, number>> };

/** What charges are worked out from: a client group at a site, in a draw; for holders' charges, a deployment too. */
export interface ChargePlace<Costs> {
  readonly value: ValueAt;
  readonly byQuintile: (split: Split) => Float64Array;
  readonly costs: Costs;
  /** Shares that the NHS pays: of the client group's spending, of its contracts, of a budget. */
  readonly nhsShare: { readonly group: number; readonly contract: number; readonly budget: number };
}

/** A charge as a mechanism states it: its line is known before anything is run. */
export interface ChargeDefinition<Arm, Costs> {
  readonly line: LineName;
  /** Whose: everyone's in every arm, or budget holders'. */
  readonly of: "everyone" | "holders";
  charge(arm: Arm, place: ChargePlace<Costs>): Omit<Charge, "line">;
}

export interface CountingDefinition<Arm, Costs> {
  readonly measure: MeasureName;
  readonly of: "everyone" | "holders";
  count(arm: Arm, place: ChargePlace<Costs>): Omit<Counting, "measure">;
}

/** A mechanism that has none of a kind of keys. */
export type NoKeys = Readonly<Record<never, never>>;

/** What the charges of a mechanism read of `costs`: its own prices, and its own cash shares. */
type CostsOf<Costs extends Shape, Cashable extends Shape> = BoundShape<Costs> & {
  readonly cashable: BoundShape<Cashable>;
};

/** Where a mechanism is checked: one deployment of a client group at a site, in an arm of a bound scenario. */
export interface CheckPlace<Costs> {
  readonly arm: string;
  /** Whether the arm offers budgets. */
  readonly offers: boolean;
  readonly deployments: readonly string[];
  /** What packages of the client group are counted in. */
  readonly unit: "hours" | "sessions";
  readonly costs: Costs;
  /** The input a field has here; undefined where there is none to judge by. */
  readonly inputOf: (split: Split) => StudyInput | undefined;
}

// Methods, not properties that hold functions: mechanisms of different fields then fit into one list.
export interface Mechanism<
  Fields extends Shape = Shape,
  Costs extends Shape = Shape,
  Cashable extends Shape = Shape,
  People extends Shape = Shape,
  Site extends Shape = Shape,
> {
  /** As the file is called, and the page of mechanisms. */
  readonly name: string;
  readonly title: string;
  /** What it says of the world, and the formula: a paragraph of `docs/mechanisms.md`. */
  readonly about: string;
  /** The group of `why` its parameters belong to, unless they say otherwise. */
  readonly group: MechanismGroup;
  /** What an arm may state of it. */
  readonly fields?: Fields;
  /** What it says of a site's people, under `people`. */
  readonly people?: People;
  /** What it says of a site, at the top of the scenario: contracts. */
  readonly site?: Site;
  /** Its prices, under `costs`: the same in every arm. */
  readonly costs?: Costs;
  /** Shares of its lines that are cash, under `costs.cashable`. */
  readonly cashable?: Cashable;
  /** What its parts must be to one another, and to the rest of the scenario. */
  check?(arm: BoundShape<Fields>, place: CheckPlace<CostsOf<Costs, Cashable>>): readonly KeyFault[];
  /** Who is offered a budget, when, and who takes it; `before` is what mechanisms before it in the catalogue have settled. */
  offers?(arm: BoundShape<Fields>, place: OfferPlace, before: Offers): Offers;
  /** Terms of the spending formula that are worked out from parameters; a parameter that is a term says so itself. */
  spending?(arm: BoundShape<Fields>, place: SpendingPlace): SpendingTables;
  /** What it does to the hazards of holders, and the hazard of giving a budget up. */
  hazards?(
    arm: BoundShape<Fields>,
    value: ValueAt,
  ): { readonly ratios?: readonly HazardRatio[]; readonly leavingAYear?: number };
  readonly charges?: readonly ChargeDefinition<BoundShape<Fields>, CostsOf<Costs, Cashable>>[];
  readonly countings?: readonly CountingDefinition<BoundShape<Fields>, CostsOf<Costs, Cashable>>[];
}

/** Defines a mechanism; what it does not state it does not have. */
export const defineMechanism = <
  Fields extends Shape = NoKeys,
  Costs extends Shape = NoKeys,
  Cashable extends Shape = NoKeys,
  People extends Shape = NoKeys,
  Site extends Shape = NoKeys,
>(
  mechanism: Mechanism<Fields, Costs, Cashable, People, Site>,
): Mechanism<Fields, Costs, Cashable, People, Site> => mechanism;
