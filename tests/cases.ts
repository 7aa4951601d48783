/**
 * How many random cases a law is tried on, the same number for every law: 12, or 100 in the long form (`npm run test:long`, and wherever
 * `CI` is set). `AFFORD_TEST_CASES=1000 npm test` asks for any other number. A law that is quick says how many times as many it takes.
 */
import fc from "fast-check";

export const cases = Number(process.env.AFFORD_TEST_CASES);
if (!(Number.isInteger(cases) && cases > 0)) {
  throw new Error(`AFFORD_TEST_CASES is ${process.env.AFFORD_TEST_CASES}; allowed: a whole number above 0`);
}
/** Whether this is the long form: also what takes long and says again what something else says too. */
export const isLong = cases >= 100;
fc.configureGlobal({ numRuns: cases });
