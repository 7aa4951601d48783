/**
 * Everything about a mechanism: what a scenario may state of it, what switches it on, and what it contributes to the four
 * sockets of the engine (offers, hazards, spending, charges). The schema, the neutral values, the groups of `why`, the columns of a
 * site table, the register and `docs/mechanisms.md` are derived from these definitions, so no list is kept by hand.
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

/** Keys of a scenario with the schemas of their values. */
export type Shape = Readonly<Record<string, z.ZodType>>;
/** What a mechanism's keys hold in a bound scenario: fields that lead to inputs. */
export type BoundShape<S extends Shape> = Bound<z.output<z.ZodObject<S>>>;

/** Value of a field here, in this draw; with more coordinates if the field is split further. */
export type ValueAt = (split: Split, more?: Coordinates) => number;

/** Where offers are worked out: a client group at a site, in a draw. */
export interface OfferContext {
  readonly value: ValueAt;
  readonly needs: readonly string[];
  readonly quintiles: readonly string[];
  readonly deployments: readonly string[];
  /** Months of the run. */
  readonly months: number;
  /** Mean of a term of the spending formula over the deployments' shares. */
  readonly meanOfDeployments: (term: SpendingParameter) => number;
}

/** What mechanisms decide about who holds a budget and when: tables, and the curve of attraction unless it has its own. */
export type Offers = Partial<ArmTables> & {
  readonly takeUpCurve?: { readonly midpointYears: number; readonly steepnessPerYear: number };
  /** The planned start, before any delay: months from the run's start. */
  readonly plannedStartMonths?: number;
};

/** Where the spending formula is worked out: a deployment of a client group at a site, in a draw. */
export type SpendingContext = Pick<OfferContext, "value" | "quintiles">;

/** What a mechanism adds to the spending formula besides the parameters that are terms of it. */
export type SpendingTables = Partial<
  Pick<DeploymentTables, "toppedUpShare" | "errorSigma" | "yearlySigma" | "misuseProbability">
> & { readonly terms?: Partial<Record<SpendingParameter, number>> };

/** Where charges are worked out: a client group at a site, in a draw; for holders' charges, a deployment too. */
export interface ChargeContext<Costs> {
  readonly value: ValueAt;
  readonly byQuintile: (split: Split) => Float64Array;
  readonly costs: Costs;
  /** Shares paid by the NHS: of the client group's spending, of its contracts, of a budget. */
  readonly nhsShare: { readonly group: number; readonly contract: number; readonly budget: number };
}

/** A charge as a mechanism defines it. The line is given here, so it is known before anything is run. */
export interface ChargeDefinition<Arm, Costs> {
  readonly line: LineName;
  /** Whom it applies to: everyone in every arm, or budget holders. */
  readonly of: "everyone" | "holders";
  charge(arm: Arm, context: ChargeContext<Costs>): Omit<Charge, "line">;
}

export interface CountingDefinition<Arm, Costs> {
  readonly measure: MeasureName;
  readonly of: "everyone" | "holders";
  count(arm: Arm, context: ChargeContext<Costs>): Omit<Counting, "measure">;
}

/** For a mechanism that has no keys of a kind. */
export type NoKeys = Readonly<Record<never, never>>;

/** The part of `costs` that a mechanism's charges read: its own prices, and its own cash shares. */
type CostsOf<Costs extends Shape, Cashable extends Shape> = BoundShape<Costs> & {
  readonly cashable: BoundShape<Cashable>;
};

/** Where a mechanism is checked: one deployment of a client group at a site, in an arm of a bound scenario. */
export interface CheckContext<Costs> {
  readonly arm: string;
  /** Whether the arm offers budgets. */
  readonly offers: boolean;
  readonly deployments: readonly string[];
  /** What packages of the client group are counted in. */
  readonly unit: "hours" | "sessions";
  readonly costs: Costs;
  /** The input a field has here; undefined if there is none to check. */
  readonly inputOf: (split: Split) => StudyInput | undefined;
}

// Methods, not function properties: being bivariant, they let mechanisms with different fields share one list.
export interface Mechanism<
  Fields extends Shape = Shape,
  Costs extends Shape = Shape,
  Cashable extends Shape = Shape,
  People extends Shape = Shape,
  Site extends Shape = Shape,
> {
  /** The name of its file, and in the page of mechanisms. */
  readonly name: string;
  readonly title: string;
  /** What it claims about the world, and the formula: a paragraph of `docs/mechanisms.md`. */
  readonly about: string;
  /** The group of `why` its parameters belong to, unless they say otherwise. */
  readonly group: MechanismGroup;
  /** What an arm may state of it. */
  readonly fields?: Fields;
  /** Its keys about a site's people, under `people`. */
  readonly people?: People;
  /** Its keys about a site, at the top of the scenario: contracts. */
  readonly site?: Site;
  /** Its prices, under `costs`: the same in every arm. */
  readonly costs?: Costs;
  /** Shares of its lines that are cash, under `costs.cashable`. */
  readonly cashable?: Cashable;
  /** Checks that its parts agree with one another and with the rest of the scenario. */
  check?(arm: BoundShape<Fields>, context: CheckContext<CostsOf<Costs, Cashable>>): readonly KeyFault[];
  /** Who is offered a budget, when, and who takes it; `before` is what earlier mechanisms in the catalogue have decided. */
  offers?(arm: BoundShape<Fields>, context: OfferContext, before: Offers): Offers;
  /** Terms of the spending formula worked out from parameters; a parameter that is itself a term says so in its field. */
  spending?(arm: BoundShape<Fields>, context: SpendingContext): SpendingTables;
  /** How it changes holders' hazards, and the rates at which they give a budget up and take one up again. */
  hazards?(
    arm: BoundShape<Fields>,
    value: ValueAt,
  ): {
    readonly ratios?: readonly HazardRatio[];
    readonly leavingAYear?: number;
    readonly returningAYear?: number;
  };
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
