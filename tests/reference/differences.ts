/** Where the product and the slow reference, given the same luck, come to different numbers. */
import { tallyLayout, tallyOffset } from "../../src/ledger/tally.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import type { Study } from "../../src/scenario/study.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import { productLuck, productValues } from "./productLuck.js";
import { referenceRun } from "./referenceRun.js";
import { referenceStudy } from "./referenceStudy.js";

/** Every arm, slice, period and item in which the two tallies of a draw differ by more than rounding. */
export function differences(study: Study, draw: number): readonly string[] {
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
