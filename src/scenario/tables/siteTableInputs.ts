/** Turns a site table's cells into inputs of the scenario: for the right arm or contract, in range, in the right prices. */

import type { Fault } from "../../faults/fault.js";
import { type KeyFault, located } from "../../faults/keyFault.js";
import type { Outcome, WithFaults } from "../../faults/outcome.js";
import type { Leaf } from "../../inputs/faceted.js";
import { inputMean } from "../../inputs/inputMean.js";
import { splitAt } from "../../inputs/partAt.js";
import { amountAt, type Bound, type Coordinates, type Split, type StudyInput } from "../../inputs/split.js";
import { type PriceIndex, uprate } from "../../quantity/priceIndex.js";
import { gatheredFaults } from "../../table/csvFault.js";
import type { ScenarioFile } from "../schema/scenarioSchema.js";
import { leafFromTable } from "./siteColumns.js";
import type { SiteCell, SiteTable } from "./siteTable.js";
import type { SuppliedInput } from "./suppliedInputs.js";

/** What the cells are put into. */
export interface TableTarget {
  readonly scenario: ScenarioFile;
  readonly bound: Bound<ScenarioFile>;
  readonly inputs: readonly StudyInput[];
  readonly priceIndex: PriceIndex;
  /** Whether the scenario itself states a field or leaves it neutral; otherwise it has no number of its own. */
  readonly hasOwn: (path: readonly string[]) => boolean;
}

/** The expected value of a field at coordinates; NaN if the scenario has none there. */
function expected(target: TableTarget, split: Split, at: Coordinates): number {
  if (!("by" in split)) {
    return amountAt(split, at, (index) => inputMean(target.inputs[index]!));
  }
  const part = split.of[at[split.by] ?? ""] ?? split.otherwise;
  return part === undefined ? Number.NaN : expected(target, part, at);
}

/**
 * Mean packages by need level that come to `hoursAWeek` over the expected need mix, in the proportions of the scenario's own
 * expected means: hours × own(need) ÷ Σ share·own; the same at every level if the scenario states no means.
 */
function packagesByNeed(
  target: TableTarget,
  hoursAWeek: number,
  site: string,
  group: string,
): readonly (readonly [need: string | undefined, hoursAWeek: number])[] {
  const { scenario, bound } = target;
  const whole = [[undefined, hoursAWeek] as const];
  if (!target.hasOwn(["people", "package_mean"])) return whole;
  const at: Coordinates = { site, region: scenario.sites[site]!.region, client_group: group };
  const levels = scenario.needs.map((need) => ({
    need,
    own: expected(target, bound.people.package_mean, { ...at, need }),
    share: expected(target, bound.people.need_mix, { ...at, need }),
  }));
  const shares = levels.reduce((sum, { share }) => sum + share, 0);
  const average = levels.reduce((sum, { own, share }) => sum + own * share, 0) / shares;
  if (!(average > 0) || levels.every(({ own }) => own === levels[0]!.own)) return whole;
  return levels.map(({ need, own }) => [need, (hoursAWeek * own) / average] as const);
}

/** The names a column's `*` stands for. */
function targetNames(
  cell: Pick<SiteCell, "column" | "narrowedTo">,
  scenario: ScenarioFile,
): readonly string[] {
  const { column, narrowedTo } = cell;
  if (narrowedTo !== undefined) return [narrowedTo];
  if (column.of === "contracts") return Object.keys(scenario.contracts);
  return Object.keys(scenario.arms).filter((arm) => scenario.arms[arm]!.rollout !== undefined);
}

/** A number that a cell gives: for which field, and at which need level. */
interface Given {
  readonly path: readonly string[];
  readonly need?: string;
  readonly value: number;
}

/** Where a cell, or the cell of another column in its row, stands. */
type LocationOf = (cell: SiteCell, path?: string) => Pick<Fault, "file" | "line" | "column" | "path">;

/** What a cell gives, field by field: for each need level, or for each arm or contract that its column is for. */
function givenBy(cell: SiteCell, target: TableTarget): readonly Given[] {
  const { column, narrowedTo, value, site, group } = cell;
  const whole = [{ path: column.path, value }];
  if (column.of === "all") return whole;
  if (column.of === "needs") {
    if (narrowedTo !== undefined) return [{ path: column.path, need: narrowedTo, value }];
    // A cell out of range is reported once, with its own number, not with those worked out from it.
    if ("faults" in leafFromTable(column.path, value, {})) return whole;
    return packagesByNeed(target, value, site, group).map(([need, hoursAWeek]) => ({
      path: column.path,
      ...(need === undefined ? {} : { need }),
      value: hoursAWeek,
    }));
  }
  return targetNames(cell, target.scenario).map((name) => ({
    path: column.path.map((key) => (key === "*" ? name : key)),
    value,
  }));
}

/** A given number as an input, in the scenario's prices; or what is wrong with the cell. */
function suppliedInput(
  cell: SiteCell,
  { path, need, value }: Given,
  table: SiteTable,
  target: TableTarget,
  locationOf: LocationOf,
): Outcome<SuppliedInput> {
  const { column, priceYear } = cell;
  const papers: Leaf["provenance"] = {
    source: table.file,
    locator: `line ${cell.line}`,
    ...(column.spec.money === true && priceYear !== undefined ? { price_year: priceYear } : {}),
  };
  const read = leafFromTable(path, value, papers);
  if ("faults" in read) {
    const columnOf = (fault: KeyFault) => (fault.path[0] === "price_year" ? "price_year" : cell.header);
    return { faults: read.faults.map((fault) => located(fault, locationOf(cell, columnOf(fault)))) };
  }
  const uprating =
    papers.price_year === undefined
      ? { value: 1 }
      : uprate(target.priceIndex, papers.price_year, target.scenario.price_year);
  if ("faults" in uprating) {
    const location = locationOf(cell, "price_year");
    return { faults: uprating.faults.map((fault) => located({ ...fault, code: "not_allowed" }, location)) };
  }
  return {
    value: {
      path,
      site: cell.site,
      group: (column.spec.by ?? []).includes("client_group") ? cell.group : undefined,
      need,
      leaf: read.value,
      uprating: uprating.value,
      location: { file: table.file, line: cell.line, path: cell.header },
    },
  };
}

/** Columns for arms that offer no budgets, by name or because none does. */
function faultsInArmColumns(table: SiteTable, scenario: ScenarioFile): readonly Fault[] {
  return table.columns.flatMap(({ column, narrowedTo }): readonly Fault[] => {
    if (column.of !== "arms") return [];
    const names = targetNames({ column, narrowedTo }, scenario);
    if (names.length > 0 && names.every((arm) => scenario.arms[arm]!.rollout !== undefined)) return [];
    const path = narrowedTo === undefined ? column.name : `${column.name}:${narrowedTo}`;
    const found =
      narrowedTo === undefined ? "no arm that offers budgets" : `${narrowedTo}, which offers none`;
    const location = { file: table.file, ...table.headerLocation(path), path };
    return [{ ...location, code: "inconsistent", found, allowed: "an arm with a `rollout`" }];
  });
}

/**
 * The inputs that a table's cells give. A column narrowed to one arm, contract or need level comes after the general one, and
 * so replaces it. Contract columns give the site's terms: an arm that states terms of its own keeps them.
 */
export function inputsOfSiteTable(
  table: SiteTable,
  target: TableTarget,
): WithFaults<{ readonly supplied: readonly SuppliedInput[] }> {
  const inColumns = faultsInArmColumns(table, target.scenario);
  if (inColumns.length > 0) return { supplied: [], faults: inColumns };
  const locationOf: LocationOf = (cell, path = cell.header) => ({
    file: table.file,
    ...table.locationOf(cell.row, path),
    path,
  });
  const faults = [...faultsWithinSites(table, locationOf)];
  const supplied: SuppliedInput[] = [];
  const wideFirst = [...table.cells].sort(
    (left, right) => Number(left.narrowedTo !== undefined) - Number(right.narrowedTo !== undefined),
  );
  for (const cell of wideFirst) {
    for (const given of givenBy(cell, target)) {
      const made = suppliedInput(cell, given, table, target, locationOf);
      if ("faults" in made) {
        faults.push(...made.faults);
        // What is wrong for one contract or arm is wrong for all.
        if (cell.column.of !== "needs") break;
      } else supplied.push(made.value);
    }
  }
  return { supplied, faults: gatheredFaults(faults, table.rowCount) };
}

/** Cells of one site must agree if they give a field that does not differ by client group. */
function faultsWithinSites(table: SiteTable, locationOf: LocationOf): readonly Fault[] {
  const first = new Map<string, SiteCell>();
  return table.cells.flatMap((cell): Fault[] => {
    if ((cell.column.spec.by ?? []).includes("client_group")) return [];
    const key = `${cell.header}\n${cell.site}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, cell);
    if (before === undefined || before.value === cell.value) return [];
    const allowed = `${before.value}, as in line ${before.line}: the site's, not a client group's (or an empty cell)`;
    return [{ ...locationOf(cell), code: "inconsistent", found: String(cell.value), allowed }];
  });
}

/** The field used for one that the scenario leaves out: the contract's own price for a spot price. */
export const leftOutFor = (bound: Bound<ScenarioFile>, path: readonly string[]): Split | undefined =>
  path[0] === "contracts" && path[2] === "spot_price"
    ? splitAt(bound, ["contracts", path[1]!, "price"])
    : undefined;
