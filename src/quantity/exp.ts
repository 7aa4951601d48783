import { lostInProduct } from "./lostInProduct.js";
import { timesPowerOfTwo } from "./powerOfTwo.js";

/**
 * e to the power x, with the same bits in every engine: within 0.55 units in the last place (0.76 where the
 * result is subnormal), the worst of a million arguments beside 39 figures (mpmath 1.3).
 *
 * @example exp(1) // 2.718281828459045
 */
export const exp = (x: number): number => expOfSum(x, 0);

/**
 * e to the power x + rest, of which the rest is what x lost in rounding.
 *
 * The method of Tang (ACM Transactions on Mathematical Software 15, 1989, 144–157): x is the nearest n · (ln 2)/32 and a remainder
 * r of at most (ln 2)/64, and e to it 2^(n/32) · eʳ. The roots of two are tabulated with what they lose in rounding.
 */
export function expOfSum(x: number, rest: number): number {
  if (!(x < overflowsFrom)) return x * Number.POSITIVE_INFINITY;
  if (x < vanishesBelow) return 0;
  const n = nearestStep(x);
  const root = roots[n & 31]!;
  const gain = expLessOne(beyondStep(x, n) + rest);
  return timesPowerOfTwo(root + (rootsRest[n & 31]! + root * gain), n >> 5);
}

/**
 * (factor + factorRest) times e to the power x + rest, rounded once at the end, for x below 0. A rest is what the number before it
 * lost in rounding.
 */
export function timesExpOfSum(factor: number, factorRest: number, x: number, rest: number): number {
  if (x < vanishesBelow) return 0;
  const n = nearestStep(x);
  const root = roots[n & 31]!;
  const beyondRoot = rootsRest[n & 31]! + root * expLessOne(beyondStep(x, n) + rest);
  const product = root * factor;
  const productRest =
    lostInProduct(root, factor, product) + beyondRoot * factor + (root + beyondRoot) * factorRest;
  return timesPowerOfTwo(product + productRest, n >> 5);
}

const nearestStep = (x: number): number => x * stepsPerUnit + roundsToWhole - roundsToWhole;

const beyondStep = (x: number, n: number): number => x - n * stepHigh - n * stepLow;

/** eʳ − 1 for |r| up to (ln 2)/64: its Taylor series, of which the first term left out is below 2⁻⁵⁸. */
const expLessOne = (r: number): number =>
  r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));

/** Well beyond ln of the largest and of half the least number: between, the last product overflows or vanishes by itself. */
const overflowsFrom = 710;
const vanishesBelow = -746;

/** 32/ln 2. */
const stepsPerUnit = 46.16624130844683;
/** (ln 2)/32 in two parts: a whole number times the first is exact, and the second gives back the rest. */
const stepHigh = 0.021660849392901582;
const stepLow = -4.0329125843991075e-13;
/** 1.5 · 2⁵²: a number added to it is rounded to a whole one, halves to the even. */
const roundsToWhole = 6755399441055744;

/** 2^(j/32), j from 0 to 31, and what each loses in rounding; computed in 400 binary digits (mpmath 1.3). */
const roots = Float64Array.of(
  1,
  1.0218971486541166,
  1.0442737824274138,
  1.0671404006768237,
  1.0905077326652577,
  1.1143867425958924,
  1.1387886347566916,
  1.1637248587775775,
  1.189207115002721,
  1.215247359980469,
  1.241857812073484,
  1.2690509571917332,
  1.2968395546510096,
  1.3252366431597413,
  1.3542555469368927,
  1.383909881963832,
  Math.SQRT2,
  1.4451808069770467,
  1.4768261459394993,
  1.5091644275934228,
  1.5422108254079407,
  1.5759808451078865,
  1.6104903319492543,
  1.645755478153965,
  1.681792830507429,
  1.718619298122478,
  1.7562521603732995,
  1.7947090750031072,
  1.8340080864093424,
  1.8741676341103,
  1.9152065613971474,
  1.9571441241754002,
);
const rootsRest = Float64Array.of(
  0,
  5.109225028973444e-17,
  8.551889705537965e-17,
  -7.899853966841582e-17,
  -3.046782079812471e-17,
  1.0410278456845571e-16,
  8.912812676025408e-17,
  3.8292048369240935e-17,
  3.982015231465646e-17,
  -7.712630692681488e-17,
  4.658027591836937e-17,
  2.667932131342186e-18,
  2.5382502794888315e-17,
  -2.8587312100388614e-17,
  7.70094837980299e-17,
  -6.770511658794786e-17,
  -9.667293313452913e-17,
  -3.0237581349939873e-17,
  -3.483994556892796e-17,
  -1.016455327754295e-16,
  7.949834809697621e-17,
  -1.0136916471278304e-17,
  2.4707192569797888e-17,
  -1.0125679913674773e-16,
  8.199010020581497e-17,
  -1.851380418263111e-17,
  2.960140695448873e-17,
  1.8227458427912087e-17,
  3.283107224245627e-17,
  -6.122763413004143e-17,
  -1.0619946056195963e-16,
  8.960767791036668e-17,
);
