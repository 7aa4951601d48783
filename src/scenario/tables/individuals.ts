/**
 * People listed one by one: a CSV with a row for each existing user. Whoever is listed is simulated as listed; their luck
 * depends on their id alone, so it stays the same at whatever site they are listed.
 */
import { textKey } from "../../chance/key.js";
import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import type { KeyFault } from "../../faults/keyFault.js";
import type { Outcome } from "../../faults/outcome.js";
import type { Column } from "../../table/column.js";
import { readCsv } from "../../table/csv.js";

/** The listed people of one site and client group, column by column. */
export interface ListedPeople {
  readonly count: number;
  /** Two words of luck for each person, from the id. */
  readonly keys: Int32Array;
  /** Position among the scenario's needs. */
  readonly need: Uint8Array;
  /** 0 the most deprived. */
  readonly quintile: Uint8Array;
  /** Package at the person's own need when the run starts. */
  readonly unitsAWeek: Float64Array;
  /** The person's own means-tested share; NaN to use the group's and quintile's. */
  readonly contributionShare: Float64Array;
  /** Real people the person stands for. */
  readonly weight: Float64Array;
  readonly totalWeight: number;
}

/** By site, then client group; a site and group with nobody listed has no entry. */
export type Individuals = Readonly<Record<string, Readonly<Record<string, ListedPeople>>>>;

/** The listed people of a site and client group; undefined where nobody is listed. */
export const listedAt = (
  study: { readonly individuals?: Individuals },
  site: string,
  group: string,
): ListedPeople | undefined => study.individuals?.[site]?.[group];

/** The columns of an individual-level table. */
const individualColumns = (names: {
  readonly sites: readonly string[];
  readonly clientGroups: readonly string[];
  readonly needs: readonly string[];
}) =>
  [
    {
      name: "id",
      type: "string",
      meaning:
        "The person's id, once in the file; the person's luck hangs on it and on nothing else in the row.",
    },
    { name: "site", type: "string", meaning: "Site, as the scenario names it.", allowed: names.sites },
    { name: "client_group", type: "string", meaning: "Client group.", allowed: names.clientGroups },
    { name: "need", type: "string", meaning: "Need level when the run starts.", allowed: names.needs },
    {
      name: "units_a_week",
      type: "number",
      unit: "units a week",
      meaning:
        "Units of care a week (hours, or sessions) the person is assessed to need when the run starts.",
      minimum: 0,
    },
    {
      name: "quintile",
      type: "integer",
      meaning: "Deprivation quintile, 1 the most deprived.",
      minimum: 1,
      maximum: 5,
    },
    {
      name: "contribution_share",
      type: "number",
      unit: "share",
      meaning: "The person's own means-tested share; empty: that of the client group and quintile.",
      minimum: 0,
      maximum: 1,
      optional: true,
    },
    {
      name: "weight",
      type: "number",
      unit: "people",
      meaning: "Real people the person stands for, above 0; empty: 1.",
      minimum: 0,
      optional: true,
    },
  ] as const satisfies readonly Column[];

/** Reads an individual-level table; every mistake with file, line, column, what was found and what is allowed. */
export function readIndividuals(
  text: string,
  file: string,
  names: Parameters<typeof individualColumns>[0],
): Outcome<Individuals> {
  const whole = readCsv(text, file, individualColumns(names));
  const faults: Fault[] = "faults" in whole ? [...whole.faults] : [];
  const read = "faults" in whole ? whole.sound : whole.value;
  const tell = (row: number, path: string, fault: Omit<KeyFault, "path">) =>
    faults.push({ file, ...read.locationOf(row, path), path, ...fault });
  if (read.rows.length === 0 && faults.length === 0) {
    faults.push({
      file,
      line: 1,
      column: 1,
      path: "",
      code: "missing_key",
      found: "a header and no rows",
      allowed: "a row for each person",
    });
  }
  const lineOfId = new Map<string, number>();
  const rowsOf = new Map<string, Map<string, number[]>>();
  read.rows.forEach((row, at) => {
    const before = lineOfId.get(row.id);
    if (before === undefined) lineOfId.set(row.id, read.lines[at]!);
    else {
      const allowed = `each id once in the file; it also stands in line ${before}`;
      tell(at, "id", { code: "duplicate_key", found: foundText(row.id), allowed });
    }
    if (row.weight === 0)
      tell(at, "weight", { code: "out_of_range", found: "0", allowed: "a number above 0" });
    let groups = rowsOf.get(row.site);
    if (groups === undefined) {
      groups = new Map();
      rowsOf.set(row.site, groups);
    }
    const rows = groups.get(row.client_group);
    if (rows === undefined) groups.set(row.client_group, [at]);
    else rows.push(at);
  });
  if (faults.length > 0) return { faults };
  const listed = (rows: readonly number[]): ListedPeople => {
    const person = (k: number) => read.rows[rows[k]!]!;
    const size = { length: rows.length };
    const keys = new Int32Array(2 * rows.length);
    for (const [k, at] of rows.entries()) keys.set(textKey(`person/${read.rows[at]!.id}`), 2 * k);
    const weight = Float64Array.from(size, (_, k) => person(k).weight ?? 1);
    return {
      count: rows.length,
      keys,
      need: Uint8Array.from(size, (_, k) => names.needs.indexOf(person(k).need)),
      quintile: Uint8Array.from(size, (_, k) => person(k).quintile - 1),
      unitsAWeek: Float64Array.from(size, (_, k) => person(k).units_a_week),
      contributionShare: Float64Array.from(size, (_, k) => person(k).contribution_share ?? Number.NaN),
      weight,
      totalWeight: weight.reduce((sum, one) => sum + one, 0),
    };
  };
  const individuals = Object.fromEntries(
    [...rowsOf].map(([site, groups]) => [
      site,
      Object.fromEntries([...groups].map(([group, rows]) => [group, listed(rows)])),
    ]),
  );
  return { value: individuals };
}
