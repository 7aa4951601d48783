/**
 * When is it 0? What is equal on paper differs in its last bits once it is computed, and a tie must not be decided by them. Each
 * meaning that the question has is answered here, once; every use names the one it means.
 *
 * Not here, because they ask another question: whole pence that add up (`closingPence`), a target that is met but for its own
 * Monte Carlo error (break-evens), and where an iteration or an elimination stops (quantiles, rank correlation, regression).
 */

/** Of the larger of two sums: what they differ by where they are one sum made in two orders. */
export const sameSumShare = 1e-11;

/**
 * Whether two numbers are one sum, made in two orders: costs of two arms, a difference told in parts.
 *
 * @example isSameSum(0.3, 0.1 + 0.2) // true
 */
export const isSameSum = (left: number, right: number): boolean =>
  Math.abs(left - right) <= sameSumShare * Math.max(Math.abs(left), Math.abs(right));

/**
 * Of the amounts that go into a difference: what is left of them where they cancel. Larger than a share of two sums, because the
 * amounts may be discounted, averaged and added up over years before they meet.
 */
export const cancelledShare = 1e-9;

/**
 * Whether what is left of amounts is rounding.
 *
 * @param gross the amounts that went into it, added up without their signs
 * @example
 * // A hundredth of a penny of a million pounds.
 * isCancelled(0.0001, 1e6) // true
 */
export const isCancelled = (left: number, gross: number): boolean =>
  Math.abs(left) <= cancelledShare * Math.abs(gross);

/**
 * Of a package: a deficit, an unmet part of a need or an excess over a tolerance no larger than this is none, so that a budget
 * that just suffices does. Part of the model and not of its arithmetic: any other engine has to say the same.
 */
export const negligibleNeed = 1e-9;

/** Of 1: what stated shares that add up to it may miss it by, having been written in decimals. */
export const shareRounding = 1e-9;

/** Of a month or a year: what a moment may come early by and still be that moment. */
export const instant = 1e-9;

/**
 * The number itself where it is whole but for rounding, else the next whole number above: the month in which something planned
 * for a moment falls, the place of a quantile among so many values.
 *
 * @example [wholeFrom(12 * 0.25), wholeFrom(3.2), wholeFrom(100 * 0.07)] // [3, 4, 7]
 */
export const wholeFrom = (number: number): number => Math.ceil(number - instant);

/** Of 1: what a whole number of months may miss it by that a user wrote as years in four decimals or more: 0.0833 is a month. */
const writtenWhole = 0.005;

/** Whether a number that a user wrote is meant as a whole one. */
export const isWrittenWhole = (number: number): boolean =>
  Math.abs(number - Math.round(number)) <= writtenWhole;
