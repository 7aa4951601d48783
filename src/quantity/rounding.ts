/**
 * When is a number 0? What is equal on paper differs in its last bits once computed, and rounding must not decide a tie. Each
 * meaning of the question is answered here, once, and every use names the one it means.
 *
 * Other questions are answered elsewhere: whole pence that add up (`closingPence`), a target met to within its own Monte
 * Carlo error (break-evens), and where an iteration or an elimination stops (quantiles, rank correlation, regression).
 */

/** The most that one sum made in two orders may differ by, as a share of the larger result. */
export const sameSumShare = 1e-11;

/**
 * Whether two numbers are one sum made in two orders: costs of two arms, a difference split into parts.
 *
 * @example isSameSum(0.3, 0.1 + 0.2) // true
 */
export const isSameSum = (left: number, right: number): boolean =>
  Math.abs(left - right) <= sameSumShare * Math.max(Math.abs(left), Math.abs(right));

/**
 * What rounding may leave of amounts that cancel, as a share of them. Larger than `sameSumShare`, because the amounts may
 * be discounted, averaged and added up over years before they meet.
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
 * As a share of a package: a deficit, an unmet part of a need or an excess over a tolerance no larger than this counts as
 * none, so that a budget that just suffices does. Part of the model, not of its arithmetic: any other engine must agree.
 */
export const negligibleNeed = 1e-9;

/** How far stated shares may miss a sum of 1, because they are written in decimals. */
export const shareRounding = 1e-9;

/** How early a moment may come and still be that moment, as a share of a month or a year. */
export const instant = 1e-9;

/**
 * The number itself if it is whole but for rounding, else the next whole number above: the month in which a planned moment
 * falls, the rank of a quantile among so many values.
 *
 * @example [wholeFrom(12 * 0.25), wholeFrom(3.2), wholeFrom(100 * 0.07)] // [3, 4, 7]
 */
export const wholeFrom = (number: number): number => Math.ceil(number - instant);

/** How far from whole a number of months may be if a user wrote it as years in four decimals or more: 0.0833 is a month. */
const writtenWhole = 0.005;

/** Whether a number that a user wrote is meant to be whole. */
export const isWrittenWhole = (number: number): boolean =>
  Math.abs(number - Math.round(number)) <= writtenWhole;
