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
}

/** Makes one; `message` is what the user reads. */
export function commandFault(status: ExitStatus, message: string, cause?: unknown): CommandFault {
  return Object.assign(new Error(message, { cause }), { exitStatus: status });
}

export const isCommandFault = (error: unknown): error is CommandFault =>
  error instanceof Error && "exitStatus" in error;
