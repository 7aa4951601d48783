/** An input as a scenario states it: what its field allows, and what was stated, whole or split by a facet. */
import type { Distribution } from "../quantity/distribution.js";
import type { YearPoint, YearSeries } from "./yearSeries.js";

/** What a field may be split by, with the key a user writes: `by_client_group: { older_people: 0.3 }`. */
export const facets = ["site", "region", "client_group", "need", "quintile", "deployment", "place"] as const;
export type Facet = (typeof facets)[number];

/** What an uncertain input varies across: one value per draw, per draw and site, or per draw and person. */
export const acrossWords = ["draws", "sites", "people"] as const;
export type Across = (typeof acrossWords)[number];

/** What an input may say about itself besides its value: where it comes from and how good it is. */
export const provenanceKeys = [
  "unit",
  "price_year",
  "source",
  "locator",
  "note",
  "label",
  "quality",
  "impact",
  "owner",
  "date",
] as const;
export type ProvenanceKey = (typeof provenanceKeys)[number];

export interface QuantitySpec {
  /** Unit of the number, as the tables show it. */
  readonly unit: string;
  /** What it means, in a sentence. */
  readonly description: string;
  readonly min?: number;
  readonly max?: number;
  /** A number above this draws a warning; left out if the unit's usual range will do. */
  readonly usualMax?: number;
  /** The minimum itself is not allowed. */
  readonly aboveMin?: boolean;
  /** What the field may be split by. */
  readonly by?: readonly Facet[];
  /** The field may be stated by financial year (`by_year`); or why it may not, if there is a reason to tell. */
  readonly byYear?: true | string;
  /** The field may vary between people (`across: people`). */
  readonly people?: boolean;
  /** The numbers of a split are shares that add up to 1, and may be Dirichlet. */
  readonly parts?: boolean;
  /** A table that the scenario names may give it instead. */
  readonly fromTable?: boolean;
  /** The amount is money and is uprated from its price year to the scenario's. */
  readonly money?: boolean;
  /**
   * It only turns lives into money and outcomes, so that another value of it needs no new walk; left out: true of money, which no
   * life depends on.
   */
  readonly priced?: boolean;
  /** The value used if the scenario says nothing; a field without one must be stated, or be optional. */
  readonly neutral?: number;
  /** The value at which its mechanism does nothing, if not the neutral one. */
  readonly off?: number;
  /** Any value but the one that does nothing switches its mechanism on; other fields only shape a mechanism that is on. */
  readonly switches?: boolean;
  /** The group of mechanisms it belongs to, if not its mechanism's own. */
  readonly group?: string;
  /** Its term in the spending formula. */
  readonly spending?: string;
  /** Path of the amount's price, from `costs` or in the same arm. Without a price the amount is refused, as it would be free. */
  readonly pricedBy?: string;
  /** Inputs of the same arm, at least one of which must differ from neutral for this one to change anything. */
  readonly actsWith?: readonly string[];
  /** Accounts of the same arm that may hold it already: stated beside them without a note, it draws a warning. */
  readonly countedIn?: readonly string[];
  /** Its column in a table of sites. */
  readonly column?: string;
}

/** One stated number or distribution. */
export interface Leaf {
  readonly spec: QuantitySpec;
  /** The number itself, or undefined where a distribution is given. */
  readonly value: number | undefined;
  readonly distribution: Distribution | undefined;
  readonly across: Across;
  readonly provenance: Readonly<Partial<Record<ProvenanceKey, string>>>;
}

/** A number or distribution of a series, for one financial year. */
export interface YearLeaf extends YearPoint {
  readonly leaf: Leaf;
}

/** An input: whole, by financial year, or split by a facet (and then by another). */
export type Faceted =
  | { readonly leaf: Leaf }
  | YearSeries<YearLeaf>
  | { readonly by: Facet; readonly of: Readonly<Record<string, Faceted>>; readonly otherwise?: Faceted };

export const isFaceted = (node: unknown): node is Faceted =>
  typeof node === "object" &&
  node !== null &&
  ("leaf" in node || ("by" in node && "of" in node) || ("years" in node && "between" in node));

/**
 * Whether a field only prices lives, which are the same whatever it says; otherwise it is read where lives are walked.
 *
 * @example isPriced({ unit: "GBP per hour", description: "Cost of an hour.", money: true }) // true
 */
export const isPriced = ({ priced, money }: Pick<QuantitySpec, "priced" | "money">): boolean =>
  priced ?? money === true;

/** The range of a field, in words: "a number from 0 to 1". */
export function allowedRange(spec: QuantitySpec): string {
  const low =
    spec.min === undefined ? "" : spec.aboveMin === true ? ` above ${spec.min}` : ` from ${spec.min}`;
  const high = spec.max === undefined ? "" : `${low === "" ? " up" : ""} to ${spec.max}`;
  return `a number${low}${high} (${spec.unit})`;
}
