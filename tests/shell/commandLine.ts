/** Runs a command in this process, on a console of the test's own. */
import { runCommand } from "../../src/shell/cli/main.js";
import type { CommandConsole } from "../../src/shell/console.js";

export interface Said {
  readonly status: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly notes: string;
}

export async function commandLine(
  args: readonly string[],
  given: { readonly isTerminal?: boolean; readonly input?: string } = {},
): Promise<Said> {
  const out: string[] = [];
  const notes: string[] = [];
  const console: CommandConsole = {
    print: async (text) => void out.push(text),
    note: (text) => void notes.push(text),
    isTerminal: given.isTerminal ?? false,
    progress: { isTTY: false, write: () => undefined },
    readInput: async () => given.input ?? "",
    signal: new AbortController().signal,
  };
  const status = await runCommand(args, console);
  return { status, out: out.join(""), notes: notes.join("") };
}
