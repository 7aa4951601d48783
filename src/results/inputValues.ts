/** What inputs came to in each draw of a run. */
import type { Study } from "../scenario/study.js";
import { drawSampler } from "../simulation/drawSampler.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { givingWay, type Steps } from "./giveWay.js";
import type { RunOptions } from "./runOptions.js";

/** An envelope given as a distribution has another amount in each draw, which only the inputs' values tell. */
function envelopeVaries(study: Study): boolean {
  return study.inputs.some(
    (input) => input.path.startsWith("envelopes.") && input.leaf.distribution !== undefined,
  );
}

/**
 * What every input that differs from draw to draw (`inputsByDraw`) came to in each; NaN for the others. With structures, each
 * input comes to what it would in a draw of its own structure, also in draws that were dealt to another.
 *
 * @param structure the only one that is sampled; left out: those with a weight
 */
export function* inputValues(study: Study, settings: RunSettings, structure?: number): Steps<Float64Array> {
  const count = study.inputs.length;
  const values = new Float64Array(settings.draws * count).fill(Number.NaN);
  const sampled: readonly (number | undefined)[] =
    structure !== undefined
      ? [structure]
      : (study.structures?.flatMap(({ weight }, at) => (weight > 0 ? [at] : [])) ?? [undefined]);
  for (const one of sampled) {
    const sampler = drawSampler(study, settings, one);
    const places = one === undefined ? undefined : study.structures![one]!.inputs;
    for (let draw = 0; draw < settings.draws; draw++) {
      const drawn = sampler.sample(draw);
      for (const input of sampler.uncertain)
        values[draw * count + (places?.[input] ?? input)] = drawn[input]!;
      // Sampling an input takes about as long as walking a person.
      yield sampler.uncertain.length;
    }
  }
  return values;
}

/**
 * The values of its inputs as a run keeps them: where it is asked to, and where an envelope varies; else undefined.
 *
 * Rejects with the reason of `signal` once it is aborted.
 */
export async function keptInputs(
  study: Study,
  settings: RunSettings,
  { keepInputs, signal }: Pick<RunOptions, "keepInputs" | "signal">,
  structure?: number,
): Promise<Float64Array | undefined> {
  if (keepInputs !== true && !envelopeVaries(study)) return undefined;
  return givingWay(inputValues(study, settings, structure), signal);
}
