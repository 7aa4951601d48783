/**
 * A table of contracts, as a council's register of contracts has them: a CSV with a row for each contract, site and client group.
 * It is read here; `contractFaults` holds its rows against one another, `contractsOfTable` makes a scenario's contracts of them.
 */

import type { Fault } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import type { PartlySound } from "../../faults/outcome.js";
import type { QuantitySpec } from "../../inputs/faceted.js";
import { type ContractTerm, contractKinds, contractTerms } from "../../mechanisms/contracts/terms.js";
import { type CalendarDays, daysMeant } from "../../quantity/calendarDay.js";
import type { Column, RowOf } from "../../table/column.js";
import { type CellLocation, readCsv } from "../../table/csv.js";
import { gatheredFaults } from "../../table/csvFault.js";
import { clientGroupColumn, priceYearColumn } from "./rowColumns.js";

/** Terms that a row states as the scenario itself would, under the same names. */
export const statedTerms = [
  "volume",
  "price",
  "take_or_pay",
  "notice_months",
  "spot_price",
  "fixed_share",
  "coverage",
  "release_share",
  "bulk_elasticity",
  "nhs_share",
] as const satisfies readonly ContractTerm[];
type StatedTerm = (typeof statedTerms)[number];

/** Terms without which a row is no contract. */
const requiredTerms: readonly StatedTerm[] = ["volume", "price", "take_or_pay", "notice_months"];

/** What a column means, where a row says it otherwise than a scenario. */
const meanings: Readonly<Partial<Record<StatedTerm, string>>> = {
  volume: "Volume the contract is for, above 0: what is committed, and by which use is shared out.",
  take_or_pay: "Guaranteed share: what part of the volume is paid for whether used or not.",
  notice_months: "Months before its end at which the year of use that sets the next volume ends.",
  spot_price: "Price of a unit beyond the volume; empty: the contract's price.",
  fixed_share: "Share of the price that is fixed cost of capacity; empty: 0.",
  coverage: "Share of its use that the contract is renewed for; empty: 1.",
  release_share: "Share of the surplus volume let go at a renewal; empty: 1.",
  bulk_elasticity: "How much dearer a unit gets as the volume shrinks; empty: 0.",
  nhs_share: "Share of this contract that the NHS pays; empty: the client group's.",
};

function termColumn(name: StatedTerm): Column {
  const { unit, description, min, max }: QuantitySpec = contractTerms[name];
  const isOptional = !requiredTerms.includes(name);
  return {
    name,
    type: "number",
    unit,
    meaning: meanings[name] ?? description,
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(isOptional ? { optional: true } : {}),
  };
}

const rowColumns = (clientGroups: readonly string[]) =>
  [
    {
      name: "contract",
      type: "string",
      meaning: "The contract's name; a contract for several sites or client groups has a row for each.",
    },
    {
      name: "site",
      type: "string",
      meaning: "Site, as the scenario names it; may be left out where there is only one.",
      optional: true,
    },
    clientGroupColumn(clientGroups),
    { name: "kind", type: "string", meaning: "The same in all rows of a contract.", allowed: contractKinds },
    {
      name: "start",
      type: "string",
      meaning:
        "Its first day: 2010-04-01, 01/04/2010, or a financial year such as 2010/11 for its first of April.",
    },
    {
      name: "end",
      type: "string",
      meaning:
        "Its last day: 2013-03-31, 31/03/2013, or a financial year such as 2012/13 for its last of March.",
    },
    priceYearColumn,
  ] as const satisfies readonly Column[];

/** Every column of a table of contracts, with unit and meaning. */
export const contractColumns = (clientGroups: readonly string[] = []): readonly Column[] => {
  const [contract, site, group, kind, ...dates] = rowColumns(clientGroups);
  return [contract, site, group, kind, ...statedTerms.map(termColumn), ...dates];
};

type Cells = RowOf<ReturnType<typeof rowColumns>> & { readonly [Term in StatedTerm]?: number };

/** A row: one contract's terms at one site and for one client group. */
export interface ContractRow extends Omit<Cells, "start" | "end"> {
  readonly start: CalendarDays | undefined;
  readonly end: CalendarDays | undefined;
  readonly startText: string;
  readonly endText: string;
  /** 1-based line of the file. */
  readonly line: number;
}

export interface ContractTable {
  readonly file: string;
  readonly rows: readonly ContractRow[];
  readonly locationOf: CellLocation;
}

const dayWords = "a day such as 2013-03-31 or 31/03/2013, or a financial year such as 2012/13";

/** Reads the rows of a table of contracts; what is wrong with single cells, with what could be read all the same. */
export function readContractTable(
  text: string,
  file: string,
  clientGroups: readonly string[],
): PartlySound<ContractTable, ContractTable> {
  // Terms are named by their column, as in the scenario, so the cells have the types that `Cells` says.
  const whole = readCsv(text, file, contractColumns(clientGroups) as readonly Column[]);
  const read = "faults" in whole ? whole.sound : whole.value;
  const rows = read.rows.map((row, at): ContractRow => {
    const cells = row as unknown as Cells;
    return {
      ...cells,
      contract: cells.contract.trim(),
      start: daysMeant(cells.start.trim()),
      end: daysMeant(cells.end.trim()),
      startText: cells.start,
      endText: cells.end,
      line: read.lines[at]!,
    };
  });
  const undated = rows.flatMap((row, at) =>
    (["start", "end"] as const)
      .filter((name) => row[name] === undefined)
      .map((name): Fault => {
        const found = foundText(name === "start" ? row.startText : row.endText);
        return { file, ...read.locationOf(at, name), path: name, code: "bad_cell", found, allowed: dayWords };
      }),
  );
  const empty: readonly Fault[] =
    rows.length > 0 || "faults" in whole
      ? []
      : [
          {
            ...{ code: "missing_key", file, line: 1, column: 1, path: "" },
            ...{ found: "a header and no rows", allowed: "a row for each contract" },
          },
        ];
  const table = { file, rows, locationOf: read.locationOf };
  const faults = [
    ...("faults" in whole ? whole.faults : []),
    ...gatheredFaults(undated, rows.length),
    ...empty,
  ];
  return faults.length > 0 ? { faults, sound: table } : { value: table };
}
