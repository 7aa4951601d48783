/** Numbers of users that keep their size, or drift and are told; and new users of sites that a table gives users only. */
import { describe, expect, it } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { wordWarning } from "../../src/faults/warning.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { ScenarioObject } from "../properties/randomScenario.js";
import { itemOf, runProduct } from "../properties/runProduct.js";

const scenario = {
  afford: 1,
  title: "Steady",
  start: "2011-04",
  horizon_years: 10,
  price_year: "2010/11",
  discounting: { money: { rate: 0 } },
  needs: ["any"],
  client_groups: { older_people: {}, residents: {} },
  sites: { here: {} },
  people: {
    existing_users: { by_client_group: { older_people: 1000, residents: 50 } },
    new_users_a_year: { by_client_group: { older_people: 0, residents: 0 } } as unknown,
    need_mix: 1,
    package_mean: { by_client_group: { older_people: 10, residents: 0 } },
  },
  life_course: { death: 0.12 },
  contracts: { block: { price: 14 } },
  arms: { contract: {}, budget: { rollout: {}, take_up: { ceiling: 0.3 } } },
  baseline: "contract",
};
const withNewUsers = (new_users_a_year: unknown, more: object = {}) => ({
  ...scenario,
  people: { ...scenario.people, new_users_a_year, ...more },
});
const newOlder = (number: unknown) => ({ by_client_group: { older_people: number, residents: 0 } });
async function warned(of: object): Promise<readonly string[]> {
  return certainly(await parseScenario(of, { name: "a" })).warnings.map(wordWarning);
}

/**
 * In the month of arrival entrants count whole and are exposed from the next: of n/12 a month, 120 months at 0.01, n/12 × (1 − e^−1.2) /
 * (1 − e^−0.01) are there at the end; they make up for 1,000 × (1 − e^−1.2): n = 12,000 × (1 − e^−0.01) = 119.4.
 */
const steady = 12_000 * -Math.expm1(-0.01);

describe("new_users_a_year: steady", () => {
  it("is what makes up for deaths, by the closed form, and none in a group without packages", async () => {
    const ran = await runProduct(withNewUsers("steady") as unknown as ScenarioObject, 1);
    const entered = (group: string, year: string) =>
      itemOf(ran, 0, "contract", `client_group=${group}`, year, "entered");
    expect(entered("older_people", "2012/13")).toBeCloseTo(steady, 6);
    expect(entered("residents", "2012/13")).toBe(0);
  });

  it("is worked out from people who claim, too: fewer new users where some manage without", async () => {
    const without = { managing_without: { ratio: 0.5, claim_rate: 0.1 } };
    const of = withNewUsers("steady", without) as unknown as ScenarioObject;
    const ran = await runProduct(of, 1);
    const entered = itemOf(ran, 0, "contract", "client_group=older_people", "2012/13", "entered");
    // Per new user half a one managing without comes in; both are counted in.
    expect(entered / 1.5).toBeLessThan(steady);
    expect(await warned(of)).toEqual([]);
  });

  it("is taken beside numbers of the user's own only as a word of its own", async () => {
    const parsed = await parseScenario(withNewUsers("steadily"), { name: "a" });
    expect("faults" in parsed).toBe(true);
  });
});

describe("a number of users that drifts", () => {
  it("is told with where it goes and what would keep it", async () => {
    const [warning, ...more] = await warned(withNewUsers(newOlder(200)));
    expect(more).toEqual([]);
    // 1,000·e^−1.2 + 200/12 × (1 − e^−1.2)/(1 − e^−0.01) = 301.2 + 1,170.5
    expect(warning).toContain(
      "people.new_users_a_year.by_client_group.older_people: warning: found 200 new users a year of older_people: 1000 users at the " +
        "start become 1472 by the end of the run (+47%) if nobody holds a budget; about 119 keep their number",
    );
    expect(await warned(withNewUsers(newOlder(50)))).toHaveLength(1);
  });

  it("is not told within a tenth, where it is closed by a stated 0, or where a reason stands beside it", async () => {
    expect(await warned(withNewUsers(newOlder(125)))).toEqual([]);
    expect(await warned(scenario)).toEqual([]);
    expect(await warned(withNewUsers(newOlder({ value: 200, note: "demand rises" })))).toEqual([]);
    expect(await warned(withNewUsers(newOlder({ value: 200, note: "placeholder" })))).toHaveLength(1);
  });

  it("is told where nobody states new users at all", async () => {
    const { new_users_a_year: _, ...people } = scenario.people;
    const [warning] = await warned({ ...scenario, people });
    expect(warning).toContain("people.new_users_a_year: warning: found 0 new users a year of older_people");
  });
});

describe("a table of sites that gives users and no new users", () => {
  const table =
    "site,region,client_group,existing_users\nx,elsewhere,older_people,100\nx,elsewhere,residents,0\n";
  const { sites: _, ...siteless } = withNewUsers(newOlder(120));
  it("takes the scenario's ratio of new users to users: 120 for 1,000 make 12 for 100", async () => {
    const ran = await runProduct(
      { ...siteless, sites_table: "t.csv" } as unknown as ScenarioObject,
      1,
      () => table,
    );
    expect(itemOf(ran, 0, "contract", "site=x", "2012/13", "entered")).toBeCloseTo(12, 9);
  });

  it("keeps a number of its own", async () => {
    const own = table
      .replace("users\n", "users,new_users_a_year\n")
      .replace("100\n", "100,30\n")
      .replace(",0\n", ",0,0\n");
    const ran = await runProduct(
      { ...siteless, sites_table: "t.csv" } as unknown as ScenarioObject,
      1,
      () => own,
    );
    expect(itemOf(ran, 0, "contract", "site=x", "2012/13", "entered")).toBeCloseTo(30, 9);
  });
});
