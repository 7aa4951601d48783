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
});
