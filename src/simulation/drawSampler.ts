/** The values of a draw's inputs: from the run's design, or laid out by the caller. */
import { inputsByDraw, type Study } from "../scenario/study.js";
import { designedLuck } from "./dealtStructures.js";
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
 * @param structure of a study with structures, the one that is sampled, by its position
 * @throws {RangeError} for points without exactly one value per uncertain input and one luck each
 * @example drawSampler(uncertainStudy, settings).uncertain.length // 3
 */
export function drawSampler(study: Study, settings: RunSettings, structure?: number): DrawSampler {
  const { points } = settings;
  const own = structure === undefined ? undefined : study.structures![structure]!;
  const sampled = own?.study ?? study;
  const luck = own === undefined ? undefined : designedLuck(study);
  if (points === undefined) return designSampler(makeSampler(sampled, settings, luck), settings);
  const sampler = makeSampler(sampled, { ...settings, design: "random", draws: 1 }, luck);
  const { uncertain } = sampler;
  const given = own === undefined ? uncertain : inputsByDraw(study);
  if (points.values.length !== points.luck.length * given.length) {
    throw new RangeError(`given points require ${given.length} values each`);
  }
  const columns = uncertain.map((index) => given.indexOf(own?.inputs[index] ?? index));
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
        values[index] = points.values[point * given.length + columns[place]!]!;
      });
      return values;
    },
    sampleSite: (point, site, values) => sampler.sampleSite(luckOf(point), site, values),
  };
}

function designSampler(sampler: Sampler, { draws }: RunSettings): DrawSampler {
  const twinOf = (draw: number): number => (draw < draws ? draw : draw - draws);
  return {
    ...sampler,
    luckOf: (draw) => (draw < draws ? draw : -1 - twinOf(draw)),
    sample: (draw) => sampler.sample(twinOf(draw)),
    sampleSite: (draw, site, values) => sampler.sampleSite(twinOf(draw), site, values),
  };
}
