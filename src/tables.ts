/** The door to tables: columns that know what they are, CSV in and out, descriptions for others' tools. */

export type { CellOf, Column, ColumnType, RowOf } from "./table/column.js";
export {
  type CellLocation,
  type CsvRows,
  type ReadCsv,
  readCsv,
  type TextLocation,
  writeCsv,
} from "./table/csv.js";
export {
  type DataField,
  type DataPackage,
  type DataResource,
  dataPackage,
  type PackagedTable,
} from "./table/dataPackage.js";
export { type ColumnCells, columnsOf, type Table, type TableData, tableOf } from "./table/table.js";
