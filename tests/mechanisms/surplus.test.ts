import { describe, expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "surplus",
  given: { ".purchase.price_ratio": 0.9 },
  neutral: { "all of it reinvested": { ".surplus": { reinvested_share: 1, recovered_share: 0.5 } } },
  cases: [
    {
      what: "recovered",
      values: { ".surplus": { reinvested_share: 0, recovered_share: 1 } },
      lines: ["unspent_recovered", "client_contributions"],
      measures: ["reinvested"],
    },
    {
      what: "kept",
      values: { ".surplus.reinvested_share": 0 },
      lines: ["unspent_kept"],
      measures: ["reinvested"],
    },
    {
      what: "some of each",
      values: { ".surplus": { reinvested_share: 0.5, recovered_share: 0.5 } },
      lines: ["unspent_recovered", "unspent_kept", "client_contributions"],
      measures: ["reinvested"],
    },
  ],
});

describe("surplus, worked by hand", () => {
  test("of 140 a month a half is reinvested; of the rest 0.6 is recovered and 0.4 kept", async () => {
    // B 950, R 810, S 140: I = 70, X = 0.6 · 70 = 42, K = 28; contributions 0.2 · (950 − 42) = 181.60 a month.
    const { gbp, count } = await worked({
      "people.contribution_share": 0.2,
      ".budget_setting.bias": -0.05,
      ".purchase": { price_ratio: 0.9, efficiency_gain: 0.1 },
      ".surplus": { reinvested_share: 0.5, recovered_share: 0.6 },
    });
    expect(count("reinvested")).toBeCloseTo(12 * 70, 6);
    expect(gbp("unspent_recovered", "council")).toBeCloseTo(-12 * 42, 6);
    expect(gbp("unspent_kept", "client")).toBeCloseTo(-12 * 28, 6);
    expect(gbp("client_contributions", "client")).toBeCloseTo(12 * 181.6, 6);
    expect(gbp("client_contributions", "council")).toBeCloseTo(-12 * 181.6, 6);
  });
});
