/** A run of a scenario with structures, seen by one of them: its own draws alone, as a run of that structure. */
import { type Study, studyInStructure } from "../scenario/study.js";
import type { RunResult } from "./runResult.js";

/**
 * The draws of a run that were made in one structure, as a run of the scenario in that structure: every table and figure of a run
 * is then that structure's. A stress test has draws of its own.
 *
 * @param structure its position in the study
 * @returns undefined where the run has no draw of it
 * @throws {RangeError} for a run without structures, or a position that none has
 */
export function structureResult(result: RunResult, structure: number): RunResult | undefined {
  const own = result.study.structures?.[structure];
  const dealt = result.settings.structures;
  if (own === undefined || dealt === undefined) throw new RangeError(`no structure ${structure} in this run`);
  const stressed = result.stressed?.find((one) => one.structure === structure);
  const numbers =
    stressed === undefined
      ? Int32Array.from(dealt.keys()).filter((draw) => dealt[draw] === structure)
      : Int32Array.from({ length: stressed.draws }, (_, draw) => draw);
  if (numbers.length === 0) return undefined;
  const { structures: _, ...settings } = result.settings;
  const { width } = result.layout;
  const source = stressed ?? result;
  const tallies = new Float64Array(numbers.length * width);
  numbers.forEach((draw, at) => {
    tallies.set(source.tallies.subarray(draw * width, (draw + 1) * width), at * width);
  });
  return {
    study: studyInStructure(result.study, own.name)!,
    settings: { ...settings, draws: numbers.length, numbers },
    layout: result.layout,
    tallies,
    inputs: source.inputs && inputsOf(result.study, own, source.inputs, numbers),
    twins: new Float64Array(0),
  };
}

/** The values of a structure's own inputs, in its draws. */
function inputsOf(
  whole: Study,
  own: { readonly study: Study; readonly inputs: readonly number[] },
  values: Float64Array,
  numbers: Int32Array,
): Float64Array {
  const count = own.inputs.length;
  const found = new Float64Array(numbers.length * count);
  numbers.forEach((draw, at) => {
    own.inputs.forEach((position, input) => {
      found[at * count + input] = values[draw * whole.inputs.length + position]!;
    });
  });
  return found;
}
