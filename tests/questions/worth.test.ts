import { describe, expect, test } from "vitest";
import { worthOf } from "../../src/questions/worth/worth.js";
import { worthLines } from "../../src/questions/worth/worthText.js";
import { handMadeRun, smallStudy } from "../results/handMadeRun.js";

/** Four draws: net cost 1,000, 2,000, 3,000 and 4,000; gain 0.1 in each, or as stated. */
async function fourDraws(gains: readonly number[] = [0.1, 0.1, 0.1, 0.1], sign = 1) {
  const study = await smallStudy({ outcomes: { ascot: 0.8 } });
  const run = handMadeRun(study, 4);
  for (let draw = 0; draw < 4; draw++) {
    const put = { draw, period: "total" } as const;
    run.pay({ ...put, arm: "contract", line: "block_used", payer: "council", gbp: 50_000 });
    run.pay({
      ...put,
      arm: "budget",
      line: "budgets_paid_out",
      payer: "council",
      gbp: 50_000 + sign * 1000 * (draw + 1),
    });
    run.count({ ...put, arm: "contract", measure: "qalys_ascot", value: 8 });
    run.count({ ...put, arm: "budget", measure: "qalys_ascot", value: 8 + gains[draw]! });
  }
  return run.result;
}

describe("worthOf", () => {
  test("gives the ratio of means, and at each threshold the probability and the mean net benefit", async () => {
    const worth = worthOf(await fourDraws(), "budget", "council", "qalys_ascot", [20_000, 30_000]);
    // £2,500 for 0.1 of a year.
    expect(worth.gbpAYear).toBeCloseTo(25_000, 6);
    expect(worth).toMatchObject({ standing: "costs_more", netCost: { mean: 2500 } });
    // 0.1 × £20,000 = £2,000: worth it in one draw (in another it is equal, which is not above).
    expect(worth.atThresholds[0]!.probability.mean).toBe(0.25);
    expect(worth.atThresholds[0]!.netBenefitGbp.mean).toBeCloseTo(-500, 6);
    expect(worth.atThresholds[1]!.netBenefitGbp.mean).toBeCloseTo(500, 6);
  });

  test("tells dominance either way, and what is saved for a year lost", async () => {
    const standing = async (gain: number, sign: number) =>
      worthOf(await fourDraws([gain, gain, gain, gain], sign), "budget", "council", "qalys_ascot", []);
    expect(await standing(0.1, -1)).toMatchObject({ standing: "dominates", gbpAYear: undefined });
    expect(await standing(-0.1, 1)).toMatchObject({ standing: "dominated", gbpAYear: undefined });
    const saves = await standing(-0.1, -1);
    expect(saves.standing).toBe("saves");
    expect(saves.gbpAYear).toBeCloseTo(25_000, 6);
    // To the NHS nothing changes: better for nothing.
    expect(worthOf(await fourDraws(), "budget", "nhs", "qalys_ascot", []).standing).toBe("dominates");
  });
});

describe("worthLines", () => {
  test("tells it by perspective and threshold, side by side with what is unstated left out", async () => {
    const lines = worthLines(await fourDraws(), [20_000, 30_000]);
    const council = lines.find((line) => line.trim().startsWith("Council"));
    expect(council!.trim().split(/\s{2,}/)).toEqual(["Council", "£2,500", "£25,000", "25% no", "50% yes"]);
    expect(lines.join(" ")).not.toContain("EQ-5D");
  });

  test("says nothing where no quality weights are stated", async () => {
    expect(worthLines(handMadeRun(await smallStudy(), 2).result)).toEqual([]);
  });
});
