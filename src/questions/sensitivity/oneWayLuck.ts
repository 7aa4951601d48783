/** The luck that each one-way point is averaged over, and the structures it is made in. */
import { meanWithError } from "../../decision/monteCarloError.js";
import type { OneWayOutcome } from "../../decision/tornado.js";
import { fewestDrawsForError, moments, standardError } from "../../results/moments.js";
import type { Study } from "../../scenario/study.js";
import { dealtTo, structureFactor } from "./factors.js";

export interface OneWayLuck {
  /** The draws whose luck of people a point has, one after the other. */
  readonly luck: Int32Array;
  /** The structure of each, by its position in the study; undefined without structures. */
  readonly structures: Int32Array | undefined;
  /** The structures' weights, by position. */
  readonly weights: readonly number[];
}

/** As many draws of luck as asked; with structures they take turns, and as many draws are added as give each the same number. */
export function oneWayLuck(study: Study, draws: number): OneWayLuck {
  const weights = study.structures?.map(({ weight }) => weight) ?? [];
  const several = dealtTo(study);
  const among = several.length > 0 ? several : weights.flatMap((weight, at) => (weight > 0 ? [at] : []));
  const each = Math.max(1, among.length);
  const luck = Int32Array.from({ length: each * Math.ceil(draws / each) }, (_, draw) => draw);
  return {
    luck,
    structures: among.length === 0 ? undefined : luck.map((draw) => among[draw % each]!),
    weights,
  };
}

/** The mean over luck, by the structures' weights, and its error from luck alone; NaN where luck is too little to say. */
export function overLuck(
  { structures, weights }: OneWayLuck,
  values: ArrayLike<number>,
): { readonly mean: number; readonly mcse: number } {
  if (structures === undefined)
    return values.length < 2 ? { mean: values[0]!, mcse: Number.NaN } : meanWithError(values);
  let mean = 0;
  let variance = 0;
  for (const [own, part] of byStructure(structures, values)) {
    const error = weights[own]! * standardError(part);
    mean += weights[own]! * moments(part).mean;
    variance += error * error;
  }
  return { mean, mcse: values.length < fewestDrawsForError ? Number.NaN : Math.sqrt(variance) };
}

function byStructure(
  structures: Int32Array,
  values: ArrayLike<number>,
): ReadonlyMap<number, readonly number[]> {
  const parts = new Map<number, number[]>();
  structures.forEach((own, draw) => {
    const part = parts.get(own);
    if (part === undefined) parts.set(own, [values[draw]!]);
    else part.push(values[draw]!);
  });
  return parts;
}

/**
 * The structure moved as an input is: from the one in which the outcome at base is lowest to the one in which it is highest, with
 * the error of the distance. Undefined where there are not several.
 */
export function structureOutcome(
  { structures }: OneWayLuck,
  atBase: ArrayLike<number>,
): (OneWayOutcome & { readonly mcse: number }) | undefined {
  const parts = structures === undefined ? [] : [...byStructure(structures, atBase).values()];
  if (parts.length < 2) return undefined;
  const means = parts.map((part) => moments(part).mean);
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const [first, last] = [low, high].map((mean) => standardError(parts[means.indexOf(mean)]!));
  return {
    input: structureFactor,
    inputAtP5: Number.NaN,
    inputAtP95: Number.NaN,
    outcomeAtP5: low,
    outcomeAtP95: high,
    mcse: atBase.length < fewestDrawsForError ? Number.NaN : Math.sqrt(first! * first! + last! * last!),
  };
}
