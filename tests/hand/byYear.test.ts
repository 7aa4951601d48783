/** Prices by financial year, by hand: a person of £1,000 a month at £10 a unit, over three years from April 2011. */
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { onePerson, worked } from "../mechanisms/handWorked.js";
import { withValues } from "../mechanisms/mechanismCases.js";
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
