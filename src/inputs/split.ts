/** Fields bound to their inputs, one input or a split by a facet that leads to several, and how to look inputs up in them. */
import type { Facet, Faceted, Leaf } from "./faceted.js";
import { isMap } from "./plainMap.js";
import { type Between, mixtureIn, type YearPoint, type YearSeries } from "./yearSeries.js";

/** One number or distribution of the scenario, with its place and its uprating. */
export interface StudyInput {
  /** Dotted path, such as `arms.budget.take_up.ceiling.by_client_group.older_people`. */
  readonly path: string;
  readonly leaf: Leaf;
  /** Factor from the input's price year to the scenario's; 1 for what is not money. */
  readonly uprating: number;
  /** False if the scenario does not state the field, so that the neutral value is used. */
  readonly stated: boolean;
  /** For a Dirichlet share: the inputs that add up to 1 with it, itself included. */
  readonly parts?: readonly number[];
  /** For a value of a series by year: which series, and which year of it. All its years share one luck. */
  readonly series?: SeriesYear;
  /** For an input that takes its values from a table together with others: one row per draw (or draw and site) for all. */
  readonly joint?: JointDraws;
}

export interface SeriesYear extends YearPoint {
  /** Dotted path of the series. */
  readonly path: string;
  readonly between: Between;
}

export interface JointDraws {
  /** The table, as the scenario calls it. */
  readonly table: string;
  /** The name of the luck that picks the row, the same for every input of the table. */
  readonly luck: string;
  /** This input's value in each row, in its own price year. */
  readonly rows: readonly number[];
}

/** The input that a series by year has for one financial year. */
export interface YearInput extends YearPoint {
  readonly input: number;
}

/** A field bound to its inputs: the index of one input, a series of them by year, or a split by a facet that leads to several. */
export type Split =
  | { readonly input: number }
  | YearSeries<YearInput>
  | { readonly by: Facet; readonly of: Readonly<Record<string, Split>>; readonly otherwise?: Split };

/** The scenario with every input field bound. */
export type Bound<T> = T extends Faceted
  ? Split
  : T extends readonly (infer U)[]
    ? readonly Bound<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Bound<T[K]> }
      : T;

/**
 * What an input's luck depends on: its path without the arm's name. Luck never depends on the arm, so arms that state the
 * same uncertainty share one sample.
 *
 * @example luckPath("arms.budget.take_up.ceiling"); // "arms.take_up.ceiling"
 */
export const luckPath = (path: string): string => path.replace(/^arms\.[^.]+\./, "arms.");

/**
 * The name under which an input gets its luck unless a correlation says otherwise: its table's, or its path without the arm (its
 * series', for a value by year).
 */
export const luckOf = ({ path, series, joint }: StudyInput): string =>
  joint?.luck ?? luckPath(series?.path ?? path);

/** The regions a site may be in, for rates that differ between them. */
export const regions = ["london", "elsewhere"] as const;
export type Region = (typeof regions)[number];

/** Deprivation quintiles, 1 the most deprived fifth. */
export const quintiles = ["1", "2", "3", "4", "5"] as const;

/**
 * Where a number is wanted, and when: the calendar year that a financial year starts in. Looking up a split by a facet that is
 * not given here, or a series without a year, is a programmer's mistake.
 */
export type Coordinates = Readonly<Partial<Record<Facet, string>> & { year?: number }>;

/** What a field comes to at coordinates, whatever the year: one input, or a series. */
export function undividedAt(split: Split, at: Coordinates): Exclude<Split, { readonly by: Facet }> {
  if (!("by" in split)) return split;
  const name = at[split.by];
  if (name === undefined) throw new Error(`no ${split.by} given for a field split by it`);
  const part = split.of[name] ?? split.otherwise;
  if (part === undefined) throw new Error(`field has no part for ${split.by} ${name}`);
  return undividedAt(part, at);
}

/**
 * The index of the input that a field has at these coordinates.
 *
 * @throws {Error} for a series by year, whose value may be made of two inputs: `amountAt`
 */
export function inputAt(split: Split, at: Coordinates): number {
  const found = undividedAt(split, at);
  if ("input" in found) return found.input;
  throw new Error("a series by year is no one input");
}

/** The amount a field comes to at coordinates, given the amount of each input: of a series, what it is in the year. */
export function amountAt(split: Split, at: Coordinates, amountOf: (input: number) => number): number {
  const found = undividedAt(split, at);
  if ("input" in found) return amountOf(found.input);
  if (at.year === undefined) throw new Error("no year given for a series by year");
  const { from, to, share } = mixtureIn(found, at.year);
  const before = amountOf(from.input);
  return share === 0 ? before : (1 - share) * before + share * amountOf(to.input);
}

/** The numbers of all inputs that a field may have at these coordinates: every part of a split by a facet not given here. */
export function inputsReachedAt(split: Split, at: Coordinates): readonly number[] {
  if (!("by" in split)) return inputsOf(split);
  const name = at[split.by];
  if (name === undefined) {
    const parts = [...Object.values(split.of), ...(split.otherwise === undefined ? [] : [split.otherwise])];
    return parts.flatMap((part) => inputsReachedAt(part, at));
  }
  const part = split.of[name] ?? split.otherwise;
  return part === undefined ? [] : inputsReachedAt(part, at);
}

/** Whether a part of a bound scenario is a field of inputs. */
export const isSplit = (node: unknown): node is Split =>
  isMap(node) &&
  // A beta distribution given by events has an `of` too, but no `by`.
  ((typeof node.input === "number" && Object.keys(node).length === 1) ||
    ("by" in node && isMap(node.of)) ||
    (Array.isArray(node.years) && "between" in node));

const known = new WeakMap<object, boolean>();

/** Whether any field in a part of a bound scenario is a series by year. */
export function variesByYear(node: unknown): boolean {
  if (!isMap(node)) return false;
  const found = known.get(node);
  if (found !== undefined) return found;
  const varies = isSplit(node) && "years" in node ? true : Object.values(node).some(variesByYear);
  known.set(node, varies);
  return varies;
}

/** Every input a split leads to. */
export function inputsOf(split: Split): readonly number[] {
  if ("input" in split) return [split.input];
  if ("years" in split) return split.years.map(({ input }) => input);
  return [...Object.values(split.of), ...(split.otherwise === undefined ? [] : [split.otherwise])].flatMap(
    inputsOf,
  );
}
