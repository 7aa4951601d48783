/** Simulates draws of a study: samples the inputs, compiles them into flat tables, and walks everyone through every arm. */
import { drawKey } from "../chance/luck.js";
import { isPriced } from "../inputs/faceted.js";
import { inputsByDraw, type Study } from "../scenario/study.js";
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
   * Whether two of the points that the run is given have the same lives: the same luck, and only priced inputs that differ. Draws of a
   * design never do.
   */
  readonly isSameWalk: (draw: number, other: number) => boolean;
  /**
   * Walks the sites of a draw one after another, for itself and for others of the same walk. Yields the number of people walked since the last step, and each site once
   * it is done; the next site overwrites its draw and lives.
   */
  readonly walkDraw: (draw: number, others?: readonly number[]) => Generator<number | WalkedSite, void, void>;
}

/** A site that has been walked: its draw, and its lives by arm; arms that only prices tell apart have the same. */
export interface WalkedSite {
  readonly site: SiteDraw;
  /** The site in each of the other draws that have these lives. */
  readonly others: readonly SiteDraw[];
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
    isSameWalk: sameWalks(whole, settings),
    walkDraw: function* (draw, others = []) {
      const values = sampler.sample(draw);
      const valuesOfOthers = others.map((other) => sampler.sample(other));
      const key = drawKey(sampler.runKey, sampler.luckOf(draw));
      for (const [s, site] of study.sites.entries()) {
        sampler.sampleSite(draw, site, values);
        for (const [at, other] of others.entries()) sampler.sampleSite(other, site, valuesOfOthers[at]!);
        for (const arm of lives) clearLives(arm);
        const siteDraw = { study, site, values, key };
        yield* walk(compileSite({ ...siteDraw, study: studyWalked }, population[s]!), lives);
        const siteOf = (own: Float64Array): SiteDraw => ({ ...siteDraw, values: own });
        yield { site: siteDraw, others: valuesOfOthers.map(siteOf), lives: livesByArm };
      }
    },
  };
}

/** Tells for given points whether one walk serves two of them. */
function sameWalks(whole: Study, { points }: RunSettings): DrawWalker["isSameWalk"] {
  if (points === undefined) return () => false;
  const { values, luck, structures } = points;
  const given = inputsByDraw(whole);
  const walked = given.flatMap((input, column) => (isPriced(whole.inputs[input]!.leaf.spec) ? [] : [column]));
  const numberAt = (point: number, column: number) => values[point * given.length + column];
  return (draw, other) =>
    luck[draw] === luck[other] &&
    structures?.[draw] === structures?.[other] &&
    walked.every((column) => numberAt(draw, column) === numberAt(other, column));
}
