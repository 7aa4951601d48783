/**
 * Samples a draw's inputs: one value per draw, or per draw and site, each by quantile from one uniform, with rank
 * correlations by Gaussian copula; inputs of joint draws by the row of their table. Inputs that differ between people are
 * left to the walker.
 */

import { makeDesign } from "../chance/design.js";
import { dirichletShares } from "../chance/dirichletShares.js";
import { drawUniform, type Key, makeRunKey, siteKey } from "../chance/key.js";
import { correlate, makeRankCorrelation, type RankCorrelation } from "../chance/rankCorrelation.js";
import { certainly } from "../faults/outcome.js";
import { luckOf, type StudyInput } from "../inputs/split.js";
import { quantile } from "../quantity/distribution.js";
import { type Study, variesByDraw } from "../scenario/study.js";
import type { RunSettings } from "./runSettings.js";

export interface Sampler {
  readonly runKey: Key;
  /** Inputs that differ from draw to draw (`variesByDraw`), by their position in `study.inputs`. */
  readonly uncertain: readonly number[];
  /**
   * Value of every input in a draw, in the scenario's price year; NaN for inputs that vary across several sites, or people.
   */
  sample(draw: number): Float64Array;
  /** Writes the values that a site has in the draw over the `NaN` of `values`; the only site's are there already. */
  sampleSite(draw: number, site: string, values: Float64Array): void;
}

const at = (inputs: readonly StudyInput[], index: number): StudyInput => {
  const input = inputs[index];
  if (input === undefined) throw new RangeError(`no input ${index}`);
  return input;
};

/** The value an input takes at its luck: of joint draws that of the row which the uniform picks, else by quantile. */
const valueAt = (input: StudyInput, uniform: number): number => {
  if (input.joint === undefined) return inputQuantile(input, uniform);
  const { rows } = input.joint;
  return input.uprating * rows[Math.floor(uniform * rows.length)]!;
};

/** The value an input takes at a uniform, uprated to the scenario's price year. */
export const inputQuantile = (input: StudyInput, uniform: number): number =>
  input.uprating *
  (input.leaf.distribution === undefined ? input.leaf.value! : quantile(input.leaf.distribution, uniform));

/**
 * Makes the sampler of a study; the design must suit the number of draws, which `parseScenario` and the questions check.
 *
 * @param luck names of the luck that the design lays out; left out: that of the study's own inputs
 */
export function makeSampler(study: Study, settings: RunSettings, luck?: readonly string[]): Sampler {
  const { inputs } = study;
  const runKey = makeRunKey(settings.seed);
  const designed: number[] = [];
  const bySite: number[] = [];
  const fixed = new Float64Array(inputs.length).fill(Number.NaN);
  inputs.forEach((input, index) => {
    if (input.leaf.distribution === undefined) fixed[index] = input.uprating * input.leaf.value!;
    else if (input.leaf.across === "draws") designed.push(index);
    else if (input.leaf.across === "sites") bySite.push(index);
  });
  const names = luckNames(study, designed);
  const distinct = luck ?? [...new Set(names)];
  const dimensions = names.map((name) => distinct.indexOf(name));
  const design = certainly(makeDesign(settings.design, runKey, settings.draws, distinct));
  const copulas = placedCopulas(study, designed);
  const siteKeys = new Map<string, readonly Key[]>();
  const sampleSite = (draw: number, site: string, values: Float64Array): void => {
    let keys = siteKeys.get(site);
    if (keys === undefined) {
      keys = bySite.map((index) => siteKey(runKey, site, luckOf(at(inputs, index))));
      siteKeys.set(site, keys);
    }
    const uniforms = keys.map((key) => drawUniform(key, draw));
    takeValues(inputs, bySite, uniforms, values);
  };
  const [onlySite, ...otherSites] = study.sites;
  const isOneSite = otherSites.length === 0;
  return {
    runKey,
    uncertain: inputs.flatMap((input, index) => (variesByDraw(study, input) ? [index] : [])),
    sample: (draw) => {
      const uniforms = dimensions.map((dimension) => design.uniform(draw, dimension));
      for (const copula of copulas) applyCopula(copula, uniforms);
      const values = fixed.slice();
      takeValues(inputs, designed, uniforms, values);
      if (onlySite !== undefined && isOneSite) sampleSite(draw, onlySite, values);
      return values;
    },
    sampleSite: (draw, site, values) => {
      if (!isOneSite) sampleSite(draw, site, values);
    },
  };
}

/**
 * The names under which inputs get their luck: their paths without the arm, so that arms share it; but the whole path if a
 * correlation joins the same field of two arms, which must then have luck of their own; and one name for all inputs of a
 * table of joint draws.
 */
export function luckNames(study: Study, members: readonly number[]): readonly string[] {
  const own = new Set<string>();
  for (const { inputs } of study.correlations) {
    const names = inputs.map((index) => luckOf(at(study.inputs, index)));
    inputs.forEach((index, k) => {
      if (names.indexOf(names[k]!) !== names.lastIndexOf(names[k]!))
        own.add(wholePath(at(study.inputs, index)));
    });
  }
  return members.map((index) => {
    const input = at(study.inputs, index);
    // A site's luck is separate from a draw's, whatever the field.
    if (input.leaf.across === "sites") return `${luckOf(input)} of a site`;
    return own.has(wholePath(input)) ? wholePath(input) : luckOf(input);
  });
}

/** An input's path, or its series': what it shares its luck with whatever arm it is of. */
const wholePath = ({ path, series }: StudyInput): string => series?.path ?? path;

/** A correlation of the study: its copula and, for each of its inputs, the places that share the input's luck. */
interface PlacedCopula {
  readonly copula: RankCorrelation;
  /** Places among the inputs that vary across draws: the input's own, then those of other arms that share its luck. */
  readonly places: readonly (readonly number[])[];
}

/**
 * The study's correlations. An arm that no correlation names shares the luck of the arm that one does, and its correlation:
 * so arms that are alike stay alike. If two correlations name one field in two arms, a third arm goes with the first.
 */
function placedCopulas(study: Study, uncertain: readonly number[]): readonly PlacedCopula[] {
  const names = luckNames(study, uncertain);
  const taken = new Set(study.correlations.flatMap(({ inputs }) => inputs));
  return study.correlations.map(({ inputs, rank }) => {
    const places = inputs.map((input) => {
      const own = uncertain.indexOf(input);
      const others = uncertain.flatMap((other, place) =>
        names[place] === names[own] && !taken.has(other) ? [place] : [],
      );
      for (const place of others) taken.add(uncertain[place]!);
      return [own, ...others];
    });
    return { copula: certainly(makeRankCorrelation(rank)), places };
  });
}

/**
 * For each input that varies across draws, the weights of the independent normals that make its own, by the names of their
 * luck: the sum of products of two inputs' weights is the correlation of the normals behind them.
 *
 * @param uncertain positions in the study, as `Sampler` has them
 * @example const { uncertain } = drawSampler(uncertainStudy, settings);
 * luckWeights(uncertainStudy, uncertain)[0] // Map { "arms.take_up.ceiling" => 1 }
 */
export function luckWeights(
  study: Study,
  uncertain: readonly number[],
): readonly ReadonlyMap<string, number>[] {
  const weights = luckNames(study, uncertain).map((name) => new Map([[name, 1]]));
  for (const { copula, places } of placedCopulas(study, uncertain)) {
    const before = places.map(([own]) => weights[own!]!);
    places.forEach((together, row) => {
      const joined = new Map<string, number>();
      copula.cholesky[row]!.forEach((share, column) => {
        for (const [name, weight] of before[column]!) {
          joined.set(name, (joined.get(name) ?? 0) + share * weight);
        }
      });
      for (const place of together) weights[place] = joined;
    });
  }
  return weights;
}

/** Writes the values that inputs take at their uniforms; Dirichlet shares together, once for each whole. */
function takeValues(
  inputs: readonly StudyInput[],
  members: readonly number[],
  uniforms: readonly number[],
  values: Float64Array,
): void {
  members.forEach((index, place) => {
    const input = at(inputs, index);
    if (input.parts === undefined) {
      values[index] = valueAt(input, uniforms[place]!);
    } else if (input.parts[0] === index) {
      const counts = input.parts.map((part) => countOf(at(inputs, part)));
      const shares = dirichletShares(
        counts,
        input.parts.map((part) => uniforms[members.indexOf(part)]!),
      );
      input.parts.forEach((part, k) => {
        values[part] = shares[k]!;
      });
    }
  });
}

const countOf = ({ leaf }: StudyInput): number =>
  leaf.distribution?.name === "dirichlet" ? leaf.distribution.count : 0;

function applyCopula({ copula, places }: PlacedCopula, uniforms: number[]): void {
  const correlated = correlate(
    copula,
    places.map(([own]) => uniforms[own!]!),
  );
  places.forEach((together, k) => {
    for (const place of together) uniforms[place] = correlated[k]!;
  });
}
