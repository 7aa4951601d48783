/** A small scenario that leaves its sites to a table, and made-up councils for it. */
import type { Outcome } from "../../src/faults/outcome.js";
import { type ParsedScenario, parseScenario } from "../../src/scenario/parseScenario.js";
import type { Study } from "../../src/scenario/study.js";

/** Two client groups, two arms; what a table may give is left out or stated with a value that shows. */
export const councilsScenario = `
afford: 1
title: Councils
start: 2011-04
horizon_years: 3
price_year: 2010/11
draws: 8
needs: [low, high]
client_groups:
  older_people: { label: Older people }
  mental_health: { label: Mental health }
sites_table: councils.csv
people:
  new_users_a_year: 0
  need_mix: { by_need: { low: 0.75, high: 0.25 } }
  package_mean: { by_need: { low: 6, high: 18 } }
life_course:
  death: 0.1
  worsening: 0.1
contracts:
  block: { price: 14, take_or_pay: 0.5 }
costs:
  care_manager_hours_a_year: 8
  care_manager_hour: 30
baseline: contract
arms:
  contract: {}
  budget:
    rollout: { start_years: 0 }
    take_up: { ceiling: 0.6, midpoint_years: 0.5, steepness: 4 }
    implementation: { per_user: { distribution: uniform, low: 200, high: 1800, across: sites } }
    care_manager_hours_saved: 2
    advice: { adviser: { hours_a_year: 2, hour: 25 } }
`;

/** Reads the scenario with a table (and others) that stand in memory. */
export const parseCouncils = (
  tables: Readonly<Record<string, string>>,
  sets: readonly string[] = [],
  scenario: string = councilsScenario,
): Promise<Outcome<ParsedScenario>> =>
  parseScenario(scenario, {
    name: "councils.yaml",
    sets,
    read: (name) => {
      const text = tables[name];
      if (text === undefined) throw new Error("no such file");
      return text;
    },
  });

export async function councilsStudy(
  tables: Readonly<Record<string, string>>,
  sets: readonly string[] = [],
  scenario: string = councilsScenario,
): Promise<Study> {
  const parsed = await parseCouncils(tables, sets, scenario);
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults, undefined, 2));
  return parsed.value.study;
}

/** Lines joined as a file. */
export const csv = (...lines: readonly string[]): string => `${lines.join("\n")}\n`;

/**
 * A table of made-up councils, every third in London: sizes from 200 to 1,000 older people, prices from £12 to £16, by a
 * fixed recurrence (Lehmer's), so that it is the same everywhere.
 */
export function madeUpCouncils(count: number, columns: "few" | "many" = "many"): string {
  let state = 20061;
  const uniform = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const head = "site,label,region,client_group,existing_users,hours_a_week";
  const more =
    ",contract_price,spot_price,contract_cover,take_or_pay,budget_rate,adviser_hours_a_year,care_manager_hours_saved";
  const lines = [columns === "few" ? head : head + more];
  for (let site = 1; site <= count; site++) {
    const region = site % 3 === 0 ? "london" : "elsewhere";
    for (const group of ["older_people", "mental_health"]) {
      const users = Math.round((group === "older_people" ? 200 : 40) * (1 + 4 * uniform()));
      const hours = (5 + 10 * uniform()).toFixed(1);
      const price = (12 + 4 * uniform()).toFixed(2);
      const spot = (14 + 4 * uniform()).toFixed(2);
      const cover = (0.8 + 0.2 * uniform()).toFixed(2);
      const take = (0.6 + 0.4 * uniform()).toFixed(2);
      const rate = (-0.1 + 0.2 * uniform()).toFixed(3);
      const advice = (1 + 4 * uniform()).toFixed(1);
      const saved = (4 * uniform()).toFixed(1);
      const few = `council_${site},Council ${site},${region},${group},${users},${hours}`;
      lines.push(
        columns === "few" ? few : `${few},${price},${spot},${cover},${take},${rate},${advice},${saved}`,
      );
    }
  }
  return csv(...lines);
}
