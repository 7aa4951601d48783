/** Laws on the share of care that leaves the contracts (ω), over random scenarios with a fixed seed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LineName, lineNames } from "../../src/accounts/lines.js";
import { measures } from "../../src/accounts/measures.js";
import { tallyLayout } from "../../src/ledger/tally.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import {
  type Node,
  type RandomScenarioOptions,
  randomScenario,
  type ScenarioObject,
  withValue,
} from "./randomScenario.js";
import { agree, itemOf, lineOf, type ProductRun, runProduct, studyOf } from "./runProduct.js";

const law = (
  options: RandomScenarioOptions,
  holds: (scenario: ScenarioObject) => Promise<void>,
): Promise<void> =>
  fc.assert(fc.asyncProperty(randomScenario({ mostPeopleInCell: 15, ...options }), holds), {
    seed: 20110401,
    endOnFailure: true,
  });

/** Everyone, or five people a site and group, who stand for all. */
const samples = [{ people: "all" as const }, { people: 5 }];
async function run(scenario: ScenarioObject, people: number | "all"): Promise<ProductRun> {
  if (people === "all") return runProduct(scenario);
  const study = await studyOf(scenario);
  const tallies = simulateDraws(study, runSettings(study, { draws: 2, simulatedPeople: people }), 0, 2);
  return { study, layout: tallyLayout(study), draws: 2, tallies };
}

const withShare = (scenario: ScenarioObject, share: Node | undefined): ScenarioObject =>
  withValue(scenario, "arms.budget.purchase.outside_share", share);

const contractLines = lineNames.filter((line) => /_(used|spot|stranded)$/.test(line));

describe("the share of care that leaves the contracts", () => {
  it.each(samples)("is 1 where none is stated, to the bit ($people people)", ({ people }) =>
    law({ uncertain: true }, async (scenario) => {
      const [unstated, stated] = [
        await run(withShare(scenario, undefined), people),
        await run(withShare(scenario, 1), people),
      ];
      expect(stated.tallies.every((amount, at) => amount === unstated.tallies[at])).toBe(true);
    }));

  it.each(samples)("at 0 moves no line of contracts where budgets change no life ($people people)", ({
    people,
  }) =>
    law({ livesIgnoreSpending: true, uncertain: true }, async (scenario) => {
      let within = withShare(scenario, 0);
      for (const path of ["claims", "contracts"])
        within = withValue(within, `arms.budget.${path}`, undefined);
      const ran = await run(within, people);
      for (let draw = 0; draw < ran.draws; draw++) {
        for (const slice of ran.layout.slices.filter((each) => !each.startsWith("deployment="))) {
          for (const period of ran.layout.periods) {
            const of = (arm: string, line: LineName) => lineOf(ran, draw, arm, slice, period, line);
            const scale = contractLines.reduce((sum, line) => sum + Math.abs(of("contract", line)), 0);
            for (const line of contractLines) {
              const [without, beside] = [of("contract", line), of("budget", line)];
              if (!agree(without, beside, scale)) {
                expect.fail(`${slice} ${period} ${line}: ${without}, ${beside}`);
              }
            }
            expect(of("budget", "budgets_paid_out")).toBe(0);
          }
        }
      }
    }));

  it("scales what is bought with budgets, and leaves the rest of every package under contract", () =>
    law({ livesIgnoreSpending: true, uncertain: true }, async (scenario) => {
      const [all, some] = [
        await runProduct(withShare(scenario, 1)),
        await runProduct(withShare(scenario, 0.25)),
      ];
      const scaled = Object.entries(measures).flatMap(([name, { kind }]) =>
        (kind as string) === "money" || name === "units_with_budgets" ? [name] : [],
      );
      const bought: LineName[] = ["budgets_paid_out", "unspent_recovered", "bail_outs", "client_top_ups"];
      for (let draw = 0; draw < all.draws; draw++) {
        for (const slice of all.layout.slices) {
          for (const period of all.layout.periods) {
            const count = (ran: ProductRun, item: string) => itemOf(ran, draw, "budget", slice, period, item);
            for (const item of scaled) {
              const [whole, part] = [count(all, item), count(some, item)];
              if (!agree(part, 0.25 * whole, 0))
                expect.fail(`${slice} ${period} ${item}: ${part} of ${whole}`);
            }
            for (const line of bought) {
              const [whole, part] = [all, some].map((ran) =>
                lineOf(ran, draw, "budget", slice, period, line),
              );
              if (!agree(part!, 0.25 * whole!, 0))
                expect.fail(`${slice} ${period} ${line}: ${part} of ${whole}`);
            }
            const served = (ran: ProductRun) =>
              count(ran, "units_under_contract") + count(ran, "units_with_budgets");
            if (!agree(served(all), served(some), 0)) {
              expect.fail(`${slice} ${period} packages: ${served(all)}, ${served(some)}`);
            }
          }
        }
      }
    }));
});
