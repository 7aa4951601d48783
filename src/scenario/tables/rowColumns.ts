/** Columns that tables with a row for each client group have alike. */
import type { Column } from "../../table/column.js";

/** @param clientGroups the scenario's; none: any name is read */
export const clientGroupColumn = (clientGroups: readonly string[]) =>
  ({
    name: "client_group",
    type: "string",
    meaning: "Client group, as the scenario names it.",
    ...(clientGroups.length === 0 ? {} : { allowed: clientGroups }),
  }) as const satisfies Column;

export const priceYearColumn = {
  name: "price_year",
  type: "string",
  year: true,
  meaning: "Year in whose prices the row's money stands, such as 2010/11; empty: the scenario's.",
  optional: true,
} as const satisfies Column;
