import { describe, expect, test } from "vitest";
import { unitsAWeek, worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "contracts",
  neutral: {
    "the site's terms": {
      ".contracts.main": {
        coverage: 1,
        price: 15,
        spot_price: 15,
        take_or_pay: 0,
        fixed_share: 0,
        bulk_elasticity: 0,
      },
    },
    // What bulk lost would cost is no more than the spot price, which is the contract's.
    "an elasticity to bulk where spot care costs no more": {
      ".contracts.main": { bulk_elasticity: 0.5 },
    },
    "a volume that nobody is bound to": { ".contracts.main.volume": 1000 },
    "dates of renewal, where nothing hangs on the volume": {
      ".contracts.main": { notice_months: 6, term_years: 4, release_share: 0.5 },
    },
  },
  cases: [
    {
      what: "take-or-pay",
      values: { ".contracts.main.take_or_pay": 0.9 },
      lines: ["block_stranded"],
      measures: [],
    },
    {
      what: "fixed cost",
      values: { ".contracts.main.fixed_share": 0.5 },
      lines: ["block_stranded"],
      measures: [],
    },
    {
      what: "less committed than used",
      values: { ".contracts.main.coverage": 0.5 },
      lines: ["block_used", "block_spot"],
      measures: [],
    },
    {
      what: "a dearer spot price",
      values: { ".contracts.main": { coverage: 0.2, spot_price: 20 } },
      lines: ["block_used", "block_spot"],
      measures: [],
    },
    {
      what: "a price that rises as bulk is lost",
      values: { ".contracts.main": { first_renewal_years: 1, bulk_elasticity: 0.3, spot_price: 20 } },
      lines: ["block_used"],
      measures: [],
    },
    {
      what: "a share that the NHS pays",
      values: { ".contracts.main.nhs_share": 0.3 },
      lines: ["block_used", "client_contributions"],
      measures: [],
    },
    {
      what: "a volume of its own, most of it to be paid for",
      values: { ".contracts.main": { volume: 700, take_or_pay: 0.9 } },
      lines: ["block_stranded"],
      measures: [],
    },
    {
      what: "a volume short of use, at a dearer spot price",
      values: { ".contracts.main": { volume: 300, spot_price: 20 } },
      lines: ["block_used", "block_spot"],
      measures: [],
    },
  ],
});

describe("contracts, worked by hand", () => {
  /** 100 units a month at £10 until a budget is taken up after half a year, then none. */
  const leaves = { ".rollout.start_years": 0.5 };

  test("take-or-pay of 0.8: £800 a month is stranded once the user has left", async () => {
    const { gbp } = await worked({ ...leaves, "contracts.block.take_or_pay": 0.8 });
    expect(gbp("block_used")).toBeCloseTo(6 * 1000, 6);
    expect(gbp("block_stranded")).toBeCloseTo(6 * 800, 6);
    expect(gbp("block_stranded", undefined, "contract")).toBeCloseTo(0, 6);
  });

  test("half of it fixed, 0.8 of the rest to be paid: £500 + £400 a month", async () => {
    const { gbp } = await worked({
      ...leaves,
      "contracts.block": { price: 10, take_or_pay: 0.8, fixed_share: 0.5 },
    });
    expect(gbp("block_stranded")).toBeCloseTo(6 * 900, 6);
  });

  test("committed to 60 units, 40 are bought at £12: £600 + £480 a month", async () => {
    const { gbp } = await worked({
      ...leaves,
      "contracts.block": { price: 10, coverage: 0.6, spot_price: 12 },
      "costs.reference_price": 10,
    });
    expect([gbp("block_used"), gbp("block_spot")]).toEqual([
      expect.closeTo(6 * 600, 6),
      expect.closeTo(6 * 480, 6),
    ]);
  });

  test("at renewal half the surplus is let go, by the use of the year that ended with the notice", async () => {
    // Renewal in month 9 on months 0 to 5, all used: C stays 100. With no notice on months 0 to 8: target 100·6/9,
    // C = 100 − 0.5·33.33 = 83.33.
    const stranded = async (notice: number) =>
      (
        await worked({
          ...leaves,
          "contracts.block": {
            price: 10,
            take_or_pay: 1,
            first_renewal_years: 0.75,
            notice_months: notice,
            release_share: 0.5,
          },
        })
      ).gbp("block_stranded");
    expect(await stranded(3)).toBeCloseTo(6 * 1000, 6);
    expect(await stranded(0)).toBeCloseTo(3 * 1000 + 3 * 833.3333333, 4);
  });

  test("bulk lost: at 0.7 of the volume and an elasticity of 0.1 a unit costs 10·0.7^−0.1 = £10.3631, at most the spot price", async () => {
    // Two users, of 70 and 30 units a month; the second holds a budget from month 6 on. Renewal in month 18, on the year before it.
    const listed = `id,site,client_group,need,units_a_week,quintile\none,here,older_people,low,${0.7 * unitsAWeek},1\ntwo,here,older_people,high,${0.3 * unitsAWeek},1\n`;
    const used = async (spot: number): Promise<number> => {
      const { gbp } = await worked(
        {
          ...leaves,
          horizon_years: 2,
          "people.existing_users": 2,
          "people.individuals": "people.csv",
          ".rollout.eligible_share": { by_need: { low: 0, high: 1 } },
          "contracts.block": { price: 10, spot_price: spot, first_renewal_years: 1.5, bulk_elasticity: 0.1 },
          "costs.reference_price": 10,
        },
        1,
        () => listed,
      );
      return gbp("block_used");
    };
    expect(await used(18)).toBeCloseTo(6 * 1000 + 12 * 700 + 6 * 70 * 10 * 0.7 ** -0.1, 6);
    expect(await used(10.2)).toBeCloseTo(6 * 1000 + 12 * 700 + 6 * 70 * 10.2, 6);
  });

  test("two contracts of a table, for 120 units a month where 100 are used: each pays for its own shortfall until it ends", async () => {
    // Shares 72/120 and 48/120: 60 and 40 of the 100 units used, until the user leaves after half a year.
    const table = [
      "contract,client_group,kind,volume,price,take_or_pay,fixed_share,start,end,notice_months,nhs_share",
      `Agency,older_people,block,${0.72 * unitsAWeek},10,0.9,0,2010-04-01,2012-03-31,0,0.25`,
      `Day centre,older_people,in_house,${0.48 * unitsAWeek},12,0,0.5,01/10/2010,30/09/2012,6,0`,
    ].join("\n");
    const { gbp } = await worked(
      { ...leaves, horizon_years: 2, contracts: { table: "contracts.csv" } },
      1,
      () => table,
    );
    const none = ["block_used", "block_stranded", "in_house_used", "in_house_stranded"] as const;
    // Nobody leaves: 600 a month, and 10·(0.9·72 − 60) = £48 until the contract ends after 12 months and is renewed at 60 units;
    // 480 a month, and 0.5·12·(48 − 40) = £48 until 18 months, when it is renewed at 40.
    expect(none.map((line) => gbp(line, undefined, "contract"))).toEqual(
      [24 * 600, 12 * 48, 24 * 480, 18 * 48].map((amount) => expect.closeTo(amount, 6)),
    );
    // The user leaves: 10·0.9·72 = £648 a month until 12 months, then at the mean of the year, 30 units, 10·0.9·30 = £270;
    // 0.5·12·48 = £288 a month until 18 months, then at the mean of the year that ended half a year before, 20 units, £120.
    expect(none.map((line) => gbp(line))).toEqual(
      [6 * 600, 6 * 48 + 6 * 648 + 12 * 270, 6 * 480, 6 * 48 + 12 * 288 + 6 * 120].map((amount) =>
        expect.closeTo(amount, 6),
      ),
    );
    expect(gbp("block_stranded", "nhs")).toBeCloseTo(0.25 * 7416, 6);
    // The average of £10 and £12 by share: budgets are set at £10.80.
    expect(gbp("budgets_paid_out")).toBeCloseTo(18 * 1080, 6);
  });
});
