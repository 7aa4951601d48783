/** The command line of this process: runs a command, words what went wrong, gives the exit status. */
import { CommanderError } from "commander";
import { type ExitStatus, exitStatus, isCommandFault } from "../commandFault.js";
import { type CommandConsole, processConsole } from "../console.js";
import { jsonText } from "../jsonText.js";
import { makeProgram } from "./makeProgram.js";

/**
 * Runs a command line and gives its exit status: 0 done, 1 a check said no, 2 bad usage or input, 3 could not finish, 130
 * interrupted. The first interrupt stops the work cleanly, a second ends the process at once.
 *
 * @param argv as `process.argv`: engine, script, then the arguments
 */
export async function main(argv: readonly string[]): Promise<ExitStatus> {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitStatus.interrupted);
    controller.abort();
  };
  const console = processConsole(controller.signal);
  // An error that nothing awaits must not reach the user as a stack trace either.
  process.on("uncaughtException", (error) => process.exit(noteError(error, console)));
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    return await runCommand(argv.slice(2), console);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

/** Runs a command's arguments on a console and gives the exit status; whatever goes wrong is told there, never thrown. */
export async function runCommand(args: readonly string[], console: CommandConsole): Promise<ExitStatus> {
  const program = makeProgram(console);
  let isJson = false;
  program.hook("preAction", (_, command) => {
    isJson = command.opts().format === "json";
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitStatus.done;
  } catch (error) {
    return await tell(error, console, isJson).catch((unprinted: unknown) => noteError(unprinted, console));
  }
}

/** Says what went wrong: a user's mistakes as data on standard output where JSON was asked for, anything else in words. */
async function tell(error: unknown, console: CommandConsole, isJson: boolean): Promise<ExitStatus> {
  if (!isJson || !isCommandFault(error) || error.faults === undefined) return noteError(error, console);
  await console.print(jsonText({ faults: error.faults }));
  return error.exitStatus;
}

/** Says in words what went wrong, on standard error, and gives the exit status. */
function noteError(error: unknown, console: CommandConsole): ExitStatus {
  if (error instanceof CommanderError) {
    // Commander has printed its message already; asking for help or the version is no error.
    const asked = error.code === "commander.helpDisplayed" || error.code === "commander.version";
    return asked ? exitStatus.done : exitStatus.usage;
  }
  if (error instanceof Error && error.name === "AbortError") {
    console.note("interrupted: the run was stopped, and nothing of it was written\n");
    return exitStatus.interrupted;
  }
  const debug = process.env.AFFORD_DEBUG === "1" && error instanceof Error ? `${error.stack}\n` : "";
  if (isCommandFault(error)) {
    if (error.message !== "") console.note(`${error.message}\n`);
    console.note(debug);
    return error.exitStatus;
  }
  const words = error instanceof Error ? error.message : String(error);
  console.note(`a fault of this program, not of your input: ${words}\n`);
  console.note(debug === "" ? "AFFORD_DEBUG=1 shows where it happened\n" : debug);
  return exitStatus.unfinished;
}
