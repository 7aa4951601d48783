/**
 * The table of contracts that `afford init --contracts` writes: every column, and four rows that run with the starter scenario once
 * `contracts: { table: … }` names the file. Its numbers are placeholders.
 */
import { contractColumns } from "../scenario/tables/contractTable.js";
import { writeCsv } from "../table/csv.js";

const homeCare = {
  client_group: "older_people",
  kind: "block",
  price: 13.5,
  take_or_pay: 0.85,
  notice_months: 6,
  spot_price: 15,
  price_year: "2010/11",
};

/** The text of the starter table of contracts. */
export const starterContracts = (write: typeof writeCsv = writeCsv): string =>
  write(contractColumns(), [
    { ...homeCare, contract: "home_care_north", volume: 1700, start: "2009-04-01", end: "2012-03-31" },
    { ...homeCare, contract: "home_care_south", volume: 800, start: "2010-04-01", end: "2013-03-31" },
    {
      ...{ contract: "day_centre", client_group: "older_people", kind: "in_house", volume: 200 },
      ...{ price: 12, take_or_pay: 0, fixed_share: 0.7, release_share: 0.5, notice_months: 12 },
      ...{ start: "2009-10-01", end: "2014-09-30", price_year: "2010/11" },
    },
    {
      ...{ contract: "supported_living", client_group: "learning_disability", kind: "block", volume: 520 },
      ...{ price: 14.2, take_or_pay: 0.9, notice_months: 6, spot_price: 16 },
      ...{ start: "2010-04-01", end: "2015-03-31", price_year: "2010/11" },
    },
  ]);
