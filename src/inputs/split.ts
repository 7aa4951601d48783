/** Fields bound to their inputs, one input or a split by a facet that leads to several, and how to look inputs up in them. */
import type { Facet, Faceted, Leaf } from "./faceted.js";
import { isMap } from "./plainMap.js";

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
  /** For an input that takes its values from a table together with others: one row per draw (or draw and site) for all. */
  readonly joint?: JointDraws;
}

export interface JointDraws {
  /** The table, as the scenario calls it. */
  readonly table: string;
  /** The name of the luck that picks the row, the same for every input of the table. */
  readonly luck: string;
  /** This input's value in each row, in its own price year. */
  readonly rows: readonly number[];
}

/** A field bound to its inputs: the index of one input, or a split by a facet that leads to several. */
export type Split =
  | { readonly input: number }
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

/** The name under which an input gets its luck unless a correlation says otherwise: its table's, or its path without the arm. */
export const luckOf = ({ path, joint }: StudyInput): string => joint?.luck ?? luckPath(path);

/** The regions a site may be in, for rates that differ between them. */
export const regions = ["london", "elsewhere"] as const;
export type Region = (typeof regions)[number];

/** Deprivation quintiles, 1 the most deprived fifth. */
export const quintiles = ["1", "2", "3", "4", "5"] as const;

/** Where a number is wanted. Looking up a split by a facet that is not given here is a programmer's mistake. */
export type Coordinates = Readonly<Partial<Record<Facet, string>>>;

/** The index of the input that a field has at these coordinates. */
export function inputAt(split: Split, at: Coordinates): number {
  if ("input" in split) return split.input;
  const name = at[split.by];
  if (name === undefined) throw new Error(`no ${split.by} given for a field split by it`);
  const part = split.of[name] ?? split.otherwise;
  if (part === undefined) throw new Error(`field has no part for ${split.by} ${name}`);
  return inputAt(part, at);
}

/** The numbers of all inputs that a field may have at these coordinates: every part of a split by a facet not given here. */
export function inputsReachedAt(split: Split, at: Coordinates): readonly number[] {
  if ("input" in split) return [split.input];
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
  ((typeof node.input === "number" && Object.keys(node).length === 1) || ("by" in node && isMap(node.of)));

/** Every input a split leads to. */
export const inputsOf = (split: Split): readonly number[] =>
  "input" in split
    ? [split.input]
    : [...Object.values(split.of), ...(split.otherwise === undefined ? [] : [split.otherwise])].flatMap(
        inputsOf,
      );
