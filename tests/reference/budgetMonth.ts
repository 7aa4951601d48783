/**
 * One month of a personal budget, term by term: what is set, spent, left over or missing. The formulas are written
 * out one a line, in the order of the model page, with its letters in the comments. Amounts are in the unit of A.
 */
export interface BudgetMonthTerms {
  /** ωA: cost at the reference price of what is bought outside the contracts, in £ a month. */
  readonly packageCostGbp: number;
  readonly bias: number;
  /** The person's factor of setting error, mean 1. */
  readonly error: number;
  /** M ÷ B: 0 unless this is a misused year. */
  readonly misusedShare: number;
  /** δ */
  readonly misuseRecoveredShare: number;
  /** w */
  readonly widerShare: number;
  /** ψ */
  readonly coreWorkShare: number;
  /** π */
  readonly priceRatio: number;
  /** g, pooling included. */
  readonly efficiencyGain: number;
  /** ξ, the year's factor, mean 1. */
  readonly yearlyFactor: number;
  /** ρ */
  readonly reinvestedShare: number;
  /** κ */
  readonly recoveredShare: number;
  /** β */
  readonly bailedOutShare: number;
  /** τ */
  readonly toppedUpShare: number;
}

export interface BudgetMonth {
  readonly A: number;
  readonly B: number;
  readonly M: number;
  readonly N: number;
  readonly W: number;
  readonly R: number;
  readonly servedCore: number;
  readonly S: number;
  readonly I: number;
  readonly X: number;
  readonly K: number;
  readonly D: number;
  readonly L: number;
  readonly T: number;
  readonly V: number;
  readonly core: number;
  readonly n: number;
  readonly O: number;
  readonly misuseRecovered: number;
}

const speckOf = 1e-9;

export function budgetMonth(terms: BudgetMonthTerms): BudgetMonth {
  const A = terms.packageCostGbp;
  const B = A * (1 + terms.bias) * terms.error;
  const M = terms.misusedShare * B;
  const N = B - M;
  const W = terms.widerShare * N;
  const R = A * terms.priceRatio * (1 - terms.efficiencyGain) * terms.yearlyFactor;
  // R′: what of core care is left to buy once wider uses have done part of its work.
  const servedCore = Math.max(0, R - terms.coreWorkShare * W);
  const S = Math.max(0, N - W - servedCore);
  const I = terms.reinvestedShare * S;
  const X = terms.recoveredShare * (1 - terms.reinvestedShare) * S;
  const K = (1 - terms.recoveredShare) * (1 - terms.reinvestedShare) * S;
  let D = Math.max(0, servedCore - N + W);
  if (D < speckOf * A) D = 0;
  const L = terms.bailedOutShare * D;
  const T = terms.toppedUpShare * (D - L);
  let V = D - L - T;
  if (V < speckOf * A) V = 0;
  const core = servedCore - V;
  let n = servedCore === 0 ? 0 : V / servedCore;
  if (n < speckOf) n = 0;
  const misuseRecovered = terms.misuseRecoveredShare * M;
  const O = B - X - misuseRecovered + L;
  return { A, B, M, N, W, R, servedCore, S, I, X, K, D, L, T, V, core, n, O, misuseRecovered };
}

/** n of the whole package: ω·V/R′, since what stays under contract never goes without. */
export function unmetShareOfPackage(outsideShare: number, { V, servedCore }: BudgetMonth): number {
  const n = servedCore === 0 ? 0 : (outsideShare * V) / servedCore;
  return n < speckOf ? 0 : n;
}
