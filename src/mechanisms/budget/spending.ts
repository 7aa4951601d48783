/**
 * Setting and spending a budget: what happens to a pound of the package that is bought outside the contracts, month by month, until
 * the next review. The answer to the whole question depends on these formulas:
 *
 *     B = A·(1 + bias)·error
 *     N = B − M,  W = w·N,  R = A·π·(1 − g)·ξ,  R′ = max(0, R − ψ·W)
 *     S = max(0, N − W − R′)   →  I = ρS reinvested,  X = κ(1 − ρ)S recovered,  K = (1 − κ)(1 − ρ)S kept
 *     D = max(0, R′ − N + W)   →  L = βD bailed out,  T = τ(D − L) topped up,   V = rest, unmet
 *     core = R′ − V,  n = ω·V/R′
 *
 * Every amount scales with ωA, the part of the package A that is bought outside, so the formula is worked out once, for ωA = 1. What
 * stays under contract never goes without, so of the whole package only ω times the share V/R′ does.
 */

import { type SpendingAmount, spendingAmounts } from "../../accounts/counts.js";
import { negligibleNeed } from "../../quantity/rounding.js";

/** Parameters of the spending formula, in the order of a parameter array. */
export const spendingParameters = [
  "bias",
  "priceRatio",
  "efficiencyGain",
  "poolingGain",
  "reinvestedShare",
  "recoveredShare",
  "bailedOutShare",
  "toppedUpShare",
  "widerShare",
  "coreWorkShare",
  "replacedShare",
  "relativesShare",
  "shareLost",
  "misuseRecoveredShare",
  "outsideShare",
] as const;
export type SpendingParameter = (typeof spendingParameters)[number];

/** Position of each parameter in a parameter array. */
export const spendingAt = Object.fromEntries(spendingParameters.map((name, at) => [name, at])) as {
  readonly [P in SpendingParameter]: number;
};

/** Position of each amount in an amount array. */
export const amountAt = Object.fromEntries(spendingAmounts.map((name, at) => [name, at])) as {
  readonly [A in SpendingAmount]: number;
};

const P = spendingAt;
const A = amountAt;

/**
 * Works the formula out for 1 bought outside. `parameters` are in the order of `spendingParameters`; `misused` says whether
 * this is a misused year; `contributionShare` is γ; amounts are written to `amounts` in the order of
 * `spendingAmounts`. Returns n, the share of the whole package's need left unmet.
 *
 * @example
 * // Of 1 bought outside, bias −0.05, π 0.9, g 0.1, ρ 0.5, κ 0.6: B 0.95, S 0.14, I 0.07, X 0.042.
 * const parameters = new Float64Array(spendingParameters.length);
 * const given = { bias: -0.05, priceRatio: 0.9, efficiencyGain: 0.1, reinvestedShare: 0.5, recoveredShare: 0.6 };
 * for (const [name, value] of Object.entries(given)) parameters[spendingAt[name]] = value;
 * const amounts = new Float64Array(spendingAmounts.length);
 * spendBudget(parameters, 1, 1, false, 0.2, amounts) // 0
 * ["budget", "surplus", "reinvested", "recovered"].map((name) => amounts[amountAt[name]])
 * // [0.95, 0.139…, 0.069…, 0.041…]
 */
export function spendBudget(
  parameters: Float64Array,
  error: number,
  yearly: number,
  misused: boolean,
  contributionShare: number,
  amounts: Float64Array,
): number {
  const budget = (1 + parameters[P.bias]!) * error;
  const lost = misused ? parameters[P.shareLost]! * budget : 0;
  const net = budget - lost;
  const wider = parameters[P.widerShare]! * net;
  const gain = parameters[P.efficiencyGain]! + parameters[P.poolingGain]!;
  const required = parameters[P.priceRatio]! * (1 - gain) * yearly;
  const beyondWider = required - parameters[P.coreWorkShare]! * wider;
  const need = beyondWider > 0 ? beyondWider : 0;
  const left = net - wider - need;
  const surplus = left > 0 ? left : 0;
  const deficit = left < -negligibleNeed ? -left : 0;
  const reinvested = parameters[P.reinvestedShare]! * surplus;
  const recovered = parameters[P.recoveredShare]! * (surplus - reinvested);
  const kept = surplus - reinvested - recovered;
  const bailedOut = parameters[P.bailedOutShare]! * deficit;
  const toppedUp = parameters[P.toppedUpShare]! * (deficit - bailedOut);
  const rest = deficit - bailedOut - toppedUp;
  const unmet = rest < negligibleNeed ? 0 : rest;
  const core = need - unmet;
  const misuseRecovered = parameters[P.misuseRecoveredShare]! * lost;
  amounts[A.budget] = budget;
  amounts[A.misused] = lost;
  amounts[A.misuseRecovered] = misuseRecovered;
  amounts[A.wider] = wider;
  amounts[A.core] = core;
  amounts[A.surplus] = surplus;
  amounts[A.reinvested] = reinvested;
  amounts[A.recovered] = recovered;
  amounts[A.kept] = kept;
  amounts[A.deficit] = deficit;
  amounts[A.bailedOut] = bailedOut;
  amounts[A.toppedUp] = toppedUp;
  amounts[A.unmet] = unmet;
  amounts[A.relatives] = parameters[P.relativesShare]! * core;
  amounts[A.replaced] = parameters[P.replacedShare]! * wider;
  amounts[A.required] = required;
  setContributions(contributionShare, amounts);
  const share = need > 0 ? parameters[P.outsideShare]! * (unmet / need) : 0;
  return share < negligibleNeed ? 0 : share;
}

/** Works out a client's contributions to what is spent: γ times each amount that they are due on. */
export function setContributions(contributionShare: number, amounts: Float64Array): void {
  amounts[A.budgetContribution] = contributionShare * amounts[A.budget]!;
  amounts[A.recoveredContribution] = contributionShare * amounts[A.recovered]!;
  amounts[A.misuseContribution] = contributionShare * amounts[A.misuseRecovered]!;
  amounts[A.bailOutContribution] = contributionShare * amounts[A.bailedOut]!;
  amounts[A.surplusContribution] = contributionShare * amounts[A.surplus]!;
}
