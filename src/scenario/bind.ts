/**
 * Binds a checked scenario: numbers every input, uprates money to the scenario's price year, and checks that splits name
 * parts that exist and leave none out.
 */

import { type KeyFault, under, unknownName } from "../faults/keyFault.js";
import { dottedPath } from "../faults/keyPath.js";
import type { WithFaults } from "../faults/outcome.js";
import { type Facet, type Faceted, isFaceted, type Leaf, type YearLeaf } from "../inputs/faceted.js";
import { partAt } from "../inputs/partAt.js";
import {
  type Bound,
  quintiles,
  regions,
  type SeriesYear,
  type Split,
  type StudyInput,
} from "../inputs/split.js";
import type { YearSeries } from "../inputs/yearSeries.js";
import { formatFinancialYear } from "../quantity/financialYear.js";
import { type PriceIndex, uprate } from "../quantity/priceIndex.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";
import { timelineOf } from "./timeline.js";

/** The names each facet may be split by in a scenario. */
export const facetNames = (scenario: ScenarioFile): Readonly<Record<Facet, readonly string[]>> => ({
  site: Object.keys(scenario.sites),
  region: regions,
  client_group: Object.keys(scenario.client_groups),
  need: [...new Set(scenario.needs)],
  quintile: quintiles,
  deployment: [...new Set(scenario.deployments)],
  place: ["own_home", "residential_care"],
});

/** Binds every input of a scenario. `raw` is the scenario as written, which shows what is stated and what is neutral. */
export function bindScenario(
  scenario: ScenarioFile,
  raw: unknown,
  priceIndex: PriceIndex,
): WithFaults<{ readonly bound: Bound<ScenarioFile>; readonly inputs: readonly StudyInput[] }, KeyFault> {
  const binding = new Binding(scenario, raw, priceIndex);
  // The walk keeps every key and replaces each field by its split, which is what `Bound` says.
  const bound = binding.node(scenario, []) as Bound<ScenarioFile>;
  return { bound, inputs: binding.inputs, faults: binding.faults };
}

/** The inputs and faults found so far on the way through a scenario. */
class Binding {
  readonly inputs: StudyInput[] = [];
  readonly faults: KeyFault[] = [];
  readonly #scenario: ScenarioFile;
  readonly #raw: unknown;
  readonly #priceIndex: PriceIndex;
  readonly #names: ReturnType<typeof facetNames>;
  /** Calendar years that the run's first and last financial year start in, and those of the price index. */
  readonly #span: { readonly first: number; readonly last: number; readonly indexed: readonly number[] };
  /** Every leaf as stated, by path, with the input it is bound to. */
  readonly #stated = new Map<string, { readonly leaf: Leaf; readonly input: number }>();

  constructor(scenario: ScenarioFile, raw: unknown, priceIndex: PriceIndex) {
    this.#scenario = scenario;
    this.#raw = raw;
    this.#priceIndex = priceIndex;
    this.#names = facetNames(scenario);
    const { firstFinancialYear: first, years } = timelineOf(scenario);
    this.#span = { first, last: first + Math.max(0, years.length - 1), indexed: priceIndex.years };
  }

  node(node: unknown, path: readonly string[]): unknown {
    if (isFaceted(node)) return this.#field(node, path);
    if (Array.isArray(node)) return node;
    if (typeof node !== "object" || node === null) return node;
    const parts = Object.entries(node).filter(([, part]) => part !== undefined);
    if (path.length === 1 && path[0] === "arms") return this.#arms(parts);
    return Object.fromEntries(parts.map(([key, part]) => [key, this.node(part, [...path, key])]));
  }

  /** Arms in the order written, each bound after the one it is like. */
  #arms(arms: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
    const done = new Map<string, unknown>();
    const begun = new Set<string>();
    const bindArm = (name: string): void => {
      if (begun.has(name)) return;
      begun.add(name);
      const original = this.#scenario.arms[name]?.like;
      if (original !== undefined) bindArm(original);
      if (this.#scenario.arms[name] !== undefined)
        done.set(name, this.node(this.#scenario.arms[name], ["arms", name]));
    };
    for (const [name] of arms) bindArm(name);
    return Object.fromEntries(arms.map(([name]) => [name, done.get(name)]));
  }

  #field(field: Faceted, path: readonly string[]): Split {
    if ("leaf" in field) return { input: this.#input(field.leaf, path) };
    if ("years" in field) return this.#years(field, path);
    const key = `by_${field.by}`;
    const known = this.#names[field.by];
    const of: Record<string, Split> = {};
    const meant = new Set<string>();
    for (const [name, part] of Object.entries(field.of)) {
      if (!known.includes(name)) {
        const fault = unknownName([...path, key, name], name, known);
        if (fault.nearest !== undefined) meant.add(fault.nearest);
        this.faults.push(fault);
      }
      of[name] = this.#field(part, [...path, key, name]);
    }
    // A part that is missing because it is misspelt is reported once, as the misspelling.
    const missing = known.filter((name) => !(name in field.of) && !meant.has(name));
    if (missing.length > 0 && field.otherwise === undefined) {
      this.faults.push({
        path: [...path, key],
        code: "missing_key",
        found: `nothing for ${missing.join(", ")}`,
        allowed: `a value for each of ${known.join(", ")}, or \`otherwise\` for the rest`,
      });
    }
    this.#parts(field.otherwise !== undefined, Object.values(of), [...path, key]);
    if (field.otherwise === undefined) return { by: field.by, of };
    return { by: field.by, of, otherwise: this.#field(field.otherwise, [...path, key, "otherwise"]) };
  }

  #input(leaf: Leaf, path: readonly string[], series?: SeriesYear): number {
    const inherited = this.#inheritedInput(leaf, path);
    this.#stated.set(dottedPath(path), { leaf, input: inherited ?? this.inputs.length });
    if (inherited !== undefined) return inherited;
    this.inputs.push({
      path: dottedPath(path),
      leaf,
      uprating: this.#upratingOf(leaf, path),
      stated: partAt(this.#raw, path) !== undefined,
      ...(series === undefined ? {} : { series }),
    });
    return this.inputs.length - 1;
  }

  /** A series by year: an input for each year stated, all with one luck. Years must be of the run or of the price index. */
  #years({ years, between }: YearSeries<YearLeaf>, path: readonly string[]): Split {
    const { first, last, indexed } = this.#span;
    const bound = years.map(({ year, leaf }) => {
      const label = formatFinancialYear(year);
      const yearPath = [...path, "by_year", label];
      if ((year < first || year > last) && !indexed.includes(year)) {
        this.faults.push({
          path: yearPath,
          code: "out_of_range",
          found: label,
          allowed: `a financial year of the run (${formatFinancialYear(first)} to ${formatFinancialYear(last)}) or of the price index`,
        });
      }
      return { year, input: this.#input(leaf, yearPath, { path: dottedPath(path), year, between }) };
    });
    return { years: bound, between };
  }

  /** The input of the arm that this one is like, if the two are the same: both then share one input and one sample. */
  #inheritedInput(leaf: Leaf, path: readonly string[]): number | undefined {
    const [section, arm = "", ...rest] = path;
    const original = section === "arms" ? this.#scenario.arms[arm]?.like : undefined;
    if (original === undefined) return undefined;
    const inherited = this.#stated.get(dottedPath(["arms", original, ...rest]));
    return inherited !== undefined && JSON.stringify(inherited.leaf) === JSON.stringify(leaf)
      ? inherited.input
      : undefined;
  }

  /** Joins the Dirichlet shares of a split, which are drawn together; one of 0, certain or by its count, is a share that nobody has. */
  #parts(hasRest: boolean, parts: readonly Split[], path: readonly string[]): void {
    const countOf = (member: number): number | undefined => {
      const { distribution, value } = this.inputs[member]!.leaf;
      return distribution?.name === "dirichlet" ? distribution.count : value === 0 ? 0 : undefined;
    };
    const all = parts.flatMap((part) => ("input" in part ? [part.input] : []));
    if (!all.some((member) => this.inputs[member]!.leaf.distribution?.name === "dirichlet")) return;
    const counted = all.flatMap((member) => {
      const count = countOf(member);
      return count === undefined ? [] : [{ member, count }];
    });
    const shares = counted.filter(({ count }) => count > 0);
    const members = shares.map(({ member }) => member);
    const across = new Set(members.map((member) => this.inputs[member]!.leaf.across));
    if (counted.length < parts.length || shares.length < 2 || hasRest || across.size > 1) {
      this.faults.push({
        path,
        code: "bad_distribution",
        found: `dirichlet for ${shares.length} of ${parts.length + (hasRest ? 1 : 0)}`,
        allowed:
          "dirichlet, with a count, for every share of the split (at least two; a certain 0 for others), all across draws or all across sites",
      });
      return;
    }
    const total = shares.reduce((sum, { count }) => sum + count, 0);
    for (const { member, count } of counted) {
      const input = this.inputs[member]!;
      if (count > 0) {
        const distribution = { name: "dirichlet", count, total } as const;
        this.inputs[member] = { ...input, leaf: { ...input.leaf, distribution }, parts: members };
      } else
        this.inputs[member] = {
          ...input,
          leaf: { ...input.leaf, value: 0, distribution: undefined, across: "draws" },
        };
    }
  }

  #upratingOf(leaf: Leaf, path: readonly string[]): number {
    const from = leaf.provenance.price_year;
    if (from === undefined || leaf.spec.money !== true) return 1;
    const factor = uprate(this.#priceIndex, from, this.#scenario.price_year);
    if (!("faults" in factor)) return factor.value;
    for (const fault of factor.faults) {
      // If the index lacks the scenario's own price year, that is reported once, there, and not at every amount.
      const above = fault.found === this.#scenario.price_year ? [] : path;
      this.faults.push({ ...under(above, fault), code: "not_allowed" });
    }
    return 1;
  }
}
