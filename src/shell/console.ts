/** What a command reads from and writes to: standard streams, the terminal, the signal to stop. Tests give their own. */

import { commandFault, exitStatus } from "./commandFault.js";
import type { ProgressStream } from "./progressLine.js";
import { decodeText, fileErrorWords } from "./scenarioFiles.js";

export interface CommandConsole {
  /** Results, on standard output. Settles when they are handed over. */
  readonly print: (text: string) => Promise<void>;
  /** Messages, on standard error. */
  readonly note: (text: string) => void;
  /** Results are read by a person, not by a program. */
  readonly isTerminal: boolean;
  readonly progress: ProgressStream;
  readonly readInput: () => Promise<string>;
  /** Aborts when the user stops the command. */
  readonly signal: AbortSignal;
}

/** The console of this process. */
export function processConsole(signal: AbortSignal): CommandConsole {
  const { stdin, stdout, stderr } = process;
  let closed = false;
  // The reader of the results has closed the pipe (`| head`), which is no failure.
  // Any other failure is reported by the write that met it.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") closed = true;
  });
  stderr.on("error", () => undefined);
  return {
    print: (text) =>
      new Promise((resolve, reject) => {
        if (closed) {
          resolve();
          return;
        }
        stdout.write(text, (error) => {
          if (error == null || (error as NodeJS.ErrnoException).code === "EPIPE") resolve();
          else
            reject(
              commandFault(
                exitStatus.unfinished,
                `cannot write the results: ${fileErrorWords(error)}`,
                error,
              ),
            );
        });
      }),
    note: (text) => {
      stderr.write(text);
    },
    isTerminal: stdout.isTTY === true,
    progress: stderr,
    readInput: async () => {
      const parts: Uint8Array[] = [];
      for await (const part of stdin) parts.push(part as Uint8Array);
      return decodeText(Buffer.concat(parts));
    },
    signal,
  };
}
