import { exp, ln } from "../quantity/portableMath.js";
import type { ConditionalMean } from "./conditionalMean.js";
import { levelEffects, noLevelEffects } from "./levelEffects.js";
import { type PointModel, VARIANCE_CHARGE } from "./pointModel.js";
import { type ResponseByPoint, responseByPoint } from "./responseByPoint.js";
import { lineOf, type SmoothInput } from "./smoothInput.js";
import { splineModels } from "./splineModels.js";
import { addTimes } from "./vector.js";

/** What means of their own for bands add to it: they are the last resort, and noise is rarely even. */
const LAST_CHARGE = 6;
/** Beyond this difference of deviance a model is not heard. */
const DEVIANCE_HEARD = 8;

/**
 * The expectation of a net benefit given one input: splines on its ranks whose smoothness makes the draws most likely
 * (restricted maximum likelihood), on several scales of the ranks, the straight line and the constant among them, each by its
 * weight; then means of its own for each level, or for bands of neighbours, as far as they vary more than chance would.
 *
 * Sources: Wood, Generalized Additive Models (2017), §6.2; Hoeting and others, Statistical Science 1999;14:382–417.
 */
export function smoothOfInput(input: SmoothInput, response: Float64Array): ConditionalMean {
  const { ranked, weights } = input;
  const data = responseByPoint(ranked, response);
  const models = modelsOf(input, data);
  const least = Math.min(...models.map(({ deviance }) => deviance));
  const heard = models.filter(({ deviance }) => deviance <= least + DEVIANCE_HEARD);
  const odds = heard.map(({ deviance }) => exp((least - deviance) / 2));
  const total = odds.reduce((sum, one) => sum + one, 0);
  const chances = odds.map((one) => one / total);
  const smooth = new Float64Array(weights.length);
  heard.forEach(({ fitted }, at) => {
    addTimes(smooth, fitted, chances[at]!);
  });
  const rest = heard.some(({ isRough }) => isRough)
    ? { ...noLevelEffects, fitted: new Float64Array(smooth.length) }
    : levelEffects(
        { levelOf: input.levelOf, counts: ranked.counts },
        data.byPoint.map((value, point) => value + data.mean - smooth[point]!),
        data.within,
        LAST_CHARGE,
      );
  const fitted = smooth.map((value, point) => value + rest.fitted[point]!);
  const functions = Math.max(...heard.map(({ normals }) => normals));
  return {
    pointOf: ranked.pointOf,
    weights,
    fitted,
    freedom: 1 + rest.freedom + heard.reduce((sum, model, at) => sum + chances[at]! * model.freedom, 0),
    lines: lineOf(input),
    normals: functions + rest.normals,
    redrawn: (noise, normals, share) => {
      const model = heard[chosen(chances, share)]!;
      let shift = 0;
      for (let point = 0; point < noise.length; point++) shift += weights[point]! * noise[point]!;
      const values = model.fitted.map((value) => value - shift);
      model.shake(values, noise, normals);
      rest.shake(values, noise, normals.subarray(functions));
      return values;
    },
  };
}

/** The constant; levels alone; on each scale the straight line, and the line with bends. */
function modelsOf(input: SmoothInput, data: ResponseByPoint): readonly PointModel[] {
  const { draws, counts, hasLevels } = input.ranked;
  const constant: PointModel = {
    fitted: new Float64Array(counts.length).fill(data.mean),
    deviance: (draws - 1) * ln(Math.max(data.all, Number.MIN_VALUE)),
    freedom: 0,
    normals: 0,
    isRough: false,
    shake: () => {},
  };
  if (!(data.all > 0)) return [constant];
  const models = [constant];
  if (hasLevels) {
    const levels = { levelOf: input.levelOf, counts };
    const effects = levelEffects(levels, data.byPoint, data.within, VARIANCE_CHARGE);
    if (effects.normals > 0)
      models.push({
        ...effects,
        fitted: effects.fitted.map((value) => data.mean + value),
        deviance: constant.deviance - effects.gain,
        isRough: true,
      });
  }
  return [...models, ...splineModels(input, data)];
}

function chosen(chances: readonly number[], share: number): number {
  let left = share;
  for (let at = 0; at < chances.length; at++) {
    left -= chances[at]!;
    if (left < 0) return at;
  }
  return chances.length - 1;
}
