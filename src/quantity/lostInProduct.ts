/**
 * What a product lost in rounding, exactly: a·b − product, from the halves of both factors (Veltkamp and Dekker: Dekker, Numerische
 * Mathematik 18, 1971, 224–242). For factors below 1e300 whose product is above 1e-290.
 *
 * @example lostInProduct(0.1, 10, 1) // 5.551115123125783e-17
 */
export function lostInProduct(a: number, b: number, product: number): number {
  const aShifted = 134217729 * a;
  const aHigh = aShifted - (aShifted - a);
  const aLow = a - aHigh;
  const bShifted = 134217729 * b;
  const bHigh = bShifted - (bShifted - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
