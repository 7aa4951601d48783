/** Runs priced again: lives that were kept once, at other prices. */
import type { Study } from "../scenario/study.js";
import { drawSampler } from "../simulation/drawSampler.js";
import { livesLayout } from "../simulation/lives.js";
import { isWalkedAlike } from "../simulation/walkedAlike.js";
import { givingWay, type Steps } from "./giveWay.js";
import { inputValues } from "./inputValues.js";
import { kept } from "./keptByName.js";
import { livesOfSite, livesWidth } from "./livesKept.js";
import type { RunResult } from "./runResult.js";
import type { StopSignal } from "./stopSignal.js";

/** Lives of all draws are kept in no more memory than this, in megabytes. */
const mostLivesMegabytes = 512;

/**
 * Whether the lives of so many draws of a study are few enough to keep (`keepLives`): up to half a gigabyte.
 *
 * @example livesFit(uncertainStudy, 200) // true
 */
export const livesFit = (study: Study, draws: number): boolean =>
  8 * draws * livesWidth(study) <= 1e6 * mostLivesMegabytes;

/** What a site costs to price, in people walked. */
const siteWork = 1500;

/**
 * A run at other prices, from one whose lives were kept (`keepLives`): what a run of the study would give, to the bit. Undefined where
 * none were, or where more than prices tells the study apart.
 *
 * Rejects with the reason of `signal` once it is aborted.
 *
 * @example
 * const result = await runScenario(study, { draws: 2, people: 10, keepLives: true });
 * const dearer = certainly(withNumber(study, "contracts.main.price", 20));
 * (await pricedAgain(result, dearer)).tallies.length === result.tallies.length // true
 */
export async function pricedAgain(
  result: RunResult,
  study: Study,
  signal?: StopSignal,
): Promise<RunResult | undefined> {
  const { lives } = result;
  if (lives === undefined || !isWalkedAlike(result.study, study)) return undefined;
  const tallies = await givingWay(pricingSteps(study, result, lives), signal);
  const inputs =
    result.inputs === undefined ? undefined : await givingWay(inputValues(study, result.settings), signal);
  return { ...result, study, tallies, inputs };
}

/** The tallies of a study's draws from their lives. */
export function* pricingSteps(
  study: Study,
  { settings }: Pick<RunResult, "settings">,
  lives: Float64Array,
): Steps<Float64Array> {
  const { draws, structures } = settings;
  const width = kept.tallies.width(study, settings);
  const livesWidth = lives.length / draws;
  const opened = new Map<number | undefined, ReturnType<typeof open>>();
  const open = (structure: number | undefined) => {
    const own = structure === undefined ? study : study.structures![structure]!.study;
    const sampler = drawSampler(study, settings, structure);
    return { own, sampler, keep: kept.tallies.open(own, settings, livesLayout(own)) };
  };
  const tallies = new Float64Array(draws * width);
  for (let draw = 0; draw < draws; draw++) {
    const structure = structures?.[draw];
    const made = opened.get(structure) ?? open(structure);
    opened.set(structure, made);
    const { own, sampler, keep } = made;
    const ofDraw = keep(tallies.subarray(draw * width, (draw + 1) * width));
    const values = sampler.sample(draw);
    const livesOfDraw = lives.subarray(draw * livesWidth, (draw + 1) * livesWidth);
    for (const [s, site] of own.sites.entries()) {
      sampler.sampleSite(draw, site, values);
      // Prices have no luck of people, of which this is the key.
      ofDraw.addSite({ study: own, site, values, key: [0, 0] }, livesOfSite(own, livesOfDraw, s));
      yield siteWork;
    }
    ofDraw.close();
  }
  return tallies;
}
