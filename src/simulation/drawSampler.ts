/** What the inputs of a draw come to: by the run's design, or as whoever asks lays them out. */
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "./runSettings.js";
import { makeSampler, type Sampler } from "./sampler.js";

/** A sampler that also says whose luck a draw has: of people, and with points given of sites too. */
export interface DrawSampler extends Sampler {
  luckOf(draw: number): number;
}

/**
 * The sampler of a run: of its design, or of the points it is given.
 *
 * Draws beyond the design's are twins of its first ones: the same inputs, at sites too, and people's luck that no draw has.
 *
 * @throws {RangeError} for points that are not one value an uncertain input and one luck each
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
