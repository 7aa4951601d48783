/** A job: a range of draws, each sampled, compiled, walked and priced. Draws are the unit of work. */
import { closeTally, discountTables } from "../ledger/closeTally.js";
import { priceSite } from "../ledger/priceSite.js";
import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { drawWalker } from "../simulation/drawWalker.js";
import type { RunSettings } from "../simulation/runSettings.js";

/**
 * Simulates draws `first` to `first + count − 1` and returns their tallies, one after the other (layout of `tallyLayout`).
 * Pure, and the same to the bit however draws are cut into jobs. `onDraw` is told how many are done.
 */
export function simulateDraws(
  study: Study,
  settings: RunSettings,
  first: number,
  count: number,
  onDraw?: (done: number) => void,
): Float64Array {
  const tallies = tallyLayout(study, settings.detail);
  const discounts = discountTables(study);
  const { layout, walkDraw } = drawWalker(study, settings);
  const result = new Float64Array(count * tallies.width);
  for (let done = 0; done < count; done++) {
    const tally = result.subarray(done * tallies.width, (done + 1) * tallies.width);
    walkDraw(first + done, (site, lives) => priceSite(site, layout, lives, tally, tallies));
    closeTally(tally, tallies, discounts);
    onDraw?.(done + 1);
  }
  return result;
}
