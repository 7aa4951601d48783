/** A study with structures: their inputs numbered together, and one change made to all of them alike. */
import type { StudyInput } from "../inputs/split.js";
import { inputsByDraw, type Structure, type Study } from "./study.js";

/**
 * A study with these structures, their inputs numbered together: an input that a structure states as the scenario does, or as
 * another structure does, is one input; stated otherwise it is one more.
 */
export function withPooledInputs(base: Study, structures: readonly Omit<Structure, "inputs">[]): Study {
  const inputs = [...base.inputs];
  const known = new Map(base.inputs.map((input, at) => [keyOf(input, base.inputs), at]));
  const numbered = structures.map((structure): Structure => {
    const added: number[] = [];
    const positions = structure.study.inputs.map((input) => {
      const key = keyOf(input, structure.study.inputs);
      const position = known.get(key) ?? inputs.length;
      if (position === inputs.length) {
        known.set(key, position);
        inputs.push(input);
        added.push(position);
      }
      return position;
    });
    for (const position of added) {
      const { parts, ...input } = inputs[position]!;
      if (parts !== undefined) inputs[position] = { ...input, parts: parts.map((part) => positions[part]!) };
    }
    return { ...structure, inputs: positions };
  });
  const pooled = { ...base, inputs, structures: numbered, ownInputs: base.inputs.length };
  const varying = new Set(inputsByDraw(pooled));
  // A correlation whose inputs no structure leaves as they are tells nothing of the whole.
  const correlations = base.correlations.filter((one) => one.inputs.every((at) => varying.has(at)));
  return { ...pooled, correlations };
}

/** What makes two inputs one: the same place and the same numbers, of the same whole where they are shares of one. */
const keyOf = (input: StudyInput, inputs: readonly StudyInput[]): string =>
  JSON.stringify([
    input.path,
    input.leaf.value,
    input.leaf.distribution,
    input.leaf.across,
    input.uprating,
    input.series,
    input.joint?.table,
    input.joint?.rows,
    input.parts?.map((part) => inputs[part]!.path),
  ]);

/**
 * A study with something changed in it: of one with structures, in the scenario and in each structure alike.
 *
 * @param change what is made of a study without structures
 */
export function inEachStructure(whole: Study, change: (study: Study) => Study): Study {
  const { structures, ownInputs, ...own } = whole;
  if (structures === undefined) return change(whole);
  const base = change({ ...own, inputs: own.inputs.slice(0, ownInputs) });
  return withPooledInputs(
    base,
    structures.map(({ inputs: _, ...structure }) => ({ ...structure, study: change(structure.study) })),
  );
}
