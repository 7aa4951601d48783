import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Alternative, incrementalAnalysis } from "../../src/decision/costEffectiveness.js";

const byArm = (alternatives: Alternative[]) =>
  Object.fromEntries(incrementalAnalysis(alternatives).map((row) => [row.arm, row]));

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

describe("worked examples", () => {
  test("six strategies with both kinds of dominance", () => {
    // Cost-effectiveness teaching example of the US Veterans Affairs Health Economics Resource Center
    // (herc.research.va.gov, "Cost-effectiveness analysis"), as used by DARTH-git/dampack test_calculate_icers.R.
    const rows = byArm([
      { arm: "E", cost: 55000, effect: 5 },
      { arm: "D", cost: 35000, effect: 4 },
      { arm: "C", cost: 25000, effect: 3 },
      { arm: "B", cost: 10000, effect: 2 },
      { arm: "A", cost: 12000, effect: 1.5 },
      { arm: "UC", cost: 5000, effect: 1 },
    ]);
    expect(rows.UC).toMatchObject({ status: "frontier", icer: undefined });
    expect(rows.B).toMatchObject({ status: "frontier", comparator: "UC", icer: 5000 });
    expect(rows.D).toMatchObject({ status: "frontier", comparator: "B", icer: 12500 });
    expect(rows.E).toMatchObject({ status: "frontier", comparator: "D", icer: 20000 });
    expect(rows.C).toMatchObject({
      status: "extendedly_dominated",
      dominatedBy: ["B", "D"],
      icer: undefined,
    });
    expect(rows.A).toMatchObject({ status: "dominated", dominatedBy: ["B"] });
  });

  test("HIV screening in the United States, high-risk population", () => {
    // Paltiel et al., Annals of Internal Medicine 2006;145:797–806, table 4: mean costs and quality-adjusted months.
    const months: [string, number, number][] = [
      ["status quo", 26000, 277.25],
      ["one time", 27000, 277.57],
      ["every 5 years", 28020, 277.78],
      ["every 3 years", 28440, 277.83],
      ["annual", 29440, 277.76],
    ];
    const rows = byArm(months.map(([arm, cost, effect]) => ({ arm, cost, effect: effect / 12 })));
    // By hand: 1000 / (0.32/12), 1020 / (0.21/12), 420 / (0.05/12).
    expect(rows["one time"]!.icer).toBeCloseTo(37500, 4);
    expect(rows["every 5 years"]!.icer).toBeCloseTo(58285.714, 2);
    expect(rows["every 3 years"]!.icer).toBeCloseTo(100800, 3);
    expect(rows.annual).toMatchObject({ status: "dominated" });
  });

  test("treatments of Clostridioides difficile: one strategy goes by extended dominance alone", () => {
    // Rajasingham et al., Clinical Infectious Diseases 2020;70:754–762; mean costs and effects, statuses and ICERs as
    // published with DARTH-git/dampack (vignettes/cdiff_icers.csv).
    const published: [string, number, number, string, number | undefined][] = [
      ["s3", 57336.0059896538, 12.9399639202408, "frontier", undefined],
      ["s27", 57541.2526373815, 13.0140640696275, "frontier", 2769.85470915263],
      ["s33", 57642.2587507842, 13.0389116321918, "frontier", 4065.03105249231],
      ["s31", 57934.0743411241, 13.0966257932217, "frontier", 5056.2216470406],
      ["s43", 58072.1137208494, 13.11285766912, "frontier", 8504.2160616553],
      ["s44", 58665.7823044647, 13.1283328397025, "frontier", 38362.6519947134],
      ["s39", 57814.6470919581, 13.0462790163185, "extendedly_dominated", undefined],
      ["s4", 57887.481549326, 12.9970657153765, "dominated", undefined],
      ["s13", 58018.6252420203, 13.0650412387992, "dominated", undefined],
      ["s37", 58081.7947984323, 13.1029711156978, "dominated", undefined],
      ["s20", 58634.2026441398, 13.1100568867995, "dominated", undefined],
    ];
    const rows = byArm(published.map(([arm, cost, effect]) => ({ arm, cost, effect })));
    for (const [arm, , , status, icer] of published) {
      expect(rows[arm]!.status, arm).toBe(status);
      if (icer === undefined) expect(rows[arm]!.icer, arm).toBeUndefined();
      else expect(rows[arm]!.icer! / icer, arm).toBeCloseTo(1, 8);
    }
  });

  test("lamivudine added to zidovudine for HIV: a cohort model built here gives the published ICER", () => {
    // Chancellor et al., PharmacoEconomics 1997;12:54–66, as laid out in Briggs, Claxton & Sculpher, Decision Modelling for
    // Health Economic Evaluation (2006), exercise 2.5: 20 yearly cycles, costs discounted at 6%, life-years not,
    // combination for two years with relative risk 0.509. Published: £44,663 and £50,602, 8.937 life-years, £6,276 a life-year.
    const counts = [
      [1251, 350, 116, 17],
      [0, 731, 512, 15],
      [0, 0, 1312, 437],
    ];
    const careGbp = [1701 + 1055, 1774 + 1278, 6948 + 2059];
    const transitions = (relativeRisk: number) =>
      counts.map((row, from) => {
        const all = row.reduce((sum, count) => sum + count, 0);
        const moves = row.map((count, to) => (to === from ? 0 : (relativeRisk * count) / all));
        return moves.map((p, to) => (to === from ? 1 - moves.reduce((sum, q) => sum + q, 0) : p));
      });
    const run = (arm: string, yearsOfLamivudine: number): Alternative => {
      let alive = [1, 0, 0];
      let cost = 0;
      let lifeYears = 0;
      for (let year = 1; year <= 20; year++) {
        const treated = year <= yearsOfLamivudine;
        const p = transitions(treated ? 0.509 : 1);
        alive = alive.map((_, to) => alive.reduce((sum, share, from) => sum + share * p[from]![to]!, 0));
        const drugGbp = 2278 + (treated ? 2086.5 : 0); // the book has £2,086.50, others £2,086 or £2,087
        cost +=
          alive.reduce((sum, share, state) => sum + share * (careGbp[state]! + drugGbp), 0) / 1.06 ** year;
        lifeYears += alive.reduce((sum, share) => sum + share, 0);
      }
      return { arm, cost, effect: lifeYears };
    };
    const rows = byArm([run("monotherapy", 0), run("combination", 2)]);
    // Tolerances: the book rounds probabilities to three figures.
    expect(Math.abs(rows.monotherapy!.cost - 44663)).toBeLessThan(100);
    expect(Math.abs(rows.combination!.cost - 50602)).toBeLessThan(100);
    expect(Math.abs(rows.combination!.effect - 8.937)).toBeLessThan(0.02);
    expect(Math.abs(rows.combination!.icer! - 6276)).toBeLessThan(20);
  });
});

describe("ties and edges", () => {
  test("of equal arms the first given stands", () => {
    const rows = byArm([
      { arm: "second thought", cost: 1, effect: 1 },
      { arm: "twin", cost: 1, effect: 1 },
    ]);
    expect(rows["second thought"]!.status).toBe("frontier");
    expect(rows.twin).toMatchObject({ status: "tied", dominatedBy: ["second thought"] });
  });

  test("at equal cost the less effective arm is dominated, at equal effect the dearer", () => {
    const rows = byArm([
      { arm: "worse", cost: 1, effect: 1 },
      { arm: "better", cost: 1, effect: 2 },
      { arm: "dearer", cost: 2, effect: 2 },
    ]);
    expect(rows.worse!.status).toBe("dominated");
    expect(rows.dearer!.status).toBe("dominated");
    expect(rows.better!.status).toBe("frontier");
  });

  test("an arm exactly between its neighbours stays", () => {
    const rows = byArm([
      { arm: "a", cost: 0, effect: 0 },
      { arm: "b", cost: 1, effect: 1 },
      { arm: "c", cost: 2, effect: 2 },
    ]);
    expect([rows.b!.status, rows.b!.icer, rows.c!.icer]).toEqual(["frontier", 1, 1]);
  });

  test("rounding decides nothing: an arm on the line stays, equal effects and equal arms are equal", () => {
    // In doubles 0.5 − 0.3 is above 0.3 − 0.1, and 0.1 + 0.2 above 0.3.
    const line = byArm([
      { arm: "a", cost: 0, effect: 0.1 },
      { arm: "b", cost: 10, effect: 0.3 },
      { arm: "c", cost: 20, effect: 0.5 },
    ]);
    expect(line.b).toMatchObject({ status: "frontier", comparator: "a" });
    expect(line.c).toMatchObject({ status: "frontier", comparator: "b" });
    const equal = byArm([
      { arm: "a", cost: -5, effect: 0 },
      { arm: "b", cost: 90, effect: 0.3 },
      { arm: "twin", cost: 90, effect: 0.1 + 0.2 },
      { arm: "dearer", cost: 100, effect: 0.1 + 0.2 },
    ]);
    expect(equal.b).toMatchObject({ status: "frontier", comparator: "a" });
    expect(equal.twin).toMatchObject({ status: "tied", dominatedBy: ["b"] });
    expect(equal.dearer).toMatchObject({ status: "dominated", dominatedBy: ["b"] });
  });

  test("programmer's mistakes throw", () => {
    expect(() => incrementalAnalysis([])).toThrow("at least one arm");
    expect(() => incrementalAnalysis([{ arm: "a", cost: Number.NaN, effect: 0 }])).toThrow("finite");
    expect(() =>
      incrementalAnalysis([
        { arm: "a", cost: 0, effect: 0 },
        { arm: "a", cost: 1, effect: 1 },
      ]),
    ).toThrow("unique arms: a");
  });
});

describe("laws", () => {
  const alternatives = fc
    .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((points) => points.map(([cost, effect], at) => ({ arm: `arm ${at}`, cost, effect })));

  test("at every threshold the best net benefit is on the frontier", () => {
    fc.assert(
      fc.property(alternatives, fc.integer({ min: 0, max: 50 }), (arms, threshold) => {
        const worth = ({ cost, effect }: Alternative) => threshold * effect - cost;
        const rows = incrementalAnalysis(arms);
        const best = Math.max(...arms.map(worth));
        expect(Math.max(...rows.filter((row) => row.status === "frontier").map(worth))).toBe(best);
      }),
    );
  });

  test("ICERs never fall along the frontier, and each extendedly dominated arm lies above the mix of its two", () => {
    fc.assert(
      fc.property(alternatives, (arms) => {
        const rows = incrementalAnalysis(arms);
        const icers = rows.flatMap(({ icer }) => (icer === undefined ? [] : [icer]));
        icers.forEach((icer, at) => {
          if (at > 0) expect(icer).toBeGreaterThanOrEqual(icers[at - 1]! - 1e-9);
        });
        for (const row of rows.filter(({ status }) => status === "extendedly_dominated")) {
          const [low, high] = row.dominatedBy.map((name) => rows.find(({ arm }) => arm === name)!);
          const share = (row.effect - low!.effect) / (high!.effect - low!.effect);
          expect(low!.cost + share * (high!.cost - low!.cost)).toBeLessThan(row.cost);
        }
      }),
    );
  });
});
