/** Where inputs stand when one is moved at a time: at base, and each at its 5th and 95th percentile. */
import { mean } from "../../quantity/distribution.js";
import { normalCdf } from "../../quantity/normalCdf.js";
import { normalQuantile } from "../../quantity/normalQuantile.js";
import type { Study } from "../../scenario/study.js";
import { inputQuantile, luckWeights } from "../../simulation/sampler.js";
import { firstAtPath, uncertainInputs } from "./factors.js";

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
 * The points of a one-way analysis. What moves with an input moves here too: a rank-correlated partner goes to its median
 * given the input (Φ(r·Φ⁻¹(u)), r the correlation of the normals behind them); the same field of another arm goes with it where
 * they share their luck; an input that takes its values from the same table goes to its mean over the rows around; and the other
 * shares of a whole shrink or grow in proportion, so that all still add up to 1.
 *
 * @example // The first uncertain input at its 95th percentile, the others at base.
 * oneWayPoints(uncertainStudy).ends[0].at95 // [0.975, -0.049…, 1000]
 */
export function oneWayPoints(study: Study): OneWayPoints {
  const uncertain = uncertainInputs(study);
  const columnOf = new Map(uncertain.map((input, column) => [input, column]));
  const base = Float64Array.from(uncertain, (input) => {
    const studyInput = study.inputs[input]!;
    const { distribution } = studyInput.leaf;
    if (studyInput.parts === undefined || distribution === undefined) return inputQuantile(studyInput, 0.5);
    return studyInput.uprating * mean(distribution);
  });
  const weights = luckWeights(study, uncertain);
  const moved = (input: number, uniform: number): PointValues => {
    const values = base.slice();
    const put = (moving: number, at: number): void => {
      const studyInput = study.inputs[moving]!;
      const value = inputQuantile(studyInput, at);
      const own = columnOf.get(moving)!;
      values[own] = value;
      for (const part of studyInput.parts ?? []) {
        const column = columnOf.get(part)!;
        if (part !== moving) values[column] = (base[column]! * (1 - value)) / (1 - base[own]!);
      }
    };
    put(input, uniform);
    const whole = study.inputs[input]!.parts ?? [input];
    uncertain.forEach((partner, column) => {
      if (whole.includes(partner)) return;
      const joint = partnerInTable(study, input, partner);
      if (joint !== undefined) {
        values[column] = joint(uniform);
        return;
      }
      const correlation = sumOfProducts(weights[columnOf.get(input)!]!, weights[column]!);
      if (correlation !== 0) put(partner, normalCdf(correlation * normalQuantile(uniform)));
    });
    return values;
  };
  return {
    base,
    ends: firstAtPath(study, uncertain).map((input) => ({
      input,
      at5: moved(input, 0.05),
      at95: moved(input, 0.95),
    })),
  };
}

/**
 * Where two inputs take their values from one table: the second's mean over the tenth of the rows (or the one row) in which the
 * first lies nearest to its quantile.
 */
function partnerInTable(
  study: Study,
  moved: number,
  partner: number,
): ((uniform: number) => number) | undefined {
  const [own, other] = [study.inputs[moved]!, study.inputs[partner]!];
  if (own.joint === undefined || own.joint.luck !== other.joint?.luck) return undefined;
  const { rows } = own.joint;
  const others = other.joint.rows;
  const order = rows.map((_, row) => row).sort((a, b) => rows[a]! - rows[b]!);
  const width = Math.max(1, Math.round(rows.length / 10));
  return (uniform) => {
    const middle = Math.ceil(uniform * rows.length) - 1;
    const start = Math.min(Math.max(0, middle - Math.floor(width / 2)), rows.length - width);
    const near = order.slice(start, start + width);
    return (other.uprating * near.reduce((sum, row) => sum + others[row]!, 0)) / near.length;
  };
}

function sumOfProducts(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [name, weight] of a) sum += weight * (b.get(name) ?? 0);
  return sum;
}
