/** The nearest name lives with the tables, which suggest column names too; a scenario's keys use the same measure. */
export { nearestName } from "../table/nearestName.js";
