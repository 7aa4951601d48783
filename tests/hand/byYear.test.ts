/** Prices by financial year, by hand: a person of £1,000 a month at £10 a unit, over three years from April 2011. */
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { certainly, onePerson, worked } from "../mechanisms/handWorked.js";
import { withValues } from "../mechanisms/mechanismCases.js";
import type { Node } from "../properties/randomScenario.js";
import { itemOf, lineOf, type ProductRun, runProduct } from "../properties/runProduct.js";

const run = (values: Parameters<typeof withValues>[1], draws = 1): Promise<ProductRun> =>
  runProduct(withValues(onePerson, { horizon_years: 3, ...values }), draws);
const years = ["2011/12", "2012/13", "2013/14"];
const inYears = (ran: ProductRun, line: Parameters<typeof lineOf>[5], arm = "budget", draw = 0) =>
  years.map((year) => lineOf(ran, draw, arm, "all", year, line));
const near = (found: readonly number[], expected: readonly number[]) =>
  found.forEach((value, at) => {
    expect(value).toBeCloseTo(expected[at]!, 8);
  });

describe("a price by year", () => {
  it("of an hour: £30, then £36 on the line to £42; in steps £30 until £42", async () => {
    const hours = { ".advice.adviser.hours_a_year": 10 };
    const hour = { by_year: { "2011/12": 30, "2013/14": 42 } };
    near(
      inYears(await run({ ...hours, ".advice.adviser.hour": hour }), "advice_and_support"),
      [300, 360, 420],
    );
    const steps = { ...hour, between: "steps" };
    near(
      inYears(await run({ ...hours, ".advice.adviser.hour": steps }), "advice_and_support"),
      [300, 300, 420],
    );
  });

  it("and hours by year with it: 10 × £30, 8 × £36, 6 × £42", async () => {
    const ran = await run({
      ".advice.adviser.hours_a_year": { by_year: { "2011/12": 10, "2013/14": 6 } },
      ".advice.adviser.hour": { by_year: { "2011/12": 30, "2013/14": 42 } },
    });
    near(inYears(ran, "advice_and_support"), [300, 288, 252]);
  });

  it("of a unit under contract: what is used costs the year's price, and the reference price follows unless stated", async () => {
    const price = { by_year: { "2011/12": 10, "2013/14": 12 } };
    const follows = await run({ "contracts.block.price": price });
    near(inYears(follows, "block_used", "contract"), [12_000, 13_200, 14_400]);
    near(inYears(follows, "budgets_paid_out"), [12_000, 13_200, 14_400]);
    const stated = await run({ "contracts.block.price": price, "costs.reference_price": 10 });
    near(inYears(stated, "budgets_paid_out"), [12_000, 12_000, 12_000]);
    near(inYears(stated, "block_used", "contract"), [12_000, 13_200, 14_400]);
  });

  it("at spot: a fifth beyond what is committed", async () => {
    const spot = { coverage: 0.8, price: 10, spot_price: { by_year: { "2011/12": 10, "2012/13": 15 } } };
    const ran = await run({ "contracts.block": spot, "costs.reference_price": 10 });
    near(inYears(ran, "block_spot", "contract"), [2400, 3600, 3600]);
  });

  it("in its own price year is uprated from it", async () => {
    const { gbp } = await worked(
      {
        price_index: "index.csv",
        "costs.reference_price": { by_year: { "2011/12": 10 }, price_year: "2009/10" },
      },
      1,
      () => "year,index\n2009,100\n2010,110\n2011,110\n",
    );
    expect(gbp("budgets_paid_out")).toBeCloseTo(13_200, 8);
  });

  it("and the payer's share by year: the NHS pays none, a quarter, half of the budget", async () => {
    const ran = await run({ ".budget_setting.nhs_share": { by_year: { "2011/12": 0, "2013/14": 0.5 } } });
    near(
      years.map((year) => lineOf(ran, 0, "budget", "all", year, "budgets_paid_out", ["nhs"])),
      [0, 3000, 6000],
    );
  });

  it("and the programme's running cost", async () => {
    const ran = await run({ ".programme.running_a_year": { by_year: { "2011/12": 600, "2013/14": 0 } } });
    near(inYears(ran, "programme"), [600, 300, 0]);
  });
});

describe("a distribution by year", () => {
  it("takes one uniform for all its years, so that they move together", async () => {
    const uniform = (low: number, high: number) => ({ distribution: "uniform", low, high });
    const ran = await run(
      {
        ".advice.adviser.hours_a_year": 1,
        ".advice.adviser.hour": {
          by_year: { "2011/12": uniform(10, 20), "2012/13": 7, "2013/14": uniform(100, 300) },
        },
      },
      20,
    );
    for (let draw = 0; draw < 20; draw++) {
      const [first, second, third] = inYears(ran, "advice_and_support", "budget", draw);
      expect((third! - 100) / 200).toBeCloseTo((first! - 10) / 10, 9);
      expect(second).toBeCloseTo(7, 9);
    }
    expect(
      new Set(Array.from({ length: 20 }, (_, draw) => inYears(ran, "advice_and_support", "budget", draw)[0]))
        .size,
    ).toBe(20);
  });
});

it("a series that says the same in every year gives the bits of the number itself", async () => {
  const values = { ".advice.adviser": { hours_a_year: 3, hour: 31.7 }, "costs.reference_price": 9.3 };
  const flat = (value: number) => ({ by_year: { "2011/12": value, "2013/14": value } });
  const series = {
    ".advice.adviser": { hours_a_year: flat(3), hour: flat(31.7) },
    "costs.reference_price": flat(9.3),
  };
  const [one, other] = [await run(values), await run(series)];
  expect(other.tallies).toEqual(one.tallies);
  expect(itemOf(one, 0, "budget", "all", "2011/12", "take_ups")).toBe(1);
});

describe("shares of contracts by year", () => {
  /** In-house provision at £12, half of it fixed, goes from 0.6 to 0.2 in two years; 100 units a month in all. */
  const shrinking = (between = "linear") => ({
    contracts: {
      own: {
        ...{ kind: "in_house", price: 12, fixed_share: 0.5, nhs_share: 0.5 },
        ...{ first_renewal_years: 2, term_years: 2, share: share(0.6, 0.2, between) },
      },
      agencies: {
        ...{ price: 10, spot_price: 11, first_renewal_years: 2, term_years: 2 },
        share: share(0.4, 0.8, between),
      },
    },
  });
  const share = (from: number, to: number, between: string) => ({
    by_year: { "2011/12": from, "2013/14": to },
    between,
  });
  const lines = ["in_house_used", "in_house_stranded", "block_used", "block_spot"] as const;

  it("60, 40 and 20 units of in-house provision: what it is committed to follows at its renewal", async () => {
    const ran = await run(shrinking());
    const [used, stranded, block, spot] = lines.map((line) => inYears(ran, line, "contract"));
    // C is 60 from the share at the start, and from the third year on the mean of the second, 40.
    near(used!, [60 * 12 * 12, 40 * 12 * 12, 20 * 12 * 12]);
    near(stranded!, [0, 0.5 * 12 * 20 * 12, 0.5 * 12 * 20 * 12]);
    // The agencies have 40, 60 and 80 units, of which 40, 40 and 60 are committed.
    near(block!, [40 * 10 * 12, 40 * 10 * 12, 60 * 10 * 12]);
    near(spot!, [0, 20 * 11 * 12, 20 * 11 * 12]);
  });

  it("shrinks in an arm with budgets too, where the user leaves after a year and a half", async () => {
    const ran = await run({ ...shrinking(), ".rollout.start_years": 1.5 });
    const [used, stranded, block, spot] = lines.map((line) => inYears(ran, line));
    near(used!, [60 * 12 * 12, 40 * 12 * 6, 0]);
    // 60 committed: 20 unused for half a year, then all; then 20 committed, the mean of 40 and 0.
    near(stranded!, [0, 0.5 * 12 * (20 + 60) * 6, 0.5 * 12 * 20 * 12]);
    near(block!, [40 * 10 * 12, 40 * 10 * 6, 0]);
    near(spot!, [0, 20 * 11 * 6, 0]);
    // The reference price is the average at the year's shares: £10.80, then £10.40.
    near(inYears(ran, "budgets_paid_out"), [0, 1080 * 6, 1040 * 12]);
  });

  it("in steps nothing moves before the third year", async () => {
    const ran = await run(shrinking("steps"));
    near(inYears(ran, "in_house_used", "contract"), [60 * 12 * 12, 60 * 12 * 12, 20 * 12 * 12]);
    near(inYears(ran, "in_house_stranded", "contract"), [0, 0, 0.5 * 12 * 40 * 12]);
  });

  it("clients contribute to the council's share of the year's contracts", async () => {
    const ran = await run({ ...shrinking(), "people.contribution_share": 0.1 });
    // A tenth of £1,120, £1,080 and £1,040 a month, of which the council pays 0.7, 0.8 and 0.9.
    const paid = years.map((year) =>
      lineOf(ran, 0, "contract", "all", year, "client_contributions", ["client"]),
    );
    near(paid, [12 * 112 * 0.7, 12 * 108 * 0.8, 12 * 104 * 0.9]);
  });

  it("that do not add up to 1 in some year are refused, and that year is told", async () => {
    const { contracts } = shrinking();
    const short = { ...contracts, agencies: { ...contracts.agencies, share: share(0.4, 0.7, "linear") } };
    const parsed = await parseScenario(withValues(onePerson, { horizon_years: 3, contracts: short }));
    expect("faults" in parsed && parsed.faults).toMatchObject([
      {
        path: "contracts.own.share.by_year.2013/14",
        code: "inconsistent",
        found: "shares of contracts that add up to 0.9 in 2013/14",
        allowed: "shares of contracts that add up to 1",
      },
    ]);
  });
});

describe("a life by year", () => {
  const count = (ran: ProductRun, measure: string, arm = "budget") =>
    years.map((year) => itemOf(ran, 0, arm, "all", year, measure));
  const never = 0;

  it("ends with the month in which the rate is such that nobody lives: the second April", async () => {
    const ran = await run({
      "life_course.death": { by_year: { "2011/12": never, "2012/13": certainly }, between: "steps" },
    });
    // Who dies in a month is not counted in it.
    for (const arm of ["contract", "budget"]) near(count(ran, "life_years", arm), [1, 0, 0]);
    near(count(ran, "deaths"), [0, 1, 0]);
  });

  it("a run that starts in October is in its second financial year after six months", async () => {
    const ran = await run({
      start: "2011-10",
      "life_course.death": { by_year: { "2011/12": never, "2012/13": certainly }, between: "steps" },
    });
    near(count(ran, "life_years"), [0.5, 0, 0]);
  });

  it("moves to residential care in the year that says so, and its price is that year's", async () => {
    const ran = await run({
      "life_course.residential_care": {
        by_year: { "2011/12": never, "2012/13": certainly },
        between: "steps",
      },
      "costs.residential_care_week": { by_year: { "2012/13": 700, "2013/14": 800 } },
    });
    const weeks = 365.25 / 7;
    near(inYears(ran, "residential_care"), [0, 700 * weeks, 800 * weeks]);
    near(inYears(ran, "budgets_paid_out"), [12_000, 0, 0]);
  });

  it("a clock keeps what is left of it: halves of one hazard, a year apart, are the whole of it", async () => {
    // Deaths at 0.7, nothing, 0.7 a year against 0.7 throughout: the third year's dying are those of the second there.
    const people = { "people.existing_users": 4000 };
    const gap = await run({
      ...people,
      "life_course.death": { by_year: { "2011/12": 0.7, "2012/13": 0, "2013/14": 0.7 } },
    });
    const through = await run({ ...people, "life_course.death": 0.7 });
    const [first, none, third] = count(gap, "deaths");
    const [one, two] = count(through, "deaths");
    expect(none).toBe(0);
    expect([first, third]).toEqual([one, two]);
  });

  it("leaves the budget in the year that says so, and then costs what a unit under contract does", async () => {
    const ran = await run({ ".leaving_rate": { by_year: { "2012/13": never, "2013/14": certainly } } });
    near(inYears(ran, "budgets_paid_out"), [12_000, 12_000, 0]);
    near(inYears(ran, "block_used"), [0, 0, 12_000]);
  });

  it("takes a budget up when the ceiling is raised: the second April", async () => {
    const ran = await run({
      ".take_up.ceiling": { by_year: { "2011/12": 0, "2012/13": 1 }, between: "steps" },
    });
    near(inYears(ran, "budgets_paid_out"), [0, 12_000, 12_000]);
    near(count(ran, "take_ups"), [0, 1, 0]);
  });

  it("has its budget set, and its care bought, at reviews: taken up in October, by October's terms until the next", async () => {
    const ran = await run({
      ".rollout.start_years": 0.5,
      ".take_up.midpoint_years": -9,
      ".budget_setting.bias": { by_year: { "2011/12": 0, "2013/14": -0.2 } },
    });
    // Six months at 0; then −0.1 from October 2012, −0.2 from October 2013.
    near(inYears(ran, "budgets_paid_out"), [6000, 6000 + 5400, 5400 + 4800]);
  });

  it("pays contributions by the year's means test, with a budget or without", async () => {
    const ran = await run({ "people.contribution_share": { by_year: { "2011/12": 0.1, "2013/14": 0.3 } } });
    for (const arm of ["contract", "budget"]) {
      near(
        years.map((year) => lineOf(ran, 0, arm, "all", year, "client_contributions", ["client"])),
        [1200, 2400, 3600],
      );
    }
  });

  it("claims in the year that says so; an attracted claim in the year in which budgets attract", async () => {
    const without = {
      "people.managing_without.ratio": 1,
      "people.existing_users": 2000,
      ".take_up.ceiling": 0,
    };
    const claiming = await run({
      ...without,
      "people.managing_without.claim_rate": {
        by_year: { "2011/12": never, "2012/13": certainly },
        between: "steps",
      },
    });
    near(count(claiming, "claims", "contract"), [0, 2000, 0]);
    const attracted = await run({
      ...without,
      "people.managing_without.claim_rate": 0.3,
      ".take_up.midpoint_years": -9,
      ".claims.attraction": { by_year: { "2011/12": 1, "2012/13": 3, "2013/14": 1 } },
    });
    const [none, drawn, after] = count(attracted, "attracted_claims");
    expect([none, after]).toEqual([0, 0]);
    // Of those left after a year at 0.3, 1 − e^(−0.9) claim in a year, two thirds of them attracted; within 4 standard errors.
    const share = Math.exp(-0.3) * (2 / 3) * (1 - Math.exp(-0.9));
    expect(Math.abs(drawn! - 2000 * share)).toBeLessThan(4 * Math.sqrt(2000 * share * (1 - share)));
  });

  it("new users by year weigh what the year says, and nobody comes in a year of none", async () => {
    const ran = await run({
      "people.new_users_a_year": {
        by_year: { "2011/12": 12, "2012/13": 0, "2013/14": 24 },
        between: "steps",
      },
    });
    near(count(ran, "entered"), [13, 0, 24]);
  });
});

it("a way of holding by year: whoever takes a budget up has one by the shares of that year, for life", async () => {
  const by = (managed: Node, direct: Node) => ({ by_deployment: { managed, direct_payment: direct } });
  const steps = (first: number, then: number) => ({
    by_year: { "2011/12": first, "2012/13": then },
    between: "steps",
  });
  const ran = await run({
    deployments: ["managed", "direct_payment"],
    "people.new_users_a_year": { by_year: { "2011/12": 0, "2012/13": 12, "2013/14": 0 }, between: "steps" },
    ".deployment": by(steps(1, 0), steps(0, 1)),
  });
  const held = (slice: string) => years.map((year) => itemOf(ran, 0, "budget", slice, year, "take_ups"));
  near(held("deployment=managed"), [1, 0, 0]);
  // Who comes in a month takes the budget up in the next: those of March in the year after.
  const [none, most, rest] = held("deployment=direct_payment");
  expect(none).toBe(0);
  expect(most! + rest!).toBeCloseTo(12, 9);
});
