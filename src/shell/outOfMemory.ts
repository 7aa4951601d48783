/** Memory that does not suffice, told with how much it would have taken. */
import { commandFault, exitStatus } from "./commandFault.js";

function isAllocationFailure(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /allocation failed|invalid (typed )?array (buffer )?length/i.test(error.message)
  );
}

/**
 * The reason for a command to end where numbers could not be kept; any other error as it is.
 *
 * @param what takes so many bytes, in words that end before their number
 * @example outOfMemory(new RangeError("Array buffer allocation failed"), 2e9, "the draws take", "try fewer").message
 * // "out of memory: the draws take 2.0 GB; try fewer"
 */
export function outOfMemory(error: unknown, bytes: number, what: string, cure: string): unknown {
  if (!isAllocationFailure(error)) return error;
  const size = `${(bytes / 1e9).toPrecision(2)} GB`;
  return commandFault(exitStatus.unfinished, `out of memory: ${what} ${size}; ${cure}`, error);
}
