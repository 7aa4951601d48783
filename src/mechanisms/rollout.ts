/** When a person is offered a budget: at start + delay + ramp × a uniform of their own. */

/**
 * The first month (counted from the run's start, perhaps negative) at whose start the person's offer stands. Months in,
 * months out; the margin keeps a date that falls on a month's first day within that month.
 *
 * @example offerMonth(12, 24, 0.5); // 24
 */
export const offerMonth = (startMonths: number, rampMonths: number, uniform: number): number =>
  Math.ceil(startMonths + rampMonths * uniform - 1e-9);
