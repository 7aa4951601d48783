import { type Fault, wordFaults } from "../faults/fault.js";

/** What a command ends with. */
export const exitStatus = {
  done: 0,
  /** A check said no. */
  no: 1,
  /** Bad usage or input. */
  usage: 2,
  /** It could not finish: disk, memory, a fault of ours. */
  unfinished: 3,
  interrupted: 130,
} as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** A reason for a command to end that is told in one message, without a stack. */
export interface CommandFault extends Error {
  readonly exitStatus: ExitStatus;
  /** The mistakes of the user that the message words, as data; left out where none of them is the reason. */
  readonly faults?: readonly Fault[];
}

/** Makes one; `message` is what the user reads. */
export function commandFault(status: ExitStatus, message: string, cause?: unknown): CommandFault {
  return Object.assign(new Error(message, { cause }), { exitStatus: status });
}

/** Mistakes in an option, an argument or what a command reads, as the reason for it to end. */
export function usageFault(faults: readonly Fault[], cause?: unknown): CommandFault {
  return Object.assign(commandFault(exitStatus.usage, wordFaults(faults), cause), { faults });
}

export const isCommandFault = (error: unknown): error is CommandFault =>
  error instanceof Error && "exitStatus" in error;
