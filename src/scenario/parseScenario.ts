/** From what an analyst writes to a study: read, extend, override, check, bind. Faults come back as data, all at once. */

import { type Fault, joinFaults, setSource, sortFaults } from "../faults/fault.js";
import { type KeyFault, type Location, located } from "../faults/keyFault.js";
import { dottedPath, isWithin, type KeyPath } from "../faults/keyPath.js";
import type { Outcome, WithFaults } from "../faults/outcome.js";
import { locatedWarning, sortWarnings, type Warning } from "../faults/warning.js";
import type { PriceIndex } from "../quantity/priceIndex.js";
import { checkActing } from "./actingInputs.js";
import { bindScenario } from "./bind.js";
import { checkCorrelations, checkDesign, checkNames } from "./check.js";
import { checkBound } from "./checkBound.js";
import { committedVolumeWarnings } from "./committedVolume.js";
import { countedTwice } from "./countedTwice.js";
import { discountingOf } from "./discounting.js";
import {
  documentOfFiles,
  type LoadedDocument,
  type MergedFiles,
  readFiles,
  type ScenarioDocument,
} from "./document.js";
import { driftWarnings } from "./drift.js";
import { likelySlips } from "./likelySlips.js";
import type { ReadText, ResolveName } from "./namedText.js";
import { readPriceIndex } from "./priceIndexOf.js";
import { type ScenarioFile, scenarioSchema } from "./schema/scenarioSchema.js";
import { type SoundParts, soundParts } from "./soundParts.js";
import { withStructures } from "./structures.js";
import type { Study } from "./study.js";
import { type BoundTables, bindTables } from "./tables/bindTables.js";
import { checkIndividuals } from "./tables/checkIndividuals.js";
import { type InputColumn, readEmpiricalTables } from "./tables/empiricalTables.js";
import { joinedInputs, readDrawsTable } from "./tables/jointDraws.js";
import {
  type EarlyTables,
  readEarlyTables,
  readListedPeople,
  withTableSites,
} from "./tables/scenarioTables.js";
import type { SuppliedLocation } from "./tables/suppliedInputs.js";
import { textAsWritten } from "./textAsWritten.js";
import { timelineOf } from "./timeline.js";
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
  /** The one structure to read, where no other is asked about: each is read as a scenario of its own, which takes as long; default: all. */
  readonly onlyStructure?: string;
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
function locationOf(
  document: ScenarioDocument,
  supplied: ReadonlyMap<string, SuppliedLocation>,
  keys: KeyPath,
): SuppliedLocation | Location {
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
  supplied: ReadonlyMap<string, SuppliedLocation>,
): (member: KeyPath, input: KeyPath) => boolean {
  const order = [setSource, ...texts];
  return (member, input) => {
    const written = order.indexOf(document.locate(member).file);
    const path = dottedPath(input);
    const isSupplied = [...supplied.keys()].some((key) => isWithin(key, path));
    return (isSupplied ? written > 1 : false) || order.indexOf(document.locate(input).file) < written;
  };
}

/** The files of what `parseScenario` is given: the scenario with the bases it extends, to be parsed with any settings. */
export function readSource(source: ScenarioSource, options: ParseOptions): Promise<MergedFiles> {
  const name = options.name ?? "scenario";
  return readFiles(typeof source === "string" ? { name, text: source } : { name, data: source }, options);
}

/** The document of a scenario's files, with the settings on top. */
export const loadSource = (files: MergedFiles, { sets = [] }: ParseOptions): LoadedDocument =>
  documentOfFiles(files, { sets, dataOf: (tree) => textAsWritten(tree, scenarioSchema) });

/** What the schema and the tables that are needed before it make of a document. */
interface ReadParts {
  readonly document: ScenarioDocument;
  readonly texts: Map<string, string>;
  readonly early: WithFaults<EarlyTables>;
  /** Columns of tables that inputs take their values from, by the path of the input. */
  readonly columns: ReadonlyMap<string, InputColumn>;
  /** Faults in what is written, in the order of reading; then those of the tables. */
  readonly written: readonly Fault[];
  readonly faults: readonly Fault[];
  readonly sound: SoundParts | undefined;
}

/** Reads the tables whose values are put into their places before anything is checked, and checks the whole by the schema. */
async function readParts(
  loaded: ScenarioDocument,
  unread: readonly Fault[],
  options: ParseOptions,
): Promise<ReadParts> {
  const texts = new Map(loaded.texts);
  const early = await readEarlyTables(loaded, options, texts);
  const { document } = early;
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
  return {
    document,
    texts,
    early,
    columns: new Map([...empirical.columns, ...draws.columns]),
    written,
    faults: [...written, ...early.faults, ...early.contractFaults, ...draws.faults],
    sound: withStandInContracts(soundParts(empirical.value, checked, stated), early),
  };
}

/** The sound parts, with nothing checked against contracts that only stand in for a faulty table's. */
function withStandInContracts(
  sound: SoundParts | undefined,
  { contractFaults, areContractsNamed }: EarlyTables,
): SoundParts | undefined {
  if (sound === undefined || contractFaults.length === 0) return sound;
  const standIns = areContractsNamed ? /^contracts(\.|$)/ : /^(arms\.[^.]+\.)?contracts(\.|$)/;
  return { ...sound, isDoubtful: (path) => standIns.test(path) || sound.isDoubtful(path) };
}

/** The faults of a scenario too faulty to be bound, together with those of the price index it names. */
async function faultsOfUnsound(parts: ReadParts, options: ParseOptions): Promise<readonly Fault[]> {
  const { document, texts, faults } = parts;
  const { price_index: named } = document.value as { readonly price_index?: unknown };
  const priced =
    typeof named === "string" ? await readPriceIndex(named, document, options, texts) : undefined;
  const more = priced !== undefined && "faults" in priced ? priced.faults : [];
  return sortFaults([...faults, ...more], texts.keys());
}

/** A scenario with every input bound, those of its site table and joint draws too. */
interface BoundParts extends Omit<BoundTables, "whole"> {
  readonly placed: readonly KeyFault[];
  readonly faults: readonly Fault[];
  /** Whether there are sites to judge by. */
  readonly isWhole: boolean;
}

/** Binds a scenario's inputs. Without its site table it lacks sites, which is no second mistake. */
function bindParts(
  scenario: ScenarioFile,
  { document, early, columns }: ReadParts,
  listed: Awaited<ReturnType<typeof readListedPeople>> | undefined,
  priced: Outcome<PriceIndex>,
  isDoubtful: (path: string) => boolean,
): BoundParts {
  const lacksSites = early.faults.length > 0;
  const index = "faults" in priced ? { years: [], indices: [] } : priced.value;
  const alone = bindScenario(scenario, document.value, index);
  const joined = joinedInputs(alone.inputs, columns);
  const own = { ...alone, inputs: joined.inputs, faults: [...alone.faults, ...joined.faults] };
  const tables = lacksSites
    ? { ...own, faults: [], locations: new Map<string, SuppliedLocation>(), whole: new Set<string>() }
    : bindTables({ early, listed, scenario, ...own, priceIndex: index, document });
  // Whether a year is one of the index hangs on the index and on the scenario's own price year.
  const isPriced = !("faults" in priced) && !isDoubtful("price_index") && !isDoubtful("price_year");
  // Whether a year is one of the run hangs on the run's own, and on the index.
  const isTimed = isPriced && !isDoubtful("start") && !isDoubtful("horizon_years");
  // A split by site need not know a site whose value the table gives.
  const inTable = ({ path, code }: KeyFault) =>
    code === "missing_key" && path.at(-1) === "by_site" && tables.whole.has(dottedPath(path.slice(0, -1)));
  return {
    bound: tables.bound,
    inputs: tables.inputs,
    locations: tables.locations,
    placed: own.faults.filter(
      (fault) =>
        !inTable(fault) &&
        (isPriced || fault.path.at(-1) !== "price_year") &&
        (isTimed || fault.path.at(-2) !== "by_year"),
    ),
    faults: tables.faults.filter(({ path }) => isPriced || path !== "price_year"),
    isWhole: !lacksSites && tables.faults.length === 0,
  };
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
  return parseFiles(await readSource(source, options), options);
}

/** The same of files that were read already: what is asked again with other settings is not read again. */
export async function parseFiles(
  files: MergedFiles,
  options: ParseOptions,
): Promise<Outcome<ParsedScenario>> {
  const loaded = loadSource(files, options);
  const document = "faults" in loaded ? loaded.sound : loaded.value;
  const unread: readonly Fault[] = "faults" in loaded ? loaded.faults : [];
  if (document === undefined) return { faults: unread };
  const parse = (own: ScenarioDocument, told: readonly Fault[], set: readonly string[]) =>
    parseDocument(own, told, set, options);
  return withStructures(document, await parse(document, unread, []), parse, options.onlyStructure);
}

/** Checks and binds a document: all but the structures it may state. */
async function parseDocument(
  document: ScenarioDocument,
  unread: readonly Fault[],
  set: readonly string[],
  options: ParseOptions,
): Promise<Outcome<ParsedScenario>> {
  const parts = await readParts(document, unread, options);
  if (parts.sound === undefined) return { faults: await faultsOfUnsound(parts, options) };
  return boundStudy(options.name ?? "scenario", parts, parts.sound, set, options);
}

/**
 * Binds a scenario that holds by its schema, checks it as a whole, and gives its study; or every fault found.
 *
 * @param set the paths that a structure sets in it; none of the scenario itself
 */
async function boundStudy(
  name: string,
  parts: ReadParts,
  { scenario: own, isDoubtful }: SoundParts,
  set: readonly string[],
  options: ParseOptions,
): Promise<Outcome<ParsedScenario>> {
  const { document, texts, early } = parts;
  // Structures are read beside the scenario, each as one of its own.
  const { structures: _, ...whole } = own;
  const scenario = early.sites === undefined ? whole : withTableSites(whole, early.sites);
  const lacksSites = early.faults.length > 0;
  const faults = [...parts.faults];
  const placed: KeyFault[] = [...checkNames(scenario)];
  const listed = lacksSites ? undefined : await readListedPeople(scenario, document, options, texts);
  if (listed !== undefined && "faults" in listed) faults.push(...listed.faults);
  const people = listed === undefined || "faults" in listed ? undefined : listed.value;
  const timeline = timelineOf(scenario);
  const discounting = discountingOf(scenario, timeline.years.length, placed);
  const priced = await readPriceIndex(scenario.price_index, document, options, texts);
  if ("faults" in priced) faults.push(...priced.faults);
  const { bound, inputs, locations, ...made } = bindParts(scenario, parts, listed, priced, isDoubtful);
  placed.push(...made.placed);
  faults.push(...made.faults);
  const fileOf = (path: KeyPath): string => locationOf(document, locations, path).file;
  const acting = made.isWhole
    ? checkActing(scenario, bound, inputs, fileOf, isDoubtful)
    : { faults: [], warnings: [] };
  if (made.isWhole) placed.push(...checkBound(scenario, bound, inputs, isDoubtful), ...acting.faults);
  if (placed.length === 0 && faults.length === 0 && people !== undefined) {
    placed.push(...checkIndividuals(people.individuals, scenario, bound, inputs));
  }
  const inherits = leavesInherited(document, texts.keys(), locations);
  // A structure that makes an input certain has the correlations of the others as little in mind.
  const leaves = (member: KeyPath, input: KeyPath): boolean =>
    inherits(member, input) || set.some((path) => isWithin(dottedPath(input), path));
  const correlated = checkCorrelations(scenario, inputs, isDoubtful, leaves);
  placed.push(...correlated.faults);
  if (parts.written.length === 0) placed.push(...checkDesign(scenario, inputs));
  if (placed.length > 0 || faults.length > 0) {
    const ofSites = ({ path }: KeyFault) => path[0] === "sites" || path.includes("by_site");
    const told = placed.filter(
      (fault) => !isDoubtful(dottedPath(fault.path)) && !(lacksSites && ofSites(fault)),
    );
    const all = [
      ...faults,
      ...told.map((fault) => located(fault, locationOf(document, locations, fault.path))),
    ];
    return { faults: sortFaults(all, texts.keys()) };
  }
  const warnings = [
    ...likelySlips(scenario, inputs),
    ...acting.warnings,
    ...countedTwice(scenario, bound, inputs),
    // Whoever is listed has a package of their own, whatever the mean is.
    ...(people === undefined
      ? committedVolumeWarnings(scenario, bound, inputs, timeline.firstFinancialYear)
      : []),
    ...driftWarnings(scenario, bound, inputs, timeline, fileOf),
    ...correlated.warnings,
  ].map((warning) => locatedWarning(warning, locationOf(document, locations, warning.path)));
  const study = studyOf(name, scenario, {
    scenario: bound,
    inputs,
    timeline,
    discounting,
    correlations: correlated.correlations,
    ...(people === undefined ? {} : { individuals: people.individuals }),
  });
  return { value: { study, texts, warnings: sortWarnings(warnings, texts.keys()) } };
}

/** A bound scenario as a study, with the names of its parts beside it. */
function studyOf(
  name: string,
  scenario: ScenarioFile,
  parts: Pick<Study, "scenario" | "inputs" | "timeline" | "discounting" | "correlations" | "individuals">,
): Study {
  const arms = Object.keys(scenario.arms);
  return {
    name,
    needs: scenario.needs,
    clientGroups: Object.keys(scenario.client_groups),
    sites: Object.keys(scenario.sites),
    deployments: scenario.deployments,
    contracts: Object.keys(scenario.contracts),
    arms,
    baseline: arms.indexOf(scenario.baseline),
    ...parts,
  };
}
