/** From what an analyst writes to a study: read, extend, override, check, bind. Faults come back as data, all at once. */

import { type Fault, joinFaults, setSource, sortFaults } from "../faults/fault.js";
import { type KeyFault, located, meaning, nearestOf, type Place, unknownName } from "../faults/keyFault.js";
import { dottedPath, isWithin, type KeyPath } from "../faults/keyPath.js";
import { certainly, type Outcome } from "../faults/outcome.js";
import { locatedWarning, sortWarnings, type Warning } from "../faults/warning.js";
import { type DiscountSchedule, faultsInDiscountSchedule } from "../quantity/discount.js";
import { discountSchedules } from "../quantity/discountSchedules.js";
import {
  financialYearLabels,
  financialYearOf,
  monthsIntoFinancialYear,
  parseStartMonth,
} from "../quantity/financialYear.js";
import { gdpDeflator } from "../quantity/gdpDeflator.js";
import { makePriceIndex, type PriceIndex } from "../quantity/priceIndex.js";
import { parsePriceYear } from "../quantity/priceYear.js";
import { readCsv } from "../table/csv.js";
import { checkActing } from "./actingInputs.js";
import { bindScenario } from "./bind.js";
import { checkCorrelations, checkDesign, checkNames } from "./check.js";
import { checkBound } from "./checkBound.js";
import { type LoadedDocument, loadDocument, type ScenarioDocument } from "./document.js";
import { driftWarnings } from "./drift.js";
import { likelySlips } from "./likelySlips.js";
import type { ReadText, ResolveName } from "./namedText.js";
import { type ScenarioFile, scenarioSchema } from "./schema/scenarioSchema.js";
import { soundParts } from "./soundParts.js";
import type { Study, Timeline } from "./study.js";
import { bindTables } from "./tables/bindTables.js";
import { checkIndividuals } from "./tables/checkIndividuals.js";
import { readEmpiricalTables } from "./tables/empiricalTables.js";
import { joinedInputs, readDrawsTable } from "./tables/jointDraws.js";
import { readEarlyTables, readListedPeople, readNamedText, withTableSites } from "./tables/scenarioTables.js";
import type { SuppliedPlace } from "./tables/suppliedInputs.js";
import { textAsWritten } from "./textAsWritten.js";
import { zodFaults } from "./zodFaults.js";

export interface ParseOptions {
  /** Name of the scenario, for messages and tables; default `scenario`. */
  readonly name?: string;
  /** Gives the text of a file that the scenario names; undefined where there is no such file. */
  readonly read?: ReadText;
  /** How a file named in another is found; default: as named. */
  readonly resolve?: ResolveName;
  /** `PATH=VALUE` settings, as `--set` takes them. */
  readonly sets?: readonly string[];
}

/**
 * A scenario as it is handed in: its text (YAML or JSON), or plain data. Undefined, as a name that is not there gives
 * (`scenarios["misspelt"]`), is a mistake told as any other.
 */
export type ScenarioSource = string | object | undefined;

export interface ParsedScenario {
  readonly study: Study;
  /** Text of every file that was read, by resolved name; the scenario's own first, then its bases, then its tables. */
  readonly texts: ReadonlyMap<string, string>;
  /** What can be run and yet looks like a slip, in the order of reading. */
  readonly warnings: readonly Warning[];
}

/** Where a key is written: in a table where its input comes from one, else in the scenario. */
function place(
  document: ScenarioDocument,
  supplied: ReadonlyMap<string, SuppliedPlace>,
  keys: KeyPath,
): SuppliedPlace | Place {
  const path = dottedPath(keys);
  const inTable = keys.slice(0, -1).includes("by_site")
    ? (supplied.get(path) ?? [...supplied].find(([key]) => isWithin(key, path))?.[1])
    : undefined;
  return inTable ?? document.locate(keys);
}

/**
 * Whether a correlation was written in a base and the input it names made certain (or split) by what overrides that base: the
 * scenario, a setting or a table. Nobody who does so has the base's correlations in mind.
 */
function leavesInherited(
  document: ScenarioDocument,
  texts: Iterable<string>,
  supplied: ReadonlyMap<string, SuppliedPlace>,
): (member: KeyPath, input: KeyPath) => boolean {
  const order = [setSource, ...texts];
  return (member, input) => {
    const written = order.indexOf(document.locate(member).file);
    const path = dottedPath(input);
    const isSupplied = [...supplied.keys()].some((key) => isWithin(key, path));
    return (isSupplied ? written > 1 : false) || order.indexOf(document.locate(input).file) < written;
  };
}

/** The timeline of a scenario: months, and the financial years they fall in. */
function timelineOf(scenario: Pick<ScenarioFile, "start" | "horizon_years">): Timeline {
  const start = parseStartMonth(scenario.start);
  if (start === undefined) throw new Error("a start month that was checked cannot be read");
  const months = Math.round(12 * scenario.horizon_years);
  return {
    firstFinancialYear: financialYearOf(start),
    monthsBefore: monthsIntoFinancialYear(start),
    months,
    years: financialYearLabels(start, months),
  };
}

function discountSchedule(
  stated: { schedule: string } | { rate: number },
  key: string,
  years: number,
  faults: KeyFault[],
): DiscountSchedule {
  if ("rate" in stated) return stated.rate;
  const path = ["discounting", key, "schedule"];
  const schedule = discountSchedules[stated.schedule];
  if (schedule === undefined) {
    faults.push(unknownName(path, stated.schedule, Object.keys(discountSchedules)));
    return 0;
  }
  for (const fault of faultsInDiscountSchedule(schedule, years)) {
    faults.push({ ...fault, path, code: "not_allowed" });
  }
  return schedule;
}

const indexColumns = [
  {
    name: "year",
    type: "string",
    year: true,
    meaning: "Calendar year, or the financial year that starts in it.",
  },
  { name: "index", type: "number", unit: "index", meaning: "Price index." },
] as const;

/** The price index a scenario names: the shipped GDP deflator, or a CSV of the user's. */
async function readPriceIndex(
  named: string,
  document: ScenarioDocument,
  options: ParseOptions,
  texts: Map<string, string>,
): Promise<Outcome<PriceIndex>> {
  if (named === "gdp-deflator") return { value: certainly(makePriceIndex(gdpDeflator)) };
  const allowed = "gdp-deflator, or a CSV with columns year,index that can be read";
  const found = await readNamedText(document, ["price_index"], named, allowed, options, texts);
  if ("faults" in found) {
    const hint = nearestOf(named, ["gdp-deflator"]);
    return { faults: found.faults.map((fault) => ({ ...fault, ...hint, ...meaning(fault.nearest) })) };
  }
  const { file, text } = found.value;
  const table = readCsv(text, file, indexColumns);
  if ("faults" in table) return table;
  const made = makePriceIndex(
    table.value.rows.map(({ year, index }) => ({ year: parsePriceYear(year)!, index })),
  );
  if (!("faults" in made)) return made;
  return {
    faults: made.faults.map((fault) => {
      const [row, column] = [fault.path.at(-2), String(fault.path.at(-1))];
      const place = typeof row === "number" ? table.value.placeOf(row, column) : { line: 1, column: 1 };
      return located({ ...fault, code: "bad_cell" }, { file, ...place, path: column });
    }),
  };
}

/** The document of what `parseScenario` is given: with the bases it extends and the settings on top. */
export function loadSource(source: ScenarioSource, options: ParseOptions): Promise<LoadedDocument> {
  const name = options.name ?? "scenario";
  return loadDocument(typeof source === "string" ? { name, text: source } : { name, data: source }, {
    ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
    ...(options.read === undefined ? {} : { read: options.read }),
    ...(options.sets === undefined ? {} : { sets: options.sets }),
    dataOf: (tree) => textAsWritten(tree, scenarioSchema),
  });
}

/**
 * Reads a scenario from text (YAML or JSON) or an object, with the bases it extends and the tables it names, and gives a
 * study that can be run, or every fault found. Nothing is thrown for what a user wrote.
 *
 * @example
 * const parsed = await parseScenario("afford: 1\ntitel: Mine\n");
 * parsed.faults.find(({ path }) => path === "titel").nearest // "title"
 * (await parseScenario(text)).value.study.arms // ["contract", "budget"]
 */
export async function parseScenario(
  source: ScenarioSource,
  options: ParseOptions = {},
): Promise<Outcome<ParsedScenario>> {
  const name = options.name ?? "scenario";
  const loaded = await loadSource(source, options);
  const document = "faults" in loaded ? loaded.sound : loaded.value;
  const unread: readonly Fault[] = "faults" in loaded ? loaded.faults : [];
  if (document === undefined) return { faults: unread };
  const texts = new Map(document.texts);
  const early = await readEarlyTables(document, options, texts);
  const draws = await readDrawsTable(document, early.value, options, texts);
  const empirical = await readEmpiricalTables(document, draws.value, options, texts);
  const checked = scenarioSchema.safeParse(empirical.value);
  const isTold = ({ path }: Fault) => empirical.unread.some((input) => path === `${input}.table`);
  const found = checked.success
    ? []
    : zodFaults(checked.error, document, scenarioSchema).filter((fault) => !isTold(fault));
  // A fault in a CSV goes by its column, which is no path of the scenario.
  const stated = joinFaults(unread, found, texts.keys());
  const written = sortFaults([...stated, ...empirical.faults], texts.keys());
  const faults: Fault[] = [...written, ...early.faults, ...draws.faults];
  const sound = soundParts(empirical.value, checked, stated);
  if (sound === undefined) {
    // A fault in the table it names is told together with the scenario's own.
    const { price_index: named } = document.value as { readonly price_index?: unknown };
    if (typeof named === "string") {
      const priced = await readPriceIndex(named, document, options, texts);
      if ("faults" in priced) faults.push(...priced.faults);
    }
    return { faults: sortFaults(faults, texts.keys()) };
  }
  const { isDoubtful } = sound;
  const scenario = early.sites === undefined ? sound.scenario : withTableSites(sound.scenario, early.sites);
  // Without its site table a scenario lacks sites, which is no second mistake.
  const lacksSites = early.faults.length > 0;
  const ofSites = ({ path }: KeyFault) => path[0] === "sites" || path.includes("by_site");
  const placed: KeyFault[] = [...checkNames(scenario)];
  const listed = lacksSites ? undefined : await readListedPeople(scenario, document, options, texts);
  if (listed !== undefined && "faults" in listed) faults.push(...listed.faults);
  const people = listed === undefined || "faults" in listed ? undefined : listed.value;
  const timeline = timelineOf(scenario);
  const { discounting } = scenario;
  const years = timeline.years.length;
  const money = discountSchedule(discounting.money, "money", years, placed);
  const outcomes =
    discounting.outcomes === undefined
      ? money
      : discountSchedule(discounting.outcomes, "outcomes", years, placed);
  const priced = await readPriceIndex(scenario.price_index, document, options, texts);
  if ("faults" in priced) faults.push(...priced.faults);
  const index = "faults" in priced ? { years: [], indices: [] } : priced.value;
  const alone = bindScenario(scenario, document.value, index);
  const joined = joinedInputs(alone.inputs, new Map([...empirical.columns, ...draws.columns]));
  const own = { ...alone, inputs: joined.inputs, faults: [...alone.faults, ...joined.faults] };
  // Whether a year is one of the index hangs on the index and on the scenario's own price year.
  const isPriced = !("faults" in priced) && !isDoubtful("price_index") && !isDoubtful("price_year");
  const tables = lacksSites
    ? { ...own, faults: [], places: new Map<string, SuppliedPlace>(), whole: new Set<string>() }
    : bindTables({ early, listed, scenario, ...own, priceIndex: index, document });
  const { bound, inputs, places } = tables;
  // A split by site need not know a site whose value the table gives.
  const inTable = ({ path, code }: KeyFault) =>
    code === "missing_key" && path.at(-1) === "by_site" && tables.whole.has(dottedPath(path.slice(0, -1)));
  placed.push(
    ...own.faults.filter((fault) => !inTable(fault) && (isPriced || fault.path.at(-1) !== "price_year")),
  );
  faults.push(...tables.faults.filter(({ path }) => isPriced || path !== "price_year"));
  if (!lacksSites && tables.faults.length === 0)
    placed.push(...checkBound(scenario, bound, inputs, isDoubtful));
  const fileOf = (path: KeyPath): string => place(document, places, path).file;
  const acting =
    lacksSites || tables.faults.length > 0
      ? { faults: [], warnings: [] }
      : checkActing(scenario, bound, inputs, fileOf, isDoubtful);
  placed.push(...acting.faults);
  if (placed.length === 0 && faults.length === 0 && people !== undefined) {
    placed.push(...checkIndividuals(people.individuals, scenario, bound, inputs));
  }
  const correlated = checkCorrelations(
    scenario,
    inputs,
    isDoubtful,
    leavesInherited(document, texts.keys(), places),
  );
  placed.push(...correlated.faults);
  if (written.length === 0) placed.push(...checkDesign(scenario, inputs));
  if (placed.length > 0 || faults.length > 0) {
    const told = placed.filter(
      (fault) => !isDoubtful(dottedPath(fault.path)) && !(lacksSites && ofSites(fault)),
    );
    const all = [...faults, ...told.map((fault) => located(fault, place(document, places, fault.path)))];
    return { faults: sortFaults(all, texts.keys()) };
  }
  const arms = Object.keys(scenario.arms);
  const study: Study = {
    name,
    scenario: bound,
    inputs,
    timeline,
    needs: scenario.needs,
    clientGroups: Object.keys(scenario.client_groups),
    sites: Object.keys(scenario.sites),
    deployments: scenario.deployments,
    contracts: Object.keys(scenario.contracts),
    arms,
    baseline: arms.indexOf(scenario.baseline),
    discounting: { money, outcomes },
    correlations: correlated.correlations,
    ...(people === undefined ? {} : { individuals: people.individuals }),
  };
  const warnings = [
    ...likelySlips(scenario, inputs),
    ...acting.warnings,
    ...driftWarnings(scenario, bound, inputs, timeline.months, fileOf),
    ...correlated.warnings,
  ].map((warning) => locatedWarning(warning, place(document, places, warning.path)));
  return { value: { study, texts, warnings: sortWarnings(warnings, texts.keys()) } };
}
