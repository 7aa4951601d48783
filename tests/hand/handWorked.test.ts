/**
 * Two small scenarios with nothing left to chance, worked by hand: every entry of the ledger to the penny, and nothing
 * else in it. The reference is held to them first, then the product.
 */
import { describe, expect, it } from "vitest";
import { ledgerItems } from "../../src/accounts/lines.js";
import { ledgerItemWord, type TallyLayout, tallyLayout, tallyOffset } from "../../src/ledger/tally.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { seededLuck } from "../reference/quietPerson.js";
import { referenceRun } from "../reference/referenceRun.js";
import { referenceStudy, statedValues } from "../reference/referenceStudy.js";
import * as fivePeople from "./fivePeople.js";
import { readHand } from "./readHand.js";
import { type ExpectedEntry, expected, expectedTotals } from "./threePeople.js";

const scenarios = [
  { name: "threePeople", entries: expected, totals: expectedTotals },
  { name: "fivePeople", entries: fivePeople.expected, totals: [] },
] as const;

/** Half a penny, and a hair for entries that fall on it. */
const pennyGbp = 0.005 + 1e-9;

function compareLedger(
  tally: Float64Array,
  layout: TallyLayout,
  entries: readonly ExpectedEntry[],
  periods: string[],
) {
  const misses: string[] = [];
  for (const [arm, armName] of layout.arms.entries()) {
    for (const period of periods) {
      const offset = tallyOffset(layout, arm, 0, layout.periods.indexOf(period));
      for (const item of ledgerItems) {
        const stated = entries.filter(
          (entry) =>
            entry.arm === armName &&
            entry.period === period &&
            entry.line === item.line &&
            entry.payer === item.payer &&
            entry.cashable === item.cashable,
        );
        const should = stated.reduce((sum, entry) => sum + entry.amountGbp, 0);
        const found = tally[offset + layout.items.indexOf(ledgerItemWord(item))]!;
        if (Math.abs(found - should) > pennyGbp) {
          misses.push(`${armName} ${period} ${ledgerItemWord(item)}: ${found}, by hand ${should}`);
        }
      }
    }
  }
  return misses;
}

describe.each(scenarios)("$name", ({ name, entries, totals }) => {
  it("the reference has every penny", async () => {
    const study = await readHand(name);
    const scenario = referenceStudy(study, statedValues(study));
    const tally = referenceRun(scenario, seededLuck);
    expect(compareLedger(tally, scenario.layout, entries, [...study.timeline.years])).toEqual([]);
  });
  it("the product has every penny, whatever the draw", async () => {
    const study = await readHand(name);
    const layout = tallyLayout(study);
    const tallies = simulateDraws(study, runSettings(study, { draws: 2 }), 0, 2);
    for (const draw of [0, 1]) {
      const tally = tallies.subarray(draw * layout.width, (draw + 1) * layout.width);
      expect(compareLedger(tally, layout, entries, [...study.timeline.years])).toEqual([]);
      for (const entry of totals) {
        const offset = tallyOffset(layout, layout.arms.indexOf(entry.arm), 0, layout.periods.length - 1);
        const found = tally[offset + layout.items.indexOf(ledgerItemWord(entry))]!;
        expect(Math.abs(found - entry.amountGbp), `${entry.line}: ${found}`).toBeLessThanOrEqual(0.011);
      }
    }
  });
});
