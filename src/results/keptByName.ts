/** What can be kept of the draws of a run: the whole tally of each, the few figures of the auditor's table, or their lives. */
import type { Kept } from "./kept.js";
import { livesKept } from "./livesKept.js";
import { siteFiguresKept } from "./siteFigures.js";
import { talliesKept } from "./tallies.js";

/** By name, which is all that a thread has to be told. */
export const kept = {
  tallies: talliesKept,
  siteFigures: siteFiguresKept,
  lives: livesKept,
} as const satisfies Record<string, Kept>;
export type KeptName = keyof typeof kept;
