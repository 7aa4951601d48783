import { describe, expect, test } from "vitest";
import { answerScreen } from "../../src/questions/affordability/answerScreen.js";
import type { Study } from "../../src/scenario/study.js";
import { handMadeRun, smallStudy } from "../results/handMadeRun.js";

const provenance = { version: "1.2.3", command: "afford run small --draws 4 --seed afford" };

/**
 * Four draws of two years, undiscounted. Contract: £1,000,000 a year in every draw. Budget: −100,000, 0, +100,000 and
 * +200,000 against it; of that £40,000 is care-manager time, which is not cash. Carers save £50,000 a year.
 */
async function workedScreen(): Promise<string> {
  const study = await smallStudy({
    question: "Can we?",
    discounting: { money: { rate: 0 } },
    envelopes: { council: { a_year: 1_050_000 } },
  });
  const run = handMadeRun(study, 4);
  const net = [-100_000, 0, 100_000, 200_000];
  for (let draw = 0; draw < 4; draw++) {
    for (const period of ["2011/12", "2012/13", "total"]) {
      const years = period === "total" ? 2 : 1;
      const put = { draw, period } as const;
      run.pay({ ...put, arm: "contract", line: "block_used", payer: "council", gbp: years * 1_000_000 });
      run.pay({
        ...put,
        arm: "budget",
        line: "budgets_paid_out",
        payer: "council",
        gbp: years * (960_000 + net[draw]!),
      });
      const time = { line: "care_manager_time", payer: "council", cashable: "no" } as const;
      run.pay({ ...put, ...time, arm: "budget", gbp: years * 40_000 });
      run.pay({ ...put, arm: "budget", line: "pay_to_relatives", payer: "carer", gbp: years * -50_000 });
      run.count({ ...put, arm: "budget", measure: "years_with_budget", value: years * 1234 });
    }
  }
  return answerScreen(run.result, provenance);
}

describe("answerScreen", () => {
  test("answers in words: net cost, interval, cash, total, probabilities, overspend", async () => {
    const text = (await workedScreen()).replace(/\s+/g, " ");
    // Mean £50,000; type 7 of −100, 0, 100, 200 (thousand): h = 0.075 → −92.5; h = 2.925 → 192.5. Cash: 50 − 40 = 10.
    expect(text).toContain(
      "Budgets would cost the council £50,000 more a year than contract (95% interval -£92,500 to £193,000); " +
        "over the whole run, discounted, £100,000 (-£185,000 to £385,000). Of that cost, £10,000 a year is cashable and " +
        "£40,000 is not (time and services that free no money).",
    );
    // Two of four draws cost no more.
    expect(text).toContain("Probability that the council saves, or pays no more, over the whole run: 50%.");
    // Cash 860, 960, 1,060 and 1,160 (thousand) against 1,050: two keep within it; overspend (10 + 110) ÷ 4 = 30.
    expect(text).toContain(
      "Probability of keeping within the council's £1.05m a year in every year: 50%, against 100% under contract; " +
        "mean overspend £30,000 a year, against £0.",
    );
  });

  test("shows the lines, society's apart, and the years", async () => {
    const lines = (await workedScreen()).split("\n");
    const row = (start: string): string[] => {
      const found = lines.filter((line) => line.trim().startsWith(start));
      expect(found, start).toHaveLength(1);
      return found[0]!.trim().split(/\s{2,}/);
    };
    expect(row("Block contract, used")).toEqual(["Block contract, used", "-£1.00m", "-£1.00m"]);
    expect(row("Budgets paid out")).toEqual(["Budgets paid out", "£1.01m", "£1.01m"]);
    expect(row("Pay to relatives")).toEqual(["Pay to relatives", "-£50,000", "-£50,000"]);
    expect(row("Net  ")).toEqual(["Net", "£50,000", "£0", "£0", "-£50,000", "£0"]);
    expect(lines.findIndex((line) => line.includes("Falling on clients and carers only"))).toBeLessThan(
      lines.findIndex((line) => line.includes("Pay to relatives")),
    );
    expect(row("2012/13")).toEqual([
      "2012/13",
      "£50,000 (-£92,500 to £193,000)",
      "£10,000",
      "£0",
      "£0",
      "50% / 100%",
      "1,234",
    ]);
    expect(row("NHS  ")).toEqual(["NHS", "£0", "£0", "£0", "no change"]);
  });

  test("where nothing changes in any draw, that is what every place says", async () => {
    const { result } = handMadeRun(await smallStudy({}), 10);
    const text = answerScreen(result, provenance).replace(/\s+/g, " ");
    expect(text).toContain("saves, or pays no more, over the whole run: no change in any draw.");
    expect(text).toContain("are back to nothing): no change, and the same in cashable costs alone.");
    expect(text).toContain("probability of saving, or paying no more, no change (in all of 10 draws)");
    expect(text).toMatch(/Council £0 £0 £0 no change/);
    expect(text).not.toContain("100%");
  });

  test("says where the numbers come from and how to get them again", async () => {
    const text = await workedScreen();
    expect(text).toContain(
      'can-we-afford-it 1.2.3: 4 draws (PSA iterations; random), seed "afford", people simulated: everyone.',
    );
    expect(text).toContain("Same numbers again: afford run small --draws 4 --seed afford\n");
    expect(text).toContain("Fewer than ten draws say nothing of how far chance moves the figures.");
    expect(text).not.toContain("Monte Carlo standard error £");
  });

  test("fits 100 columns, has no colour and ends in one line feed", async () => {
    const text = await workedScreen();
    for (const line of text.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(100);
    expect(text).not.toContain("\x1b");
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/[ \t]\n/);
  });

  test("warns where few people are simulated, more so where contracts are not linear", async () => {
    const linear = await smallStudy({ simulated_people: 5 });
    const people = { existing_users: 500, need_mix: { by_need: { some: 1 } }, package_mean: 5 };
    const few = await smallStudy({ simulated_people: 5, people });
    const block = { block: { price: 10, take_or_pay: 0.8 } };
    const curved = await smallStudy({ simulated_people: 5, people, contracts: block });
    const screen = (study: typeof few) =>
      answerScreen(handMadeRun(study, 2).result, provenance).replace(/\s+/g, " ");
    expect(screen(few)).toContain("5 people are simulated and stand for 500, one for up to 100");
    expect(screen(linear)).toContain("5 people are simulated and stand for 10, one for up to 2");
    expect(screen(few)).not.toContain("Warning");
    expect(screen(curved)).toContain("unused and spot volume in arms with budgets are somewhat overstated");
  });

  test("tells people's luck apart from what is not known, where there is such a rest", async () => {
    const uncertain = { price: { distribution: "uniform", low: 9, high: 11 } };
    const luckText = (study: Study, twinsApartGbp: number): string => {
      const costs = (draws: readonly number[]) => {
        const run = handMadeRun(study, draws.length);
        draws.forEach((gbp, draw) => {
          run.pay({ draw, arm: "budget", period: "total", line: "budgets_paid_out", payer: "council", gbp });
        });
        return run.result;
      };
      const twins = costs([twinsApartGbp, 1000 + twinsApartGbp]).tallies;
      const text = answerScreen(
        { ...costs([0, 1000, 0, 1000, 0, 1000, 0, 1000, 0, 1000]), twins },
        provenance,
      );
      return text.replace(/\s+/g, " ").match(/not the intervals\.(.*?)\.( |$)/)![1]!;
    };
    // Variance over draws 1000²·2.5/9; of twins 500 and 1,500 apart 500²/2 and 1500²/2: 45% and 405% of it.
    const blocks = await smallStudy({ contracts: { block: uncertain } });
    expect(luckText(blocks, 500)).toMatch(
      /^ People's luck \(first-order uncertainty\) is 45% of .*; the rest is what we do not know of the inputs, and without luck the 95% interval would be about 25.8% narrower$/,
    );
    expect(luckText(blocks, 1500)).toMatch(
      /^ People's luck \(first-order uncertainty\) is 405% of .* \(standard error \S+ points\)$/,
    );
    expect(luckText(await smallStudy(), 500)).toBe(
      " No input is uncertain: all that varies is people's luck",
    );
  });

  test("of a baseline alone says that there is nothing to compare", async () => {
    const study = await smallStudy({ arms: { contract: { label: "Contracts" } } });
    expect(answerScreen(handMadeRun(study, 2).result, provenance)).toContain("Only the baseline, Contracts");
  });

  test("of one draw claims no Monte Carlo error, and says at once that no interval is one", async () => {
    const text = answerScreen(handMadeRun(await smallStudy(), 1).result, provenance);
    expect(text).toContain("One draw says nothing");
    expect(text.slice(0, text.indexOf("In short"))).toContain("A single draw, so that intervals");
    expect(answerScreen(handMadeRun(await smallStudy(), 2).result, provenance)).not.toContain("single draw");
  });
});
