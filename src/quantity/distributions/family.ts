import type { KeyFault } from "../../faults/keyFault.js";
import type { Outcome } from "../../faults/outcome.js";
import type { ArgumentForms, CheckedArguments } from "../argumentForm.js";

/** What every family of distributions knows how to do; `distribution.ts` picks the family by name. */
export interface DistributionFamily<D> extends ArgumentForms {
  /** Turns arguments that are each in range into canonical data, or says why they do not go together. */
  make(given: CheckedArguments): Outcome<D, KeyFault>;
  /** The value below which a share u of the distribution lies, 0 < u < 1. */
  quantile(d: D, u: number): number;
  /** A quantile has to be iterated, which takes tens of microseconds: a run that needs millions uses a table instead. */
  readonly slowQuantile?: boolean;
  mean(d: D): number;
  variance(d: D): number;
  /** The least and greatest value, perhaps infinite. */
  support(d: D): readonly [number, number];
  /** Its name and canonical parameters, as the register shows them. */
  words(d: D): string;
}

/** The fault of a value that is valid by itself but contradicts another. */
export function inconsistent(
  key: string,
  found: string | number,
  allowed: string,
): { readonly faults: readonly KeyFault[] } {
  return { faults: [{ path: [key], found: String(found), allowed, code: "inconsistent" }] };
}
