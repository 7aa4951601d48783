import { exp, ln } from "../quantity/portableMath.js";
import { type Steps, sumsWork } from "../results/giveWay.js";
import type { ConditionalMean } from "./conditionalMean.js";
import { levelEffects } from "./levelEffects.js";
import { type PointModel, VARIANCE_CHARGE } from "./pointModel.js";
import { type ResponseByPoint, responseByPoint } from "./responseByPoint.js";
import { lineOf, type SmoothInput } from "./smoothInput.js";
import { splineModels } from "./splineModels.js";
import { stepModelSteps } from "./stepModel.js";
import { addTimes } from "./vector.js";

/** Beyond this difference of deviance a model is not heard. */
const DEVIANCE_HEARD = 8;

/**
 * The expectation of a net benefit given one input, of several models each by its weight: splines on its ranks whose smoothness
 * makes the draws most likely (restricted maximum likelihood), on several scales of the ranks, the straight line and the constant
 * among them; stretches that step from one to the next; and means of their own for levels.
 *
 * Sources: Wood, Generalized Additive Models (2017), §6.2; Hoeting and others, Statistical Science 1999;14:382–417.
 */
export function* smoothOfInputSteps(input: SmoothInput, response: Float64Array): Steps<ConditionalMean> {
  const { ranked, weights } = input;
  const models = yield* modelsOf(input, responseByPoint(ranked, response));
  const least = Math.min(...models.map(({ deviance }) => deviance));
  const heard = models.filter(({ deviance }) => deviance <= least + DEVIANCE_HEARD);
  const odds = heard.map(({ deviance }) => exp((least - deviance) / 2));
  const total = odds.reduce((sum, one) => sum + one, 0);
  const chances = odds.map((one) => one / total);
  const fitted = new Float64Array(weights.length);
  heard.forEach((model, at) => {
    addTimes(fitted, model.fitted, chances[at]!);
  });
  return {
    pointOf: ranked.pointOf,
    weights,
    fitted,
    freedom: 1 + heard.reduce((sum, model, at) => sum + chances[at]! * model.freedom, 0),
    lines: lineOf(input),
    normals: Math.max(...heard.map(({ normals }) => normals)),
    redrawn: (noise, normals, share) => {
      const model = heard[chosen(chances, share)]!;
      let shift = 0;
      for (let point = 0; point < noise.length; point++) shift += weights[point]! * noise[point]!;
      const values = model.fitted.map((value) => value - shift);
      model.shake(values, noise, normals);
      return values;
    },
  };
}

/** The constant; levels alone; on each scale the straight line, and the line with bends; steps. */
function* modelsOf(input: SmoothInput, data: ResponseByPoint): Steps<readonly PointModel[]> {
  const { draws, counts, hasLevels } = input.ranked;
  const constant: PointModel = {
    fitted: new Float64Array(counts.length).fill(data.mean),
    deviance: (draws - 1) * ln(Math.max(data.all, Number.MIN_VALUE)),
    freedom: 0,
    normals: 0,
    shake: () => {},
  };
  if (!(data.all > 0)) return [constant];
  const models = [constant];
  if (hasLevels) {
    const levels = { levelOf: Int32Array.from(counts.keys()), counts };
    const effects = levelEffects(levels, data.byPoint, data.within, VARIANCE_CHARGE);
    if (effects.normals > 0)
      models.push({
        ...effects,
        fitted: effects.fitted.map((value) => data.mean + value),
        deviance: constant.deviance - effects.gain,
      });
  }
  models.push(...splineModels(input, data));
  yield sumsWork(1000 * counts.length);
  const least = Math.min(...models.map(({ deviance }) => deviance));
  const steps = yield* stepModelSteps(input.ranked, data, least + DEVIANCE_HEARD);
  return steps === undefined ? models : [...models, steps];
}

function chosen(chances: readonly number[], share: number): number {
  let left = share;
  for (let at = 0; at < chances.length; at++) {
    left -= chances[at]!;
    if (left < 0) return at;
  }
  return chances.length - 1;
}
