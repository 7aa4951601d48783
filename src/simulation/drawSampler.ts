/** The values of a draw's inputs: from the run's design, or laid out by the caller. */
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "./runSettings.js";
import { makeSampler, type Sampler } from "./sampler.js";

/** A sampler that also says which draw's luck of people a draw has; with given points, its luck of sites too. */
export interface DrawSampler extends Sampler {
  luckOf(draw: number): number;
}

/**
 * The sampler of a run: for its design, or for the points it is given.
 *
 * Draws beyond the design's are twins of its first ones: they have the same inputs, at sites too, but new luck of people.
 *
 * @throws {RangeError} for points without exactly one value per uncertain input and one luck each
 * @example drawSampler(uncertainStudy, settings).uncertain.length // 3
 */
export function drawSampler(study: Study, settings: RunSettings): DrawSampler {
  const { points } = settings;
  if (points === undefined) return designSampler(study, settings);
  const sampler = makeSampler(study, { ...settings, design: "random", draws: 1 });
  const { uncertain } = sampler;
  if (points.values.length !== points.luck.length * uncertain.length) {
    throw new RangeError(`given points require ${uncertain.length} values each`);
  }
  const template = sampler.sample(0);
  const luckOf = (point: number): number => {
    const luck = points.luck[point];
    if (luck === undefined) throw new RangeError(`no point ${point}`);
    return luck;
  };
  return {
    runKey: sampler.runKey,
    uncertain,
    luckOf,
    sample: (point) => {
      const values = template.slice();
      uncertain.forEach((index, place) => {
        values[index] = points.values[point * uncertain.length + place]!;
      });
      return values;
    },
    sampleSite: (point, site, values) => sampler.sampleSite(luckOf(point), site, values),
  };
}

function designSampler(study: Study, settings: RunSettings): DrawSampler {
  const { draws } = settings;
  const sampler = makeSampler(study, settings);
  const twinOf = (draw: number): number => (draw < draws ? draw : draw - draws);
  return {
    ...sampler,
    luckOf: (draw) => (draw < draws ? draw : -1 - twinOf(draw)),
    sample: (draw) => sampler.sample(twinOf(draw)),
    sampleSite: (draw, site, values) => sampler.sampleSite(twinOf(draw), site, values),
  };
}
