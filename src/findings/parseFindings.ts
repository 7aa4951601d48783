/** Reads a scenario with its findings: every name in them checked, every variant parsed, before anything is run. */

import { type Fault, setSource, sortFaults } from "../faults/fault.js";
import { type KeyFault, located, unlocated } from "../faults/keyFault.js";
import { isWithin, type KeyPath, readKeyPath } from "../faults/keyPath.js";
import { certainly, type Outcome } from "../faults/outcome.js";
import { questionedStudy } from "../questions/question.js";
import type { MergedFiles } from "../scenario/document.js";
import {
  loadSource,
  type ParsedScenario,
  type ParseOptions,
  parseFiles,
  readSource,
  type ScenarioSource,
} from "../scenario/parseScenario.js";
import type { FindingsFile } from "../scenario/schema/findings.js";
import type { Study } from "../scenario/study.js";
import type { Check } from "./check.js";
import type { Finding, ScenarioFindings } from "./finding.js";
import { type FindingRun, runsOfVariant } from "./findingRuns.js";
import { resolveCheck } from "./resolveCheck.js";

export interface ParsedFindings extends ScenarioFindings {
  /** The scenario itself. */
  readonly scenario: ParsedScenario;
  /** Text of every file that was read, by resolved name. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads a scenario from text or an object, as `parseScenario` does, and its findings with it. Faults in the findings are
 * reported like any other: unknown arms, metrics, lines, groups, periods and paths with the nearest that is known,
 * expectations that nothing could miss or nothing could meet, variants that are no valid scenario.
 *
 * @example
 * const parsed = await parseFindings(textWithFindings);
 * if (!("faults" in parsed)) await auditFindings(parsed.value);
 */
export async function parseFindings(
  source: ScenarioSource,
  options: ParseOptions = {},
): Promise<Outcome<ParsedFindings>> {
  const remembered = remembering(options);
  const merged = await readSource(source, remembered);
  const parsed = await parseFiles(merged, remembered);
  if ("faults" in parsed) return parsed;
  const { study, texts } = parsed.value;
  // A bound scenario holds its findings as they were checked: there are no inputs in them to bind.
  const files = study.scenario.findings as FindingsFile;
  const studies = numberStudies(withoutFindings(study));
  const faults: KeyFault[] = [];
  const findings: Finding[] = [];
  for (const [id, file] of Object.entries(files)) {
    const at = ["findings", id];
    const runs = Object.entries(file.variants).flatMap(([name, variant]) => {
      const found = runsOfVariant(name, variant, [...at, "variants", name], file.structure);
      faults.push(...found.faults);
      return found.runs;
    });
    const base = { name: "base", keys: at, sets: [], label: undefined, sweep: undefined };
    const numbers = new Map<string, number>();
    let broken = 0;
    for (const run of [{ ...base, structure: file.structure }, ...runs]) {
      const made = await studies.number(run, () => parseVariant(merged, remembered, run));
      if ("faults" in made) {
        faults.push(...made.faults.map((fault) => variantFault(fault, run)));
        broken++;
        // Without the finding's own structure its variants would only report the same mistake again.
        if (run.name === base.name) break;
      } else numbers.set(run.name, made.value);
    }
    // A check of a run that could not be made would only report the same mistake again.
    if (broken > 0 || faults.some((fault) => fault.path[1] === id)) continue;
    const vocabulary = { studies: studies.all, runs: numbers, sweeps: sweepsOf(runs) };
    const checks = file.checks.flatMap((check, index): Check[] => {
      const resolved = resolveCheck(check, [...at, "checks", String(index)], vocabulary, (fault) =>
        faults.push(fault),
      );
      return resolved === undefined ? [] : [resolved];
    });
    const { claim, source: cited, kind, explanation, assumption, draws } = file;
    findings.push({ id, claim, source: cited, kind, explanation, assumption, draws, checks });
  }
  if (faults.length === 0)
    return { value: { scenario: parsed.value, studies: studies.all, findings, texts } };
  // Parsed without a fault above, so it is a document.
  const document = certainly(loadSource(merged, remembered));
  const placed = faults.map((fault) => located(fault, document.locate(fault.path)));
  return { faults: sortFaults(placed, texts.keys()) };
}

/** Tables are read once, however many variants name them. */
function remembering(options: ParseOptions): ParseOptions {
  const { read } = options;
  if (read === undefined) return options;
  const texts = new Map<string, Promise<string | undefined | null>>();
  return {
    ...options,
    read: (name) => {
      const text = texts.get(name) ?? Promise.resolve(read(name));
      texts.set(name, text);
      return text;
    },
  };
}

const withoutFindings = (study: Study): Study => ({
  ...study,
  scenario: { ...study.scenario, findings: {} },
});

const parseVariant = (
  files: MergedFiles,
  options: ParseOptions,
  run: FindingRun,
): Promise<Outcome<ParsedScenario>> =>
  parseFiles(files, {
    ...options,
    sets: [...(options.sets ?? []), ...run.sets],
    ...(run.structure === undefined ? {} : { onlyStructure: run.structure }),
  });

/**
 * The study of a run without settings of its own, which is part of what was read already; undefined where the run has settings, or names a
 * structure that is not there.
 */
function studyAlready(
  base: Study,
  { sets, structure }: Pick<FindingRun, "sets" | "structure">,
): Study | undefined {
  if (sets.length > 0) return undefined;
  const chosen = questionedStudy(base, structure);
  return "faults" in chosen ? undefined : chosen.value;
}

/** Numbers the studies, the scenario itself first. Those that say the same share a number, so that no run is made twice. */
function numberStudies(base: Study): {
  readonly all: readonly Study[];
  readonly number: (
    run: Pick<FindingRun, "sets" | "structure">,
    parse: () => Promise<Outcome<ParsedScenario>>,
  ) => Promise<Outcome<number>>;
} {
  const all = [base];
  const byWords = new Map([[studyWords(base), 0]]);
  const bySets = new Map<string, Outcome<number>>();
  const number = async (
    { sets, structure }: Pick<FindingRun, "sets" | "structure">,
    parse: () => Promise<Outcome<ParsedScenario>>,
  ): Promise<Outcome<number>> => {
    if (sets.length === 0 && structure === undefined) return { value: 0 };
    const key = JSON.stringify([structure, sets]);
    const known = bySets.get(key);
    if (known !== undefined) return known;
    const already = studyAlready(base, { sets, structure });
    const parsed = already ?? (await parse());
    if ("faults" in parsed) return parsed;
    const chosen = "value" in parsed ? questionedStudy(parsed.value.study, structure) : { value: parsed };
    if ("faults" in chosen) return chosen;
    const study = withoutFindings(chosen.value);
    const words = studyWords(study);
    const made = { value: byWords.get(words) ?? all.push(study) - 1 };
    byWords.set(words, made.value);
    bySets.set(key, made);
    return made;
  };
  return { all, number };
}

/** Everything a run depends on: where inputs come from, and the scenario's title, question and note, change no number. */
function studyWords(study: Study): string {
  const { name: _name, scenario: stated, inputs: given, ...rest } = study;
  const { title: _title, question: _question, note: _note, ...scenario } = stated;
  const inputs = given.map(({ path, leaf, uprating }) => [
    path,
    leaf.value,
    leaf.distribution,
    leaf.across,
    uprating,
  ]);
  return JSON.stringify([scenario, inputs, rest]);
}

/** A fault in a variant's study, reported at the setting of the variant that led to it. */
function variantFault(fault: Fault, run: FindingRun): KeyFault {
  if (fault.file === "--structure") return unlocated(fault, [...run.keys, "structure"]);
  const path = pathOfSetting(fault.path, run);
  const isOwn = fault.file === setSource && path.at(-1) === fault.path;
  return unlocated(fault, path, isOwn || fault.path === "" ? fault.found : `${fault.path}: ${fault.found}`);
}

function pathOfSetting(path: string, run: FindingRun): KeyPath {
  if (run.sweep !== undefined) return run.keys;
  const paths = run.sets.map((set) => set.slice(0, readKeyPath(set)?.end ?? set.indexOf("=")));
  const near = paths.find((one) => isWithin(path, one) || isWithin(one, path));
  return near === undefined ? run.keys : [...run.keys, "set", near];
}

function sweepsOf(
  runs: readonly FindingRun[],
): ReadonlyMap<string, readonly { run: string; label: string }[]> {
  const sweeps = new Map<string, { run: string; label: string }[]>();
  for (const { name, sweep, label } of runs) {
    if (sweep === undefined || label === undefined) continue;
    sweeps.set(sweep, [...(sweeps.get(sweep) ?? []), { run: name, label }]);
  }
  return sweeps;
}
