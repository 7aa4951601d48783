/**
 * One person, whose package costs £1,000 a month at the reference price of £10 a unit, for a year in which nothing is left to chance:
 * every rate is 0 until a case states one, and the budget is taken up in the run's first month. A rate of a million a year makes
 * an event certain in the first month in which it can happen.
 */
import type { LineName, Payer } from "../../src/accounts/lines.js";
import type { MeasureName } from "../../src/accounts/measures.js";
import type { ScenarioObject } from "../properties/randomScenario.js";
import { itemOf, lineOf, runProduct } from "../properties/runProduct.js";
import { type Values, withValues } from "./mechanismCases.js";

/** 100 units in a month of 365.25/84 weeks. */
export const unitsAWeek = (100 * 84) / 365.25;
/** A rate a year at which what can happen in a month does. */
export const certainly = 1e6;

export const onePerson: ScenarioObject = {
  afford: 1,
  title: "One person for a year",
  start: "2011-04",
  horizon_years: 1,
  price_year: "2010/11",
  draws: 1,
  discounting: { money: { rate: 0 } },
  needs: ["low", "high"],
  client_groups: { older_people: {} },
  sites: { here: {} },
  people: {
    existing_users: 1,
    need_mix: { by_need: { low: 1, high: 0 } },
    package_mean: unitsAWeek,
    deprivation: { by_quintile: { "1": 1, otherwise: 0 } },
  },
  contracts: { block: { price: 10 } },
  arms: {
    contract: {},
    budget: { rollout: {}, take_up: { ceiling: 1, midpoint_years: -9, steepness: 1000 } },
  },
  baseline: "contract",
};

export interface Worked {
  /** £ in a line over the run, to one payer or to all. */
  readonly gbp: (line: LineName, payer?: Payer, arm?: string) => number;
  readonly count: (measure: MeasureName | `need=${string}`, arm?: string) => number;
  /** As `count`, in one slice, such as `deployment=managed`. */
  readonly countIn: (slice: string, measure: MeasureName) => number;
}

/** The person's year with these values (as in `withValues`), undiscounted: the mean over draws. `read` gives a table by name. */
export async function worked(values: Values, draws = 1, read?: (name: string) => string): Promise<Worked> {
  const run = await runProduct(withValues(onePerson, values), draws, read);
  const mean = (of: (draw: number) => number): number =>
    Array.from({ length: draws }, (_, draw) => of(draw)).reduce((sum, each) => sum + each) / draws;
  return {
    gbp: (line, payer, arm = "budget") =>
      mean((draw) => lineOf(run, draw, arm, "all", "total", line, payer === undefined ? undefined : [payer])),
    count: (measure, arm = "budget") => mean((draw) => itemOf(run, draw, arm, "all", "total", measure)),
    countIn: (slice, measure) => mean((draw) => itemOf(run, draw, "budget", slice, "total", measure)),
  };
}
