/** The simulation of a study: the inputs of a draw sampled, compiled into flat tables, and everyone walked through every arm. */
import { drawKey } from "../chance/luck.js";
import type { Study } from "../scenario/study.js";
import { compileSite } from "./compile.js";
import { drawSampler } from "./drawSampler.js";
import { clearLives, type Lives, type LivesLayout, livesLayout, makeLives } from "./lives.js";
import { populationOf } from "./population.js";
import type { RunSettings } from "./runSettings.js";
import type { SiteDraw } from "./siteDraw.js";
import { walkSite } from "./walk.js";

export interface DrawWalker {
  readonly layout: LivesLayout;
  /**
   * Walks the sites of a draw one after another, and shows each as soon as it is walked: its draw, and its lives by arm. The
   * next site overwrites both.
   */
  readonly walkDraw: (draw: number, show: (site: SiteDraw, lives: readonly Lives[]) => void) => void;
}

/**
 * The walker of a run. Whatever order draws are walked in, each comes to the same lives.
 *
 * @example drawWalker(study, settings).walkDraw(0, (site, lives) => priceSite(site, layout, lives, tally, tallies))
 */
export function drawWalker(study: Study, settings: RunSettings): DrawWalker {
  const layout = livesLayout(study);
  const sampler = drawSampler(study, settings);
  const population = populationOf(study, settings);
  const lives = study.arms.map(() => makeLives(layout));
  const common = makeLives(layout);
  return {
    layout,
    walkDraw: (draw, show) => {
      const values = sampler.sample(draw);
      const key = drawKey(sampler.runKey, sampler.luckOf(draw));
      study.sites.forEach((site, s) => {
        sampler.sampleSite(draw, site, values);
        for (const arm of lives) clearLives(arm);
        const siteDraw = { study, site, values, key };
        walkSite(layout, compileSite(siteDraw, population[s]!), lives, common);
        show(siteDraw, lives);
      });
    },
  };
}
