/**
 * The site table that `afford init --table` writes: every column, and two rows that run with the starter scenario. Its
 * numbers are placeholders; an empty cell keeps the scenario's own.
 */
import { siteTableColumns } from "../scenario/tables/siteColumns.js";
import { writeCsv } from "../table/csv.js";

const placeholders = {
  site: "example_council",
  label: "Example Council",
  region: "elsewhere",
  price_year: "2010/11",
  contract_price: 13.5,
  spot_price: 15,
  contract_cover: 1,
  start_years: 0,
  delay_years: 0,
  implementation_per_user: 900,
};

/** The text of the starter table. */
export const starterTable = (write: typeof writeCsv = writeCsv): string =>
  write(siteTableColumns(), [
    {
      ...placeholders,
      client_group: "older_people",
      existing_users: 300,
      new_users_a_year: 36,
      hours_a_week: 9,
      take_or_pay: 0.85,
      budget_rate: 0,
      adviser_hours_a_year: 3,
      care_manager_hours_saved: 2,
    },
    {
      ...placeholders,
      client_group: "learning_disability",
      existing_users: 60,
      new_users_a_year: 1.2,
      hours_a_week: 20,
      take_or_pay: 0.9,
      budget_rate: -0.02,
      adviser_hours_a_year: 5,
      care_manager_hours_saved: 3,
    },
  ]);
