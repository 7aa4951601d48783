/** A job: a range of draws, each sampled, compiled, walked and priced. Draws are the unit of work. */
import { drawKey } from "../chance/luck.js";
import { closeTally, discountTables } from "../ledger/closeTally.js";
import { priceSite } from "../ledger/priceSite.js";
import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import { compileSite } from "../simulation/compile.js";
import { drawSampler } from "../simulation/drawSampler.js";
import { clearLives, livesLayout, makeLives } from "../simulation/lives.js";
import { populationOf } from "../simulation/population.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { walkSite } from "../simulation/walk.js";

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
  const layout = livesLayout({
    groups: study.clientGroups.length,
    deployments: study.deployments.length + 1,
    years: study.timeline.years.length,
    months: study.timeline.months,
    needs: study.needs.length,
  });
  const sampler = drawSampler(study, settings);
  const discounts = discountTables(study);
  const population = populationOf(study, settings);
  const lives = study.arms.map(() => makeLives(layout));
  const common = makeLives(layout);
  const result = new Float64Array(count * tallies.width);
  for (let done = 0; done < count; done++) {
    const draw = first + done;
    const tally = result.subarray(done * tallies.width, (done + 1) * tallies.width);
    const values = sampler.sample(draw);
    const key = drawKey(sampler.runKey, sampler.luckOf(draw));
    study.sites.forEach((site, s) => {
      sampler.sampleSite(draw, site, values);
      for (const arm of lives) clearLives(arm);
      const siteDraw = { study, site, values, key };
      walkSite(layout, compileSite(siteDraw, population[s]!), lives, common);
      priceSite(siteDraw, layout, lives, tally, tallies);
    });
    closeTally(tally, tallies, discounts);
    onDraw?.(done + 1);
  }
  return result;
}
