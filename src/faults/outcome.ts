import { type Fault, wordFault } from "./fault.js";
import { type KeyFault, located } from "./keyFault.js";

/**
 * The result of something that a user's mistake may make impossible: its value, or every fault found. The whole package
 * uses this one shape; `"faults" in made` tells the two apart.
 */
export type Outcome<T, F = Fault> = { readonly value: T } | { readonly faults: readonly F[] };

/**
 * What a step of reading made, beside the faults it found on the way (none where all is well). For steps after which the next
 * ones are still taken, so that all faults are told together; what was made is to be run only where there are none.
 */
export type WithFaults<T extends object, F = Fault> = T & { readonly faults: readonly F[] };

/**
 * An outcome that, if there are faults, also holds the part that is still sound, so that this can be checked and its
 * faults reported together with the first ones.
 */
export type PartlySound<T, Sound = T, F = Fault> =
  | { readonly value: T }
  | WithFaults<{ readonly sound: Sound }, F>;

/**
 * The value of what cannot fail here, because the caller has ruled its faults out.
 *
 * @throws {RangeError} in the words a user would see, if it has failed after all
 * @example certainly({ value: 3 }) // 3
 */
export function certainly<T>(made: Outcome<T, Fault | KeyFault>): T {
  if (!("faults" in made)) return made.value;
  throw new RangeError(
    made.faults
      .map((fault) => wordFault("file" in fault ? fault : located(fault, { file: "argument" })))
      .join("; "),
  );
}

/**
 * Several outcomes as one: all their values, or all their faults.
 *
 * @example together([{ value: 1 }, { value: 2 }]) // { value: [1, 2] }
 */
export function together<T, F>(made: readonly Outcome<T, F>[]): Outcome<readonly T[], F> {
  const values: T[] = [];
  const faults: F[] = [];
  for (const one of made) {
    if ("faults" in one) faults.push(...one.faults);
    else values.push(one.value);
  }
  return faults.length > 0 ? { faults } : { value: values };
}
