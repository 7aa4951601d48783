/** The command line, built without being run. A new command is a file beside this one and a line below. */
import { Command } from "commander";
import type { CommandConsole } from "../console.js";
import { packageVersion } from "../packageFiles.js";
import { addAuditCommand } from "./audit.js";
import { addBreakevenCommand } from "./breakeven.js";
import { addCompareCommand } from "./compare.js";
import { addDecideCommand } from "./decide.js";
import { addExplainCommand } from "./explain.js";
import { addInitCommand } from "./init.js";
import { addListCommand } from "./list.js";
import { addMergeCommand } from "./merge.js";
import { addRunCommand } from "./run.js";
import { addSchemaCommand } from "./schema.js";
import { addSensitivityCommand } from "./sensitivity.js";
import { addSitesCommand } from "./sites.js";
import { addSweepCommand } from "./sweep.js";
import { addValidateCommand } from "./validate.js";
import { addWhyCommand } from "./why.js";

const addCommands: readonly ((program: Command, console: CommandConsole) => void)[] = [
  addRunCommand,
  addValidateCommand,
  addExplainCommand,
  addAuditCommand,
  addCompareCommand,
  addSweepCommand,
  addBreakevenCommand,
  addWhyCommand,
  addSensitivityCommand,
  addDecideCommand,
  addSitesCommand,
  addMergeCommand,
  addListCommand,
  addInitCommand,
  addSchemaCommand,
];

/**
 * The `afford` program. It throws (a CommanderError or a command fault) instead of ending the process.
 *
 * @example await makeProgram(console).parseAsync(["list"], { from: "user" });
 */
export function makeProgram(console: CommandConsole): Command {
  const program = new Command("afford")
    .description(
      "Personalisation: can we afford it? Block contracts and personal budgets, simulated side by side.",
    )
    .version(packageVersion(), "--version", "the package's version")
    .helpOption("-h, --help", "what a command does and takes")
    .showHelpAfterError("(afford --help, or afford COMMAND --help, says what is allowed)")
    .exitOverride()
    .configureOutput({
      // Help and version are results; what commander says on errors is a message.
      writeOut: (text) =>
        void console.print(text).catch((error: Error) => console.note(`${error.message}\n`)),
      writeErr: console.note,
    });
  for (const add of addCommands) add(program, console);
  return program;
}
