import { normalQuantile } from "./normalQuantile.js";
import { exp, ln } from "./portableMath.js";

/**
 * The u-quantile of a lognormal of mean 1, exp(σz − σ²/2) with z the standard normal's u-quantile; σ is that of the
 * logarithm. For the hot loop: no check of u.
 *
 * @example lognormalOfMeanOne(0.5, 0.5); // 0.8824969025845955
 */
export const lognormalOfMeanOne = (sigma: number, uniform: number): number =>
  exp(sigma * normalQuantile(uniform) - 0.5 * sigma * sigma);

/** σ of a lognormal of mean 1 with this coefficient of variation: √ln(1 + cv²). */
export const sigmaOfCv = (cv: number): number => (cv === 0 ? 0 : Math.sqrt(ln(1 + cv * cv)));
