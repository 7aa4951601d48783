/**
 * A user's mistake in the arguments of a quantity (a distribution, an index, a schedule), in the user's own keys. The
 * scenario adds file, line and path; this room only knows which key, what it held and what it may hold.
 */
export interface ArgumentFault {
  /** The key at fault, as the user wrote it: `sd`, `weights`, `interval`. */
  readonly key: string;
  /** What stood there, as text; `nothing` where the key is missing. */
  readonly found: string;
  /** What may stand there, as a phrase: `a number above 0`. */
  readonly allowed: string;
  readonly code: "missing_key" | "unknown_key" | "wrong_type" | "out_of_range" | "inconsistent";
}
