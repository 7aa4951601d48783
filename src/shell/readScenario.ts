/** Reads a scenario by path, by the name it ships under, or from standard input. */

import { type Fault, faultInText, unreadable } from "../faults/fault.js";
import { nearestOf } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";
import type { Warning } from "../faults/warning.js";
import { type ParsedScenario, parseScenario } from "../scenario/parseScenario.js";
import { scenarioName, standardInput } from "../scenario/scenarioName.js";
import type { Study } from "../scenario/study.js";
import { shippedScenarios } from "./packageFiles.js";
import { isBareName, pathOfFileHere, readNamed, resolveName } from "./scenarioFiles.js";

/** A scenario as it was read: the study, and the texts it came from. */
export interface ReadScenario {
  /** What the user called it. */
  readonly source: string;
  readonly study: Study;
  /** Every file that was read, by resolved name, the scenario's own first. */
  readonly texts: ReadonlyMap<string, string>;
  /** `PATH=VALUE`, as set on top. */
  readonly sets: readonly string[];
  /** What can be run and yet looks like a slip. */
  readonly warnings: readonly Warning[];
  /** The structure that the study is, where one was asked for alone. */
  readonly structure?: string;
}

export interface ReadScenarioOptions {
  /** `PATH=VALUE`, each set on top of the scenario. */
  readonly sets?: readonly string[];
  /** Gives the text of a scenario called `-`. */
  readonly readInput?: () => Promise<string>;
}

/**
 * Reads and checks a scenario. A name with a slash or ending in `.yaml`, `.yml` or `.json` is a path, `-` is standard
 * input, anything else a shipped name. Every mistake in it comes back as data, all at once.
 *
 * @example
 * const read = await readScenario("can-we-afford-it", { sets: ["draws=200"] });
 * if (!("faults" in read)) runScenario(read.value.study);
 */
export async function readScenario(
  source: string,
  options: ReadScenarioOptions = {},
): Promise<Outcome<ReadScenario>> {
  const text = await scenarioText(source, options);
  if ("faults" in text) return text;
  const sets = options.sets ?? [];
  const parsed = await parseScenario(text.value, {
    name: source,
    read: readNamed,
    resolve: resolveName,
    sets,
  });
  return "faults" in parsed ? parsed : { value: readScenarioOf(source, parsed.value, sets) };
}

/** The text of a scenario that is named as for `readScenario`, or why there is none. */
export async function scenarioText(
  source: string,
  { readInput }: ReadScenarioOptions,
): Promise<Outcome<string>> {
  try {
    return { value: source === standardInput && readInput ? await readInput() : await readNamed(source) };
  } catch (error) {
    return { faults: [unreadableScenario(source, error)] };
  }
}

/** A parsed scenario as it was read. */
export const readScenarioOf = (
  source: string,
  { study, texts, warnings }: ParsedScenario,
  sets: readonly string[],
): ReadScenario => ({ source, study: { ...study, name: scenarioName(source) }, texts, sets, warnings });

function unreadableScenario(source: string, error: unknown): Fault {
  const inText = faultInText(source, unreadable(error));
  if (inText !== undefined) return inText;
  const shipped = shippedScenarios();
  const bare = isBareName(source);
  const paths = "a path with a slash or ending in .yaml, .yml or .json";
  const here = bare ? pathOfFileHere(source) : undefined;
  if (here !== undefined) {
    const found = "no shipped scenario of this name, but a file that stands here";
    return { code: "missing_file", file: source, path: "", found, allowed: paths, nearest: here };
  }
  return {
    code: "missing_file",
    file: source,
    path: "",
    found: bare ? "no shipped scenario of this name" : unreadable(error).reason,
    allowed: bare
      ? `a shipped scenario (${shipped.join(", ")}), or ${paths}`
      : "a scenario file that can be read",
    ...(bare ? nearestOf(source, shipped) : {}),
  };
}
