/** What can be kept of the draws of a run: the whole tally of each, or the few figures that the auditor's table is made of. */
import type { Kept } from "./kept.js";
import { siteFiguresKept } from "./siteFigures.js";
import { talliesKept } from "./tallies.js";

/** By name, which is all that a thread has to be told. */
export const kept = { tallies: talliesKept, siteFigures: siteFiguresKept } as const satisfies Record<
  string,
  Kept
>;
export type KeptName = keyof typeof kept;
