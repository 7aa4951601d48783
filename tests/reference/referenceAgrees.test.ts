/**
 * The product and the reference given the same luck must agree number by number: every arm, slice, year and item of a
 * draw's tally, over random scenarios. No statistics: a difference beyond rounding is a difference of meaning.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tallyLayout, tallyOffset } from "../../src/ledger/tally.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import type { Study } from "../../src/scenario/study.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { randomScenario } from "../properties/randomScenario.js";
import { studyOf } from "../properties/runProduct.js";
import { productLuck, productValues } from "./productLuck.js";
import { referenceRun } from "./referenceRun.js";
import { referenceStudy } from "./referenceStudy.js";

/** Everything in which the two tallies of a draw differ by more than rounding. */
function differences(study: Study, draw: number): readonly string[] {
  const layout = tallyLayout(study);
  const settings = runSettings(study, { draws: draw + 1 });
  const product = simulateDraws(study, settings, draw, 1);
  const reference = referenceRun(
    referenceStudy(study, productValues(study, settings, draw)),
    productLuck(settings.seed, draw),
  );
  const found: string[] = [];
  for (const [arm, armName] of layout.arms.entries()) {
    for (const [slice, sliceName] of layout.slices.entries()) {
      if (sliceName.startsWith("deployment=")) continue;
      for (const [period, periodName] of layout.periods.entries()) {
        const offset = tallyOffset(layout, arm, slice, period);
        for (const [at, item] of layout.items.entries()) {
          const a = product[offset + at]!;
          const b = reference[offset + at]!;
          if (!(Math.abs(a - b) <= 1e-6 + 1e-9 * Math.max(Math.abs(a), Math.abs(b)))) {
            found.push(`${armName} ${sliceName} ${periodName} ${item}: product ${a}, reference ${b}`);
          }
        }
      }
    }
  }
  return found;
}

describe("the product agrees with the slow reference, person by person", () => {
  it.each([
    { inputs: "certain inputs", uncertain: false, draw: 0 },
    { inputs: "inputs uncertain across draws, sites and people", uncertain: true, draw: 2 },
  ])("over random scenarios with $inputs", async ({ uncertain, draw }) => {
    await fc.assert(
      fc.asyncProperty(randomScenario({ mostPeopleInCell: 10, uncertain }), async (scenario) => {
        expect(differences(await studyOf(scenario), draw)).toEqual([]);
      }),
      { numRuns: 100, seed: 20110401, endOnFailure: true },
    );
  });
});
