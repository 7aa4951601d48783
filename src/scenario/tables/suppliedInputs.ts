/**
 * Inputs from a table: numbers by site and client group that replace a field's own. Where the table has none, the field keeps
 * its own input, which stays one input with its own luck.
 */

import type { Location } from "../../faults/keyFault.js";
import { dottedPath } from "../../faults/keyPath.js";
import type { Leaf } from "../../inputs/faceted.js";
import { splitAt, withPart } from "../../inputs/partAt.js";
import { type Bound, inputsOf, isSplit, type Split, type StudyInput } from "../../inputs/split.js";
import type { YearPoint, YearSeries } from "../../inputs/yearSeries.js";
import { formatFinancialYear } from "../../quantity/financialYear.js";
import { groupedBy } from "../../table/groupedBy.js";
import type { ScenarioFile } from "../schema/scenarioSchema.js";

/** Where a number is written: a file, perhaps a line and column, and the column's name as path. */
export type SuppliedLocation = Location & { readonly path: string };

export interface SuppliedInput {
  /** Path of the field, such as `people.existing_users`. */
  readonly path: readonly string[];
  readonly site: string;
  /** Undefined for a field that is the site's alone. */
  readonly group: string | undefined;
  /** Undefined for all need levels. */
  readonly need: string | undefined;
  readonly leaf: Leaf;
  /** Factor from the number's price year to the scenario's. */
  readonly uprating: number;
  /** For a field that is a series by year: what stands for each year, in the place of the number itself. */
  readonly series?: YearSeries<YearPoint & Pick<SuppliedInput, "leaf" | "uprating">>;
  readonly location: SuppliedLocation;
}

/** The names that a table must cover to be complete. */
export interface SuppliedNames {
  readonly sites: readonly string[];
  readonly clientGroups: readonly string[];
  readonly needs: readonly string[];
}

type BoundScenario = Bound<ScenarioFile>;

/** A supplied input's path, as the register lists it. */
const suppliedPath = ({ path, site, group, need }: SuppliedInput): string =>
  dottedPath([
    ...path,
    "by_site",
    site,
    ...(group === undefined ? [] : ["by_client_group", group]),
    ...(need === undefined ? [] : ["by_need", need]),
  ]);

/** The sites and client groups at which some of a field is not supplied. */
export function notSupplied(
  supplied: readonly SuppliedInput[],
  names: SuppliedNames,
): readonly { readonly site: string; readonly group: string }[] {
  const bySite = groupedBy(supplied, ({ site }) => site);
  return names.sites.flatMap((site) => {
    const ofSite = bySite.get(site) ?? [];
    if (ofSite.some(({ group }) => group === undefined)) return [];
    const byGroup = groupedBy(ofSite, ({ group }) => group);
    return names.clientGroups.flatMap((group) => {
      const given = byGroup.get(group) ?? [];
      const whole = given.some(({ need }) => need === undefined) || given.length === names.needs.length;
      return whole ? [] : [{ site, group }];
    });
  });
}

/**
 * Replaces fields' own inputs by supplied ones. Of two for one field, site, client group and need level the later is used. An
 * input that is no longer used anywhere is dropped, unless `kept` says that something else names it.
 *
 * @param fallback what is used for a field that the scenario leaves out (an optional field without one must be supplied
 *   everywhere)
 * @returns the scenario and its inputs, and where each supplied input is written, by path
 */
export function supplyInputs(
  scenario: BoundScenario,
  own: readonly StudyInput[],
  supplied: readonly SuppliedInput[],
  names: SuppliedNames,
  fallback: (bound: BoundScenario, path: readonly string[]) => Split | undefined,
  kept: (path: string) => boolean,
): {
  readonly bound: BoundScenario;
  readonly inputs: readonly StudyInput[];
  readonly locations: ReadonlyMap<string, SuppliedLocation>;
} {
  const inputs = [...own];
  const locations = new Map<string, SuppliedLocation>();
  let bound = scenario;
  const add = (one: SuppliedInput): Split => {
    const path = suppliedPath(one);
    locations.set(path, one.location);
    const put = (input: Omit<StudyInput, "stated">) => inputs.push({ ...input, stated: true }) - 1;
    if (one.series === undefined) return { input: put({ path, leaf: one.leaf, uprating: one.uprating }) };
    const { between } = one.series;
    const years = one.series.years.map(({ year, leaf, uprating }) => {
      const own = `${path}.by_year.${formatFinancialYear(year)}`;
      return { year, input: put({ path: own, leaf, uprating, series: { path, year, between } }) };
    });
    return { years, between };
  };
  const orElse = (rest: Split | undefined, whole: boolean): { readonly otherwise?: Split } =>
    whole || rest === undefined ? {} : { otherwise: rest };
  const ofGroup = (list: readonly SuppliedInput[], rest: Split | undefined): Split => {
    const whole = list.findLast(({ need }) => need === undefined);
    const byNeed = groupedBy(
      list.filter(({ need }) => need !== undefined),
      ({ need }) => need,
    );
    if (byNeed.size === 0) return add(whole!);
    const of = Object.fromEntries([...byNeed].map(([need, some]) => [need, add(some.at(-1)!)]));
    const complete = byNeed.size === names.needs.length;
    const other = complete || whole === undefined ? rest : add(whole);
    return { by: "need", of, ...orElse(other, complete) };
  };
  for (const list of groupedBy(supplied, ({ path }) => dottedPath(path)).values()) {
    const { path } = list[0]!;
    const rest = splitAt(bound, path) ?? fallback(bound, path);
    const bySite = groupedBy(list, ({ site }) => site);
    const of: Record<string, Split> = {};
    for (const [site, ofSite] of bySite) {
      const alone = ofSite.findLast(({ group }) => group === undefined);
      if (alone !== undefined) {
        of[site!] = add(alone);
        continue;
      }
      const byGroup = groupedBy(ofSite, ({ group }) => group);
      const groups = [...byGroup].map(([group, some]) => [group, ofGroup(some, rest)] as const);
      const complete = names.clientGroups.every((group) => byGroup.has(group));
      of[site!] = { by: "client_group", of: Object.fromEntries(groups), ...orElse(rest, complete) };
    }
    const complete = names.sites.every((site) => bySite.has(site));
    const split: Split = { by: "site", of, ...orElse(rest, complete) };
    bound = withPart(bound, path, split) as BoundScenario;
  }
  return { ...withoutUnused(bound, inputs, kept), locations };
}

/** One input or a series of them, by new numbers. */
const renumbered = (split: Exclude<Split, { by: unknown }>, numbers: ReadonlyMap<number, number>): Split =>
  "input" in split
    ? { input: numbers.get(split.input)! }
    : { ...split, years: split.years.map(({ year, input }) => ({ year, input: numbers.get(input)! })) };

/** Renumbers the inputs that are used, dropping the others. */
function withoutUnused(
  bound: BoundScenario,
  inputs: readonly StudyInput[],
  kept: (path: string) => boolean,
): { readonly bound: BoundScenario; readonly inputs: readonly StudyInput[] } {
  const used = new Set<number>();
  const mark = (node: unknown): void => {
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    if (isSplit(node)) for (const input of inputsOf(node)) used.add(input);
    else for (const part of Object.values(node)) mark(part);
  };
  mark(bound);
  inputs.forEach(({ path, parts }, index) => {
    if (kept(path)) used.add(index);
    // Shares of one whole are drawn together, and stay together.
    if (used.has(index)) for (const part of parts ?? []) used.add(part);
  });
  if (used.size === inputs.length) return { bound, inputs };
  const numbers = new Map([...used].sort((a, b) => a - b).map((index, number) => [index, number]));
  // A split may be shared by many sites; renumbered once, it stays shared.
  const done = new Map<object, object>();
  const renumber = (node: unknown): unknown => {
    if (typeof node !== "object" || node === null || Array.isArray(node)) return node;
    const before = done.get(node);
    if (before !== undefined) return before;
    const after =
      isSplit(node) && !("by" in node)
        ? renumbered(node, numbers)
        : Object.fromEntries(Object.entries(node).map(([key, part]) => [key, renumber(part)]));
    done.set(node, after);
    return after;
  };
  return {
    bound: renumber(bound) as BoundScenario,
    inputs: inputs
      .filter((_, index) => used.has(index))
      .map((input) =>
        input.parts === undefined
          ? input
          : { ...input, parts: input.parts.map((part) => numbers.get(part)!) },
      ),
  };
}
