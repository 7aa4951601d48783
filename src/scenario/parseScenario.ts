/** From what an analyst writes to a study: read, extend, override, check, bind. Faults come back as data, all at once. */

import { type Fault, joinFaults, sortFaults } from "../faults/fault.js";
import { nearestName } from "../faults/nearestName.js";
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
import { readCsv } from "../table/csv.js";
import { bindScenario, type PlacedFault } from "./bind.js";
import { checkBound, checkCorrelations, checkDesign, checkNames } from "./check.js";
import { type LoadedDocument, loadDocument, type ScenarioDocument } from "./document.js";
import type { ReadText, ResolveName } from "./namedText.js";
import { type ScenarioFile, scenarioSchema } from "./schema/scenarioSchema.js";
import { soundParts } from "./soundParts.js";
import type { Study, Timeline } from "./study.js";
import { bindTables } from "./tables/bindTables.js";
import { checkIndividuals } from "./tables/checkIndividuals.js";
import { readEmpiricalTables } from "./tables/empiricalTables.js";
import { readEarlyTables, readListedPeople, readNamedText, withTableSites } from "./tables/scenarioTables.js";
import type { SuppliedPlace } from "./tables/suppliedInputs.js";
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

export type ParsedScenario =
  | { readonly study: Study; readonly texts: ReadonlyMap<string, string> }
  | { readonly faults: readonly Fault[] };

/** A fault with its place: in a table where the input it is about comes from one, else in the scenario. */
function place(
  document: ScenarioDocument,
  supplied: ReadonlyMap<string, SuppliedPlace>,
  { at, ...fault }: PlacedFault,
): Fault {
  const path = at.join(".");
  const inTable = path.includes(".by_site.")
    ? (supplied.get(path) ?? [...supplied].find(([key]) => key.startsWith(`${path}.`))?.[1])
    : undefined;
  return inTable === undefined ? { ...document.locate([...at]), path, ...fault } : { ...inTable, ...fault };
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
  faults: PlacedFault[],
): DiscountSchedule {
  if ("rate" in stated) return stated.rate;
  const at = ["discounting", key, "schedule"];
  const schedule = discountSchedules[stated.schedule];
  if (schedule === undefined) {
    const known = Object.keys(discountSchedules);
    const nearest = nearestName(stated.schedule, known);
    faults.push({
      at,
      code: "unknown_name",
      found: stated.schedule,
      allowed: known.join(", "),
      ...(nearest === undefined ? {} : { nearest }),
    });
    return 0;
  }
  for (const fault of faultsInDiscountSchedule(schedule, years)) {
    faults.push({ at, code: "not_allowed", found: fault.found, allowed: fault.allowed });
  }
  return schedule;
}

const indexColumns = [
  { name: "year", type: "integer", unit: "", meaning: "Calendar year." },
  { name: "index", type: "number", unit: "index", meaning: "Price index." },
] as const;

/** The price index a scenario names: the shipped GDP deflator, or a CSV of the user's. */
async function readPriceIndex(
  named: string,
  document: ScenarioDocument,
  options: ParseOptions,
  texts: Map<string, string>,
): Promise<{ readonly index: PriceIndex | undefined; readonly faults: readonly Fault[] }> {
  if (named === "gdp-deflator") {
    const made = makePriceIndex(gdpDeflator);
    return "priceIndex" in made ? { index: made.priceIndex, faults: [] } : { index: undefined, faults: [] };
  }
  const allowed = "gdp-deflator, or a CSV with columns year,index that can be read";
  const found = await readNamedText(document, ["price_index"], named, allowed, options, texts);
  if ("fault" in found) {
    const nearest = nearestName(named, ["gdp-deflator"]);
    return {
      index: undefined,
      faults: [nearest === undefined ? found.fault : { nearest, ...found.fault }],
    };
  }
  const { file, text } = found;
  const table = readCsv(text, file, indexColumns);
  if ("faults" in table) return { index: undefined, faults: table.faults };
  const made = makePriceIndex(table.rows);
  if ("priceIndex" in made) return { index: made.priceIndex, faults: [] };
  return {
    index: undefined,
    faults: made.faults.map(({ row, key, found, allowed }) => ({
      code: "bad_cell",
      file,
      ...(row === undefined ? { line: 1, column: 1 } : table.placeOf(row, key)),
      path: key,
      found,
      allowed,
    })),
  };
}

/** The document of what `parseScenario` is given: with the bases it extends and the settings on top. */
export function loadSource(source: ScenarioSource, options: ParseOptions): Promise<LoadedDocument> {
  const name = options.name ?? "scenario";
  return loadDocument(typeof source === "string" ? { name, text: source } : { name, data: source }, {
    ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
    ...(options.read === undefined ? {} : { read: options.read }),
    ...(options.sets === undefined ? {} : { sets: options.sets }),
  });
}

/**
 * Reads a scenario from text (YAML or JSON) or an object, with the bases it extends and the tables it names, and gives a
 * study that can be run, or every fault found. Nothing is thrown for what a user wrote.
 *
 * @example
 * const parsed = await parseScenario("afford: 1\ntitle: …");
 * if ("faults" in parsed) console.log(parsed.faults);
 */
export async function parseScenario(
  source: ScenarioSource,
  options: ParseOptions = {},
): Promise<ParsedScenario> {
  const name = options.name ?? "scenario";
  const loaded = await loadSource(source, options);
  const document = "document" in loaded ? loaded.document : loaded.partial;
  const unread: readonly Fault[] = "faults" in loaded ? loaded.faults : [];
  if (document === undefined) return { faults: unread };
  const texts = new Map(document.texts);
  const early = await readEarlyTables(document, options, texts);
  const empirical = await readEmpiricalTables(document, early.value, options, texts);
  const checked = scenarioSchema.safeParse(empirical.value);
  const isTold = ({ path }: Fault) => empirical.unread.some((input) => path === `${input}.table`);
  const found = checked.success
    ? []
    : zodFaults(checked.error, document, scenarioSchema).filter((fault) => !isTold(fault));
  // A fault in a CSV goes by its column, which is no path of the scenario.
  const stated = joinFaults(unread, found, texts.keys());
  const written = sortFaults([...stated, ...empirical.faults], texts.keys());
  const faults: Fault[] = [...written, ...early.faults];
  const sound = soundParts(empirical.value, checked, stated);
  if (sound === undefined) {
    // A fault in the table it names is told together with the scenario's own.
    const { price_index: named } = document.value as { readonly price_index?: unknown };
    if (typeof named === "string")
      faults.push(...(await readPriceIndex(named, document, options, texts)).faults);
    return { faults: sortFaults(faults, texts.keys()) };
  }
  const { isDoubtful } = sound;
  const scenario = early.sites === undefined ? sound.scenario : withTableSites(sound.scenario, early.sites);
  // Without its site table a scenario lacks sites, which is no second mistake.
  const lacksSites = early.faults.length > 0;
  const ofSites = ({ at }: PlacedFault) => at[0] === "sites" || at.includes("by_site");
  const placed: PlacedFault[] = [...checkNames(scenario)];
  const listed = lacksSites ? undefined : await readListedPeople(scenario, document, options, texts);
  if (listed !== undefined && "faults" in listed) faults.push(...listed.faults);
  const people = listed !== undefined && "individuals" in listed ? listed : undefined;
  const timeline = timelineOf(scenario);
  const { discounting } = scenario;
  const years = timeline.years.length;
  const money = discountSchedule(discounting.money, "money", years, placed);
  const outcomes =
    discounting.outcomes === undefined
      ? money
      : discountSchedule(discounting.outcomes, "outcomes", years, placed);
  const priced = await readPriceIndex(scenario.price_index, document, options, texts);
  faults.push(...priced.faults);
  const index = priced.index ?? { years: [], indices: [] };
  const own = bindScenario(scenario, document.value, index);
  // Whether a year is one of the index hangs on the index and on the scenario's own price year.
  const isPriced = priced.index !== undefined && !isDoubtful("price_index") && !isDoubtful("price_year");
  const tables = lacksSites
    ? { ...own, faults: [], places: new Map<string, SuppliedPlace>(), whole: new Set<string>() }
    : bindTables({ early, listed, scenario, ...own, priceIndex: index, document });
  const { bound, inputs, places } = tables;
  // A split by site need not know a site whose value the table gives.
  const inTable = ({ at, code }: PlacedFault) =>
    code === "missing_key" && at.at(-1) === "by_site" && tables.whole.has(at.slice(0, -1).join("."));
  placed.push(
    ...own.faults.filter((fault) => !inTable(fault) && (isPriced || fault.at.at(-1) !== "price_year")),
  );
  faults.push(...tables.faults.filter(({ path }) => isPriced || path !== "price_year"));
  if (!lacksSites && tables.faults.length === 0)
    placed.push(...checkBound(scenario, bound, inputs, isDoubtful));
  if (placed.length === 0 && faults.length === 0 && people !== undefined) {
    placed.push(...checkIndividuals(people.individuals, scenario, bound, inputs));
  }
  const correlated = checkCorrelations(scenario, inputs, isDoubtful);
  placed.push(...correlated.faults);
  if (written.length === 0) placed.push(...checkDesign(scenario, inputs));
  if (placed.length > 0 || faults.length > 0) {
    const told = placed.filter((fault) => !isDoubtful(fault.at.join(".")) && !(lacksSites && ofSites(fault)));
    const all = [...faults, ...told.map((fault) => place(document, places, fault))];
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
  return { study, texts };
}
