import { type Fault, wordFault } from "./fault.js";
import { type KeyFault, located } from "./keyFault.js";

/**
 * What comes of something that a user's mistake may make impossible: its value, or every fault found. There is no other shape
 * for it in the package; `"faults" in made` tells the two apart.
 */
export type Outcome<T, F = Fault> = { readonly value: T } | { readonly faults: readonly F[] };

/**
 * An outcome that, where it is faults, also tells what is sound all the same, so that this can be judged together with the
 * first faults.
 */
export type PartlySound<T, Sound = T, F = Fault> =
  | { readonly value: T }
  | { readonly faults: readonly F[]; readonly sound: Sound };

/**
 * The value of what cannot fail here, because the caller has ruled its faults out.
 *
 * @throws {RangeError} in the words a user would be told, where it has failed all the same
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
