/**
 * Arms share one life until the first of them gives the person a budget. What an arm comes to must not depend on which
 * other arms it was walked with, beyond the order in which it was added up.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tallyOffset } from "../../src/ledger/tally.js";
import { cases } from "../cases.js";
import { randomScenario, type ScenarioObject } from "../properties/randomScenario.js";
import { type ProductRun, runProduct } from "../properties/runProduct.js";

const armsOf = (scenario: ScenarioObject): ScenarioObject => scenario.arms as ScenarioObject;

/** A draw's tally of one arm: every slice, period and item. */
function tallyOf(run: ProductRun, draw: number, arm: string): Float64Array {
  const { layout } = run;
  const offset = draw * layout.width + tallyOffset(layout, layout.arms.indexOf(arm), 0, 0);
  return run.tallies.subarray(offset, offset + layout.width / layout.arms.length);
}

/** The largest difference, relative to the number or, where that is below 1 (a pound, a person), absolute. */
function furthest(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let k = 0; k < a.length; k++) {
    const size = Math.max(Math.abs(a[k]!), Math.abs(b[k]!), 1);
    most = Math.max(most, Math.abs(a[k]! - b[k]!) / size);
  }
  return most;
}

describe("walking arms together", () => {
  it("gives each arm what it comes to when walked with the baseline only, to 1e-9", async () => {
    let walked = 0;
    await fc.assert(
      fc.asyncProperty(
        randomScenario({ mostPeopleInCell: 12 }).filter((each) => Object.keys(armsOf(each)).length > 2),
        async (scenario) => {
          const together = await runProduct(scenario);
          for (const arm of Object.keys(armsOf(scenario)).filter((each) => each !== "contract")) {
            const arms = { contract: armsOf(scenario).contract!, [arm]: armsOf(scenario)[arm]! };
            const apart = await runProduct({ ...scenario, arms });
            walked++;
            for (const name of Object.keys(arms)) {
              for (let draw = 0; draw < together.draws; draw++) {
                expect(furthest(tallyOf(together, draw, name), tallyOf(apart, draw, name))).toBeLessThan(
                  1e-9,
                );
              }
            }
          }
        },
      ),
      { seed: 20110402 },
    );
    expect(walked).toBeGreaterThanOrEqual(2 * cases);
  });

  it("gives two arms alike the same bits, though a third parts from them earlier", async () => {
    await fc.assert(
      fc.asyncProperty(randomScenario({ mostPeopleInCell: 12 }), async (scenario) => {
        const { contract, budget } = armsOf(scenario) as { contract: ScenarioObject; budget: ScenarioObject };
        const early = { ...budget, rollout: { start_years: -2 } };
        const run = await runProduct({ ...scenario, arms: { contract, budget, early, again: budget } });
        for (let draw = 0; draw < run.draws; draw++) {
          expect(tallyOf(run, draw, "again")).toEqual(tallyOf(run, draw, "budget"));
        }
      }),
      { seed: 20110403 },
    );
  });
});
