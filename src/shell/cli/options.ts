/** The options that commands share, each read strictly: a bad value is told before anything is done. */
import { type Command, Option } from "commander";
import { defaultPeople } from "../../simulation/runSettings.js";
import type { PeopleLimit } from "../../simulation/streams.js";
import { type Format, formats } from "./tableOutput.js";
import { peopleLimit, settings, wholeFromOne } from "./valueOptions.js";

/** `--format` and `--quiet`. */
export interface OutputOptions {
  readonly format?: Format;
  readonly quiet?: boolean;
  readonly excel?: boolean;
}

/** `--set` and `--strict`. */
export interface ScenarioOptions {
  readonly set?: readonly string[];
  readonly strict?: boolean;
}

/** `--out` and `--overwrite`. */
export interface FolderOptions {
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** `--structure` */
export interface StructureOption {
  readonly structure?: string;
}

/** What a simulation is given beside its scenario. */
export interface SimulationOptions extends StructureOption {
  readonly draws?: number;
  readonly people?: PeopleLimit;
  readonly seed?: string;
  readonly threads?: number;
}

/** What a command that simulates a scenario takes. */
export interface ScenarioRunOptions
  extends OutputOptions,
    ScenarioOptions,
    FolderOptions,
    SimulationOptions {}

export const withOutput = (command: Command): Command =>
  command
    .addOption(
      new Option("--format <format>", "table on a terminal and csv when piped, unless stated").choices(
        formats,
      ),
    )
    .option(
      "--excel",
      "CSV as Excel opens it unharmed: a byte order mark, financial years in full; beside the tables of --out as NAME_excel.csv",
    )
    .option("--quiet", "no progress and no messages but errors");

export const withScenario = (command: Command): Command =>
  command
    .option(
      "--set <path=value>",
      "put a value in the scenario's place, such as arms.budget.take_up.ceiling=0.3 (repeatable)",
      settings,
    )
    .option("--strict", "refuse what is only warned of otherwise: likely slips");

export const withFolder = (command: Command): Command =>
  command
    .option("--out <dir>", "write the tables as CSV into this folder, with a manifest")
    .option("--overwrite", "replace the run that the folder holds");

const withSimulation = (command: Command): Command =>
  command
    .option(
      "--draws <n>",
      "draws of the uncertain inputs (default: the scenario's)",
      wholeFromOne("draws", 1000),
    )
    .option(
      "--people <n|all>",
      `simulated people per site and client group at most, weighted up to the real number, or all (default: the scenario's, or ${defaultPeople})`,
      peopleLimit,
    )
    .option("--seed <text>", "text that all chance comes from (default: the scenario's)")
    .option(
      "--threads <n>",
      "threads (default: one a processor); the numbers do not depend on it",
      wholeFromOne("threads", 4),
    );

/** `--structure`, of a command about one of a scenario's structures, or all of them. */
export const withStructure = (command: Command): Command =>
  command.option(
    "--structure <name>",
    "one of the scenario's structures alone (default: all of them, by their weights)",
  );

export const withScenarioRun = (command: Command): Command =>
  withOutput(withFolder(withSimulation(withScenario(command))));
