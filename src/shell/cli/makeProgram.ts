/** The command line, built without being run. A new command is a file beside this one and its entry below. */
import { Command } from "commander";
import type { CommandConsole } from "../console.js";
import { packageVersion } from "../packageFiles.js";

/** A command as the list of commands shows it. Its options and what it does are loaded only once it is asked for. */
interface ListedCommand {
  readonly about: string;
  readonly takes?: readonly [syntax: string, about: string];
  readonly load: () => Promise<(command: Command, console: CommandConsole) => void>;
}

const aScenario = "a path, a shipped name (see list), or - for standard input";
const oneScenario = ["<scenario>", aScenario] as const;

const commands: Readonly<Record<string, ListedCommand>> = {
  run: {
    about: "simulate a scenario and answer its question; a run's folder or manifest.json runs that again",
    takes: ["<scenario>", `${aScenario}; or a run's folder or manifest.json`],
    load: async () => (await import("./run.js")).addRunCommand,
  },
  validate: {
    about:
      "check scenarios without running them: every fault with its place and what is allowed, and likely slips",
    takes: ["<scenario...>", "paths, shipped names (see list), or - for standard input"],
    load: async () => (await import("./validate.js")).addValidateCommand,
  },
  explain: {
    about: "list the assumptions: every input with its value or distribution, unit, price year and source",
    takes: oneScenario,
    load: async () => (await import("./explain.js")).addExplainCommand,
  },
  audit: {
    about: "check the findings of scenarios: reproduced, not reproduced or inconclusive, with figures",
    takes: ["[scenario...]", "paths, shipped names (see list), or - for standard input; all shipped if none"],
    load: async () => (await import("./audit.js")).addAuditCommand,
  },
  compare: {
    about: "run several scenarios with the same people and luck, and tabulate what differs from the first",
    takes: [
      "<scenarios...>",
      "two or more: paths, shipped names (see list), or - for standard input; or the folders of two runs, to see why they differ",
    ],
    load: async () => (await import("./compare.js")).addCompareCommand,
  },
  sweep: {
    about: "run a scenario at every point of a grid over one or more inputs, with the same luck",
    takes: oneScenario,
    load: async () => (await import("./sweep.js")).addSweepCommand,
  },
  breakeven: {
    about: "find the value of an input at which a target is just met",
    takes: oneScenario,
    load: async () => (await import("./breakeven.js")).addBreakevenCommand,
  },
  why: {
    about: "split net cost by mechanism, adding up exactly",
    takes: oneScenario,
    load: async () => (await import("./why.js")).addWhyCommand,
  },
  sensitivity: {
    about: "find what matters: tornado, Sobol indices, and the value of knowing more (EVPI, EVPPI)",
    takes: oneScenario,
    load: async () => (await import("./sensitivity.js")).addSensitivityCommand,
  },
  decide: {
    about: "work out cost-effectiveness and value of information from any table of draws",
    takes: [
      "<table>",
      "a CSV with columns draw,arm,cost,effect and others (draws.csv), or - for standard input",
    ],
    load: async () => (await import("./decide.js")).addDecideCommand,
  },
  sites: {
    about:
      "make the auditor's table: for each site users with a budget, implementation per user, time saved and spent, price of care, net saving, break-even price cut and take-up",
    takes: oneScenario,
    load: async () => (await import("./sites.js")).addSitesCommand,
  },
  merge: {
    about: "join the shards of one run (run --shard): the same tables, to the byte, as the run in one piece",
    takes: ["<dirs...>", "the folders of all shards of a run, in any order"],
    load: async () => (await import("./merge.js")).addMergeCommand,
  },
  list: {
    about: "list the scenarios that ship with the package",
    load: async () => (await import("./list.js")).addListCommand,
  },
  init: {
    about: "write a commented starter scenario, which runs as it is",
    load: async () => (await import("./init.js")).addInitCommand,
  },
  schema: {
    about: "write the JSON Schema of scenario files, with which an editor completes and explains keys",
    load: async () => (await import("./schema.js")).addSchemaCommand,
  },
};

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
    // A command that is not loaded knows none of its options, but for its help.
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}` })
    .exitOverride()
    .configureOutput({
      // Help and version are results; what commander says on errors is a message.
      writeOut: (text) =>
        void console.print(text).catch((error: Error) => console.note(`${error.message}\n`)),
      writeErr: console.note,
    });
  for (const [name, { about, takes }] of Object.entries(commands)) {
    const command = program.command(name).description(about);
    if (takes !== undefined) command.argument(...takes);
  }
  return program.hook("preSubcommand", async (_, command) => {
    const add = await commands[command.name()]?.load();
    add?.(command, console);
  });
}
