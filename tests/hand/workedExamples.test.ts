/**
 * The worked examples of the model page, run through the reference. Each expected value is computed by hand; the
 * arithmetic stands beside it. They show that the reference does what the page says before it judges anything else.
 */
import { describe, expect, it } from "vitest";
import { budgetMonth } from "../reference/budgetMonth.js";
import { renewedPrice, renewedVolume, settleContract, settleMonth } from "../reference/contractSettlement.js";
import { attractionAt, ceilingWithOdds, takenUpShare } from "../reference/takeUpCurve.js";

const plain = {
  packageCostGbp: 1000,
  bias: 0,
  error: 1,
  misusedShare: 0,
  misuseRecoveredShare: 0,
  widerShare: 0,
  coreWorkShare: 0,
  priceRatio: 1,
  efficiencyGain: 0,
  yearlyFactor: 1,
  reinvestedShare: 1,
  recoveredShare: 0,
  bailedOutShare: 0,
  toppedUpShare: 0,
};

describe("a month of contract", () => {
  const block = { spotPriceGbp: 18, takeOrPay: 0.8, fixedShare: 0 };
  it.each([
    // 15 × 900; nothing below 0.8 × 1,000
    [900, 13_500, 0, 0],
    // 15 × 700 = 10,500; stranded 15 × (800 − 700)
    [700, 10_500, 0, 1_500],
    // 15 × 1,000; 18 × 100 beyond
    [1100, 15_000, 1_800, 0],
  ])("block at £15 for 1,000 with 0.8 to pay, %i used", (used, usedGbp, spotGbp, strandedGbp) => {
    const month = settleMonth(block, 15, 1000, used);
    expect(month).toEqual({ usedGbp, spotGbp, strandedGbp });
  });
  it("in-house with 0.4 fixed: £12,300 of which £1,800 is stranded", () => {
    // used 15 × 700 = 10,500; fixed part of the 300 unused 0.4 × 15 × 300 = 1,800
    const month = settleMonth({ spotPriceGbp: 15, takeOrPay: 0, fixedShare: 0.4 }, 15, 1000, 700);
    expect(month.strandedGbp).toBeCloseTo(1_800, 9);
    expect(month.usedGbp + month.spotGbp + month.strandedGbp).toBeCloseTo(12_300, 9);
  });
});

describe("renewal", () => {
  const terms = {
    coverage: 0.9,
    priceGbp: 15,
    spotPriceGbp: 18,
    takeOrPay: 0,
    fixedShare: 0,
    firstRenewalMonth: 12,
    termMonths: 36,
    noticeMonths: 0,
    releaseShare: 1,
    bulkElasticity: 0,
  };
  it("moves down by the released share of the gap", () => {
    // target 0.9 × 700 = 630; gap 900 − 630 = 270; half of it let go: 900 − 135
    expect(renewedVolume(900, 630, 1)).toBe(630);
    expect(renewedVolume(900, 630, 0.5)).toBe(765);
    expect(renewedVolume(630, 900, 0.5)).toBe(900);
  });
  it("loses the bulk price, capped", () => {
    // 630/900 = 0.7; ln 0.7 = −0.3566749; 15·e^(0.03566749) = 15 × 1.0363112 = 15.54467
    expect(renewedPrice({ ...terms, bulkElasticity: 0.1 }, 900, 630)).toBeCloseTo(15.5447, 4);
    // 15/0.7 = 21.43, above the spot price of 18
    expect(renewedPrice({ ...terms, bulkElasticity: 1 }, 900, 630)).toBe(18);
    expect(renewedPrice({ ...terms, bulkElasticity: 1 }, 0, 630)).toBe(15);
    expect(renewedPrice({ ...terms, bulkElasticity: 1 }, 900, 0)).toBe(15);
  });
  it("looks at the twelve months that end a notice period earlier", () => {
    // start volume 1,000, C0 900; months 0–5 use 1,000, 6–23 use 700; notice 3: months 0 to 8, mean (6·1000 + 3·700)/9 = 900
    const volumes = Array.from({ length: 24 }, (_, month) => (month < 6 ? 1000 : 700));
    const growth = volumes.map(() => 1);
    const months = settleContract({ ...terms, noticeMonths: 3 }, 1000, volumes, growth);
    expect(months[11]!.committedUnits).toBe(900);
    expect(months[12]!.committedUnits).toBeCloseTo(0.9 * 900, 9);
    // notice 12: no month to look at, C stays C0
    expect(settleContract({ ...terms, noticeMonths: 12 }, 1000, volumes, growth)[12]!.committedUnits).toBe(
      900,
    );
  });
});

describe("a month of budget", () => {
  it("surplus", () => {
    const month = budgetMonth({
      ...plain,
      bias: -0.05,
      priceRatio: 0.9,
      efficiencyGain: 0.1,
      reinvestedShare: 0.5,
      recoveredShare: 0.6,
    });
    // B = 1,000·0.95; R = 1,000·0.9·0.9; S = 950 − 810; I = S/2; X = 0.6·70; K = 0.4·70; O = 950 − 42
    expect(month.B).toBeCloseTo(950, 9);
    expect(month.R).toBeCloseTo(810, 9);
    expect(month.S).toBeCloseTo(140, 9);
    expect(month.I).toBeCloseTo(70, 9);
    expect(month.X).toBeCloseTo(42, 9);
    expect(month.K).toBeCloseTo(28, 9);
    expect(month.O).toBeCloseTo(908, 9);
    // γ 0.2: council 0.8·908 = 726.40; client 0.2·908 − 28 = 153.60; together 880 = 810 + 70
    expect(month.O * 0.8).toBeCloseTo(726.4, 9);
    expect(month.O * 0.2 + month.T - month.K).toBeCloseTo(153.6, 9);
    expect(month.core + month.W + month.I).toBeCloseTo(880, 9);
  });
  it("deficit", () => {
    const month = budgetMonth({
      ...plain,
      bias: -0.1,
      priceRatio: 1.1,
      bailedOutShare: 0.5,
      toppedUpShare: 0.4,
    });
    // D = 1,100 − 900; L = 100; T = 0.4·100; V = 60; n = 60/1,100
    expect(month.D).toBeCloseTo(200, 9);
    expect(month.L).toBeCloseTo(100, 9);
    expect(month.T).toBeCloseTo(40, 9);
    expect(month.V).toBeCloseTo(60, 9);
    expect(month.n).toBeCloseTo(0.054545, 6);
    // council 900 + 100; client 40; core 1,100 − 60
    expect(month.O).toBeCloseTo(1000, 9);
    expect(month.core).toBeCloseTo(1040, 9);
  });
  it("misuse", () => {
    const month = budgetMonth({
      ...plain,
      efficiencyGain: 0.1,
      misusedShare: 0.1,
      widerShare: 0.1,
      coreWorkShare: 0.5,
      bailedOutShare: 1,
      misuseRecoveredShare: 0.4,
    });
    // N = 1,000 − 100; W = 90; R = 900, R′ = 900 − 45; D = 855 − 900 + 90; L = D; council 1,000 − 40 + 45
    expect(month.N).toBeCloseTo(900, 9);
    expect(month.W).toBeCloseTo(90, 9);
    expect(month.servedCore).toBeCloseTo(855, 9);
    expect(month.L).toBeCloseTo(45, 9);
    expect(month.O).toBeCloseTo(1005, 9);
    expect(month.core + month.W + month.I + 0.6 * month.M).toBeCloseTo(1005, 9);
  });
  it("balances: B + L + T = M + W + core + I + X + K", () => {
    for (const bias of [-0.5, -0.1, 0, 0.3]) {
      for (const widerShare of [0, 0.2, 0.9]) {
        for (const misusedShare of [0, 0.3, 1]) {
          const month = budgetMonth({
            ...plain,
            bias,
            widerShare,
            misusedShare,
            coreWorkShare: 0.6,
            priceRatio: 1.2,
            efficiencyGain: -0.1,
            yearlyFactor: 0.8,
            reinvestedShare: 0.3,
            recoveredShare: 0.7,
            bailedOutShare: 0.4,
            toppedUpShare: 0.25,
          });
          const { B, L, T, M, W, core, I, X, K } = month;
          expect(B + L + T).toBeCloseTo(M + W + core + I + X + K, 9);
        }
      }
    }
  });
  it("break-even bias of the direct-payment example", () => {
    // A = 10 × 13.77 × 365.25/7 = 7,184.99 a year; −200/A = −2.784%, −1,800/A = −25.052%
    const yearGbp = (10 * 13.77 * 365.25) / 7;
    expect(yearGbp).toBeCloseTo(7184.99, 2);
    expect(-200 / yearGbp).toBeCloseTo(-0.02784, 5);
    expect(-1800 / yearGbp).toBeCloseTo(-0.25052, 5);
    const { S } = budgetMonth({ ...plain, packageCostGbp: yearGbp, efficiencyGain: 0.08 });
    expect(S).toBeCloseTo(574.799, 3);
    expect(300 / S).toBeCloseTo(0.521921, 6);
  });
});

describe("take-up and attraction", () => {
  const curve = { midpointYears: 3, steepness: 1.5 };
  it("F(0), F(3), F(5) at a ceiling of 0.6", () => {
    // 0.6/(1 + e^4.5) = 0.6/91.017131; 0.6/2; 0.6/(1 + e^−3) = 0.6/1.04978707
    expect(takenUpShare(0.6, curve, 0)).toBeCloseTo(0.006592, 6);
    expect(takenUpShare(0.6, curve, 3)).toBeCloseTo(0.3, 12);
    expect(takenUpShare(0.6, curve, 5)).toBeCloseTo(0.571544, 6);
  });
  it("odds ratio and meagre budgets", () => {
    // odds 1.5 × 0.5 = 0.75: 0.75/1.75; odds 1.5 × 0.9 = 1.35: 1.35/2.35
    const halved = ceilingWithOdds(0.6, [0.5], 0, 0, 1);
    expect(halved).toBeCloseTo(0.428571, 6);
    expect(takenUpShare(halved, curve, 3)).toBeCloseTo(0.214286, 6);
    expect(ceilingWithOdds(0.6, [1], 1, -0.1, 1)).toBeCloseTo(0.574468, 6);
    expect(ceilingWithOdds(0, [2], 1, -0.1, 1)).toBe(0);
    expect(ceilingWithOdds(1, [0.5], 1, -0.1, 1)).toBe(1);
  });
  it("a flat curve halves the gain of attraction", () => {
    expect(attractionAt(3, { midpointYears: 0, steepness: 0 }, 7)).toBe(2);
  });
});
