/** The door to distributions: made from their natural arguments, with mean, variance and quantiles. */
export {
  type Distribution,
  type DistributionName,
  makeDistribution,
  mean,
  quantile,
  variance,
} from "./quantity/distribution.js";
export type { Beta } from "./quantity/distributions/beta.js";
export type { Dirichlet } from "./quantity/distributions/dirichlet.js";
export type { Discrete } from "./quantity/distributions/discrete.js";
export type { Empirical } from "./quantity/distributions/empirical.js";
export type { Gamma } from "./quantity/distributions/gamma.js";
export type { Lognormal } from "./quantity/distributions/lognormal.js";
export type { Normal } from "./quantity/distributions/normal.js";
export type { Pert } from "./quantity/distributions/pert.js";
export type { Triangular } from "./quantity/distributions/triangular.js";
export type { Uniform } from "./quantity/distributions/uniform.js";
