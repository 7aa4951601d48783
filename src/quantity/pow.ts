import { expOfSum } from "./exp.js";
import { lostInProduct } from "./lostInProduct.js";
import { binaryExponent, timesPowerOfTwo } from "./powerOfTwo.js";

/**
 * x to the power y, with the same bits in every engine: within 0.55 units in the last place (0.76 where the
 * result is subnormal), the worst of a million arguments beside 39 figures (mpmath 1.3). What is not a number or infinite is as
 * `x ** y` has it.
 *
 * @example pow(1.035, 10) // 1.410598760621121
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (size === 1 && Math.abs(y) === Number.POSITIVE_INFINITY) return Number.NaN;
  const isWhole = Math.floor(y) === y;
  if (x < 0 && !isWhole && size !== Number.POSITIVE_INFINITY) return Number.NaN;
  // Of an odd power only: −0 and −∞ have a sign too.
  const isNegative = (x < 0 || 1 / x < 0) && isWhole && Math.abs(y % 2) === 1;
  const power = powerOfSize(size, y);
  return isNegative ? -power : power;
}

function powerOfSize(size: number, y: number): number {
  if (size === 1) return 1;
  if (size === 0 || size === Number.POSITIVE_INFINITY || Math.abs(y) === Number.POSITIVE_INFINITY)
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  return expOfMultipleOfLn(size, y);
}

/**
 * e to the power y·ln x, for a finite x > 0 other than 1. The logarithm and its product with y are carried as a sum of two numbers
 * (Dekker, Numerische Mathematik 18, 1971, 224–242), good to about 66 binary digits, as e to it would blow any error up by up to 745.
 *
 * x is 2ⁿ·m with m between √½ and √2, and ln m = 2·(s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1). In names that end so, Rest is what
 * the number named before it lost in rounding.
 */
function expOfMultipleOfLn(x: number, y: number): number {
  const exponent = binaryExponent(x);
  const mantissa = timesPowerOfTwo(x, -exponent);
  const isHalved = mantissa > Math.SQRT2;
  const m = isHalved ? 0.5 * mantissa : mantissa;
  const n = isHalved ? exponent + 1 : exponent;

  const f = m - 1;
  const divisor = m + 1;
  const s = f / divisor;
  const whole = s * divisor;
  const sRest = (f - whole - lostInProduct(s, divisor, whole) - s * (m - (divisor - 1))) / divisor;

  const z = s * s;
  const zRest = lostInProduct(s, s, z) + 2 * s * sRest;

  // 1/3 + z/5 + z²/7 + …: two numbers down to the term in z, one beyond.
  const beyond = z * seriesFromSeventh(z) + fifthRest;
  const fifth = 0.2 + beyond;
  const inZ = z * fifth;
  const inZRest = lostInProduct(z, fifth, inZ) + z * (0.2 - fifth + beyond) + zRest * fifth;
  const third = 1 / 3 + inZ;
  const thirdRest = 1 / 3 - third + inZ + (inZRest + thirdLost);

  const share = z * third;
  const shareRest = lostInProduct(z, third, share) + z * thirdRest + zRest * third;
  const cubes = s * share;
  const cubesRest = lostInProduct(s, share, cubes) + s * shareRest + sRest * share;
  const half = s + cubes;
  const halfRest = s - half + cubes + (sRest + cubesRest);

  const high = n * ln2High + 2 * half;
  const low = n * ln2High - high + 2 * half + (2 * halfRest + n * ln2Low);
  const lnX = high + low;
  const product = y * lnX;
  // Far beyond what e can be raised to, where the splitting of a large y could overflow.
  if (!(Math.abs(product) < 800)) return expOfSum(product, 0);
  return expOfSum(product, lostInProduct(y, lnX, product) + y * (high - lnX + low));
}

/** 1/7 + z/9 + z²/11 + …, for z up to 0.03. */
const seriesFromSeventh = (z: number): number =>
  1 / 7 +
  z *
    (1 / 9 +
      z *
        (1 / 11 +
          z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z * (1 / 23 + z / 25))))))));

/** ln 2 in two parts: a whole number up to 2,048 times the first is exact, and the second gives back the rest. */
const ln2High = 0.6931471805598903;
const ln2Low = 5.497923018708371e-14;
/** What 1/3 and 1/5 lose in rounding. */
const thirdLost = 1.850371707708594e-17;
const fifthRest = -1.1102230246251566e-17;
