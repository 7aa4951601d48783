/** Which structure each draw is made in, and the luck that all structures share. */
import { makeDesign } from "../chance/design.js";
import { makeRunKey } from "../chance/key.js";
import type { Structure, Study } from "../scenario/study.js";
import type { RunSettings } from "./runSettings.js";
import { luckNames } from "./sampler.js";

/** The name of the luck that deals draws to structures: no path of an input. */
const structureLuck = "structures";

/**
 * The names of the luck that a run's design lays out over its draws, each once: those of the structures with a weight, in their
 * order, then that which deals draws to structures, then those that only stress tests have. So an input has the same luck in
 * every structure, whatever the design, and one structure alone has the luck it has as a scenario.
 */
export function designedLuck(study: Study): readonly string[] {
  if (study.structures === undefined) return ownLuck(study);
  const weighted = study.structures.filter(({ weight }) => weight > 0);
  const stressed = study.structures.filter(({ weight }) => weight === 0);
  const named = (structures: readonly Structure[]) => structures.flatMap((one) => ownLuck(one.study));
  return [...new Set([...named(weighted), structureLuck, ...named(stressed)])];
}

const ownLuck = (study: Study): readonly string[] => {
  const designed = study.inputs.flatMap(({ leaf }, at) =>
    leaf.distribution !== undefined && leaf.across === "draws" ? [at] : [],
  );
  return [...new Set(luckNames(study, designed))];
};

/**
 * Deals draws to structures in proportion to their weights, whole draws by largest remainder: of draws in the order of a uniform
 * that the design lays out as it does an input's, the first go to the first structure by name, and so on. So structures are
 * spread evenly over the design and hang on no input, and the order in which a scenario lists them changes nothing.
 *
 * @returns for each draw the structure's position in the study; undefined without structures, or for draws that the design
 * cannot have, which is told elsewhere
 * @example dealtStructures(uncertainStudy, settings) // undefined
 */
export function dealtStructures(
  study: Study,
  { design, seed, draws }: Pick<RunSettings, "design" | "seed" | "draws">,
): Int32Array | undefined {
  const { structures } = study;
  if (structures === undefined) return undefined;
  const names = designedLuck(study);
  const made = makeDesign(design, makeRunKey(seed), draws, names);
  if ("faults" in made) return undefined;
  const dealt = new Int32Array(draws);
  const order = structures
    .map((_, at) => at)
    .sort((a, b) => (structures[a]!.name < structures[b]!.name ? -1 : 1));
  const counts = wholeShares(
    order.map((at) => structures[at]!.weight),
    draws,
  );
  const luck = names.indexOf(structureLuck);
  const uniforms = Float64Array.from({ length: draws }, (_, draw) => made.value.uniform(draw, luck));
  const byLuck = Array.from({ length: draws }, (_, draw) => draw).sort(
    (a, b) => uniforms[a]! - uniforms[b]! || a - b,
  );
  let from = 0;
  order.forEach((at, place) => {
    for (const draw of byLuck.slice(from, from + counts[place]!)) dealt[draw] = at;
    from += counts[place]!;
  });
  return dealt;
}

/**
 * A whole number in whole parts as near to their shares as can be (largest remainder, Hamilton's method; of equal remainders
 * the earlier part's counts).
 *
 * @param shares they add up to 1
 * @example wholeShares([0.5, 0.3, 0.2], 9) // [4, 3, 2]
 */
export function wholeShares(shares: readonly number[], whole: number): readonly number[] {
  // What rounding takes off an exact number of draws is no remainder.
  const exact = shares.map((share) => share * whole);
  const counts = exact.map((part) => Math.floor(part + 1e-9));
  const left = whole - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact
    .map((part, at) => ({ at, remainder: part - counts[at]! }))
    .sort((a, b) => (Math.abs(a.remainder - b.remainder) < 1e-9 ? a.at - b.at : b.remainder - a.remainder));
  for (const { at } of byRemainder.slice(0, left)) counts[at]! += 1;
  return counts;
}
