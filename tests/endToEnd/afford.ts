/** The built command line, run as a user runs it: a process of its own. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

export const affordPath = fileURLToPath(new URL("../../bin/afford.js", import.meta.url));
const built = fileURLToPath(new URL("../../dist/shell/cli/main.js", import.meta.url));

export interface Ended {
  /** Exit status; undefined where a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** What a child process wrote, and how it ended. */
export function endOf(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<Ended> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => out.push(part));
  child.stderr.on("data", (part: Buffer) => err.push(part));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) =>
      resolve({
        status: status ?? undefined,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      }),
    );
  });
}

/** Starts `afford` with arguments. */
export function startAfford(args: readonly string[], given: { cwd?: string; input?: string } = {}): Started {
  if (!existsSync(built)) throw new Error("end-to-end tests need the built package: npm run build");
  const child = spawn(process.execPath, [affordPath, ...args], { cwd: given.cwd });
  const ended = endOf(child);
  child.stdin.on("error", () => undefined);
  child.stdin.end(given.input ?? "");
  return { ended, kill: (signal) => child.kill(signal) };
}

export const afford = (
  args: readonly string[],
  given: { cwd?: string; input?: string } = {},
): Promise<Ended> => startAfford(args, given).ended;

/** Runs a line of bash, in which `afford` is the built command. */
export function bash(line: string, cwd: string): Promise<Ended> {
  const child = spawn("bash", ["-c", `afford() { "${process.execPath}" "${affordPath}" "$@"; }; ${line}`], {
    cwd,
  });
  return endOf(child);
}
