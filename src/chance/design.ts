import type { KeyFault } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";
import { drawUniform, inputKey, type Key, subKey } from "./key.js";
import { permutation } from "./permutation.js";
import { scrambledSobol } from "./scrambledSobol.js";
import { sobolDimensions, sobolDirections } from "./sobolDirections.js";

/** How the uniforms of inputs that vary across draws are laid out over the draws. */
export const designKinds = ["random", "latin_hypercube", "sobol"] as const;
export type DesignKind = (typeof designKinds)[number];

/** How many independent randomisations Latin hypercube and Sobol draws are split into, for their Monte Carlo error. */
export const designRandomisations = 10;

export interface Design {
  readonly kind: DesignKind;
  /** The uniform in (0, 1) of an input (its place in the list of paths) in a draw (from 0). */
  uniform(draw: number, input: number): number;
  /** How many independent randomisations the draws form: as many as there are draws if they are random, else 10. */
  readonly randomisations: number;
  /** Which of them a draw belongs to. Draws are dealt out in turn: 0, 1, … 9, 0, 1, …. */
  randomisationOf(draw: number): number;
}

/**
 * The uniforms of every (draw, input) under a design.
 *
 * - `random`: a hash of (seed, draw, path): adding a draw or an input changes no other input's uniforms.
 * - `latin_hypercube`: within each of 10 independent randomisations of n = draws/10 draws every input falls exactly once
 *   in each of n equal strata; strata are permuted by (seed, randomisation, path), so adding an input changes nothing, and
 *   a different number of draws changes everything. McKay, Beckman and Conover (1979).
 * - `sobol`: within each randomisation a Sobol sequence in as many dimensions as there are inputs, in their order, Owen
 *   scrambled by (seed, randomisation, path): adding draws continues it; an input added at the end changes nothing,
 *   one added earlier moves those after it to other dimensions. Most even where draws/10 is a power of 2.
 *
 * A number of draws that is not a multiple of 10 (unless random), or more inputs than Sobol dimensions, is a fault.
 *
 * @example
 * const made = makeDesign("latin_hypercube", makeRunKey("2011"), 1000, ["bias", "market.price_ratio"]);
 * if (!("faults" in made)) made.value.uniform(0, 1); // the luck of market.price_ratio in the first draw
 */
export function makeDesign(
  kind: DesignKind,
  runKey: Key,
  draws: number,
  inputPaths: readonly string[],
): Outcome<Design, KeyFault> {
  const faults = faultsInDesign(kind, draws, inputPaths.length);
  if (faults.length > 0) return { faults };
  const keys = inputPaths.map((path) => inputKey(runKey, path));
  if (kind === "random") {
    const uniform = (draw: number, input: number) => drawUniform(at(keys, input), draw);
    return { value: { kind, uniform, randomisations: draws, randomisationOf: (draw) => draw } };
  }
  const uniform = kind === "sobol" ? sobolUniform(keys) : latinHypercubeUniform(keys, draws);
  const randomisationOf = (draw: number) => draw % designRandomisations;
  return { value: { kind, uniform, randomisations: designRandomisations, randomisationOf } };
}

/** What is wrong with a number of draws and of inputs under a design; empty if nothing. */
export function faultsInDesign(kind: DesignKind, draws: number, inputs: number): readonly KeyFault[] {
  const faults: KeyFault[] = [];
  if (!(Number.isInteger(draws) && draws >= 1 && draws <= 4294967295)) {
    faults.push({
      path: ["draws"],
      found: String(draws),
      allowed: "a whole number from 1 to 4294967295",
      code: "out_of_range",
    });
  } else if (kind !== "random" && draws % designRandomisations !== 0) {
    const allowed = `a multiple of ${designRandomisations}, for ${kind} draws form ${designRandomisations} equal randomisations`;
    faults.push({ path: ["draws"], found: String(draws), allowed, code: "inconsistent" });
  }
  if (kind === "sobol" && inputs > sobolDimensions) {
    const found = `sobol with ${inputs} uncertain inputs`;
    const allowed = `sobol with at most ${sobolDimensions} uncertain inputs; latin_hypercube or random with any number`;
    faults.push({ path: ["design"], found, allowed, code: "inconsistent" });
  }
  return faults;
}

function latinHypercubeUniform(keys: readonly Key[], draws: number): Design["uniform"] {
  const strata = draws / designRandomisations;
  const orders = new Map<number, Int32Array>();
  return (draw, input) => {
    const randomisation = draw % designRandomisations;
    const place = input * designRandomisations + randomisation;
    let order = orders.get(place);
    if (order === undefined) {
      order = permutation(subKey(at(keys, input), `latin_hypercube/${randomisation}`), strata);
      orders.set(place, order);
    }
    const stratum = order[Math.floor(draw / designRandomisations)];
    if (stratum === undefined) throw new RangeError(`draw ${draw} is not one of ${draws}`);
    const u = (stratum + drawUniform(at(keys, input), draw)) / strata;
    // In the last stratum the sum can round up to 1: the largest double below it is still in the stratum.
    return u < 1 ? u : largestBelowOne;
  };
}

const largestBelowOne = 1 - 1.1102230246251565e-16;

function sobolUniform(keys: readonly Key[]): Design["uniform"] {
  const directions = keys.map((_, input) => sobolDirections(input));
  const scrambles = keys.map((key) =>
    Array.from({ length: designRandomisations }, (_, randomisation) => subKey(key, `sobol/${randomisation}`)),
  );
  return (draw, input) => {
    const scramble = at(at(scrambles, input), draw % designRandomisations);
    return scrambledSobol(at(directions, input), scramble, Math.floor(draw / designRandomisations));
  };
}

function at<T>(list: readonly T[], position: number): T {
  const member = list[position];
  if (member === undefined) throw new RangeError(`no input ${position}: there are ${list.length}`);
  return member;
}
