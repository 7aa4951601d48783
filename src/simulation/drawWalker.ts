/** Simulates draws of a study: samples the inputs, compiles them into flat tables, and walks everyone through every arm. */
import { drawKey } from "../chance/luck.js";
import type { Study } from "../scenario/study.js";
import { compileSite } from "./compile.js";
import { drawSampler } from "./drawSampler.js";
import { clearLives, type Lives, type LivesLayout, livesLayout, makeLives } from "./lives.js";
import { populationOf } from "./population.js";
import type { RunSettings } from "./runSettings.js";
import { siteWalk } from "./sampleWalk.js";
import type { SiteDraw } from "./siteDraw.js";
import { walkedArms } from "./walkedAlike.js";

export interface DrawWalker {
  readonly layout: LivesLayout;
  /**
   * Walks the sites of a draw one after another. Yields the number of people walked since the last step, and each site once
   * it is done; the next site overwrites its draw and lives.
   */
  readonly walkDraw: (draw: number) => Generator<number | WalkedSite, void, void>;
}

/** A site that has been walked: its draw, and its lives by arm; arms that only prices tell apart have the same. */
export interface WalkedSite {
  readonly site: SiteDraw;
  readonly lives: readonly Lives[];
}

/**
 * The walker of a run. A draw's lives do not depend on the order in which draws are walked.
 *
 * @param structure of a study with structures, the one whose draws are walked, by its position
 * @example for (const step of drawWalker(uncertainStudy, settings).walkDraw(0)) if (typeof step !== "number") step.lives;
 */
export function drawWalker(whole: Study, settings: RunSettings, structure?: number): DrawWalker {
  const study = structure === undefined ? whole : whole.structures![structure]!.study;
  const layout = livesLayout(study);
  const sampler = drawSampler(whole, settings, structure);
  const population = populationOf(study, settings);
  const walked = walkedArms(study);
  const lives = walked.arms.map(() => makeLives(layout));
  const livesByArm = walked.of.map((arm) => lives[arm]!);
  const studyWalked: Study = { ...study, arms: walked.arms };
  const walk = siteWalk(layout);
  return {
    layout,
    walkDraw: function* (draw) {
      const values = sampler.sample(draw);
      const key = drawKey(sampler.runKey, sampler.luckOf(draw));
      for (const [s, site] of study.sites.entries()) {
        sampler.sampleSite(draw, site, values);
        for (const arm of lives) clearLives(arm);
        const siteDraw = { study, site, values, key };
        yield* walk(compileSite({ ...siteDraw, study: studyWalked }, population[s]!), lives);
        yield { site: siteDraw, lives: livesByArm };
      }
    },
  };
}
