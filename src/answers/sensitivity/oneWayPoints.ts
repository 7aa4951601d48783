/** Where inputs stand when one is moved at a time: at base, and each at its 5th and 95th percentile. */
import { makeRankCorrelation } from "../../chance/rankCorrelation.js";
import { mean } from "../../quantity/distribution.js";
import { normalCdf } from "../../quantity/normalCdf.js";
import { normalQuantile } from "../../quantity/normalQuantile.js";
import type { Study } from "../../scenario/study.js";
import { inputQuantile } from "../../simulation/sampler.js";
import { sharedLuck, uncertainInputs } from "./factors.js";

/** One value an uncertain input, in the study's order; money in the scenario's price year. */
export type PointValues = Float64Array;

export interface OneWayPoints {
  /** Every input at its median; shares of a whole at their means, which add up to 1. */
  readonly base: PointValues;
  /** In the order of the uncertain inputs. */
  readonly ends: readonly OneWayEnds[];
}

export interface OneWayEnds {
  readonly input: number;
  readonly at5: PointValues;
  readonly at95: PointValues;
}

/**
 * The points of a one-way analysis. What moves with an input moves here: a rank-correlated partner goes to its median
 * given the input (Φ(r·Φ⁻¹(u)), r the correlation of the normals behind them), and the other shares of a whole shrink or
 * grow in proportion, so that they still add up to 1.
 *
 * @example oneWayPoints(study).ends[0].at95 // the first uncertain input at its 95th percentile, the others at base
 */
export function oneWayPoints(study: Study): OneWayPoints {
  const uncertain = uncertainInputs(study);
  const placeOf = new Map(uncertain.map((input, place) => [input, place]));
  const base = Float64Array.from(uncertain, (input) => {
    const studyInput = study.inputs[input]!;
    const { distribution } = studyInput.leaf;
    if (studyInput.parts === undefined || distribution === undefined) return inputQuantile(studyInput, 0.5);
    return studyInput.uprating * mean(distribution);
  });
  const partnersOf = correlatedPartners(study);
  const moved = (input: number, uniform: number): PointValues => {
    const values = base.slice();
    const studyInput = study.inputs[input]!;
    const value = inputQuantile(studyInput, uniform);
    const own = placeOf.get(input)!;
    values[own] = value;
    for (const part of studyInput.parts ?? []) {
      const place = placeOf.get(part)!;
      if (part !== input) values[place] = (base[place]! * (1 - value)) / (1 - base[own]!);
    }
    for (const { partner, correlation } of partnersOf.get(input) ?? []) {
      const given = normalCdf(correlation * normalQuantile(uniform));
      values[placeOf.get(partner)!] = inputQuantile(study.inputs[partner]!, given);
    }
    return values;
  };
  return {
    base,
    ends: uncertain.map((input) => ({ input, at5: moved(input, 0.05), at95: moved(input, 0.95) })),
  };
}

interface Partner {
  readonly partner: number;
  /** Of the normals behind the two inputs. */
  readonly correlation: number;
}

function correlatedPartners(study: Study): ReadonlyMap<number, readonly Partner[]> {
  const partners = new Map<number, Partner[]>();
  for (const { inputs, rank } of study.correlations) {
    const made = makeRankCorrelation(rank);
    if ("faults" in made) throw new Error("a rank correlation that was checked is not positive definite");
    const { cholesky } = made.rankCorrelation;
    inputs.forEach((input, row) => {
      partners.set(
        input,
        inputs.flatMap((partner, column) =>
          partner === input ? [] : [{ partner, correlation: dot(cholesky[row]!, cholesky[column]!) }],
        ),
      );
    });
  }
  for (const inputs of sharedLuck(study)) {
    for (const input of inputs) {
      const others = inputs.filter((partner) => partner !== input);
      const known = partners.get(input) ?? [];
      partners.set(input, [...known, ...others.map((partner) => ({ partner, correlation: 1 }))]);
    }
  }
  return partners;
}

/** Of two rows of a lower triangle: entries beyond a row's end are 0. */
function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < Math.min(a.length, b.length); k++) sum += a[k]! * b[k]!;
  return sum;
}
