/** The discount schedules that a scenario names or states as a rate, over its years. */
import { type KeyFault, unknownName } from "../faults/keyFault.js";
import { type DiscountSchedule, faultsInDiscountSchedule } from "../quantity/discount.js";
import { discountSchedules } from "../quantity/discountSchedules.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";
import type { Study } from "./study.js";

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

/** The discount schedules of money and outcomes; faults are added to `placed`. */
export function discountingOf(
  { discounting }: ScenarioFile,
  years: number,
  placed: KeyFault[],
): Study["discounting"] {
  const money = discountSchedule(discounting.money, "money", years, placed);
  const { outcomes } = discounting;
  return {
    money,
    outcomes: outcomes === undefined ? money : discountSchedule(outcomes, "outcomes", years, placed),
  };
}
