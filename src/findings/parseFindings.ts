/** Reads a scenario with its findings: every name in them checked, every variant parsed, before anything is run. */

import { type Fault, setSource, sortFaults } from "../faults/fault.js";
import type { PlacedFault } from "../scenario/bind.js";
import type { ScenarioDocument } from "../scenario/document.js";
import {
  loadSource,
  type ParseOptions,
  parseScenario,
  type ScenarioSource,
} from "../scenario/parseScenario.js";
import type { FindingsFile } from "../scenario/schema/findings.js";
import type { Study } from "../scenario/study.js";
import type { Check } from "./check.js";
import type { Finding, ScenarioFindings } from "./finding.js";
import { type FindingRun, runsOfVariant } from "./findingRuns.js";
import { resolveCheck } from "./resolveCheck.js";

export type ParsedFindings =
  | (ScenarioFindings & { readonly texts: ReadonlyMap<string, string> })
  | { readonly faults: readonly Fault[] };

/**
 * Reads a scenario from text or an object, as `parseScenario` does, and its findings with it. Faults of the findings are
 * told like any other: unknown arms, metrics, lines, groups, periods and paths with the nearest that is known,
 * expectations that nothing could miss or nothing could meet, variants that are no valid scenario.
 *
 * @example
 * const parsed = await parseFindings(text, { read });
 * if ("findings" in parsed) await auditFindings(parsed);
 */
export async function parseFindings(
  source: ScenarioSource,
  options: ParseOptions = {},
): Promise<ParsedFindings> {
  const remembered = remembering(options);
  const parsed = await parseScenario(source, remembered);
  if ("faults" in parsed) return parsed;
  // What was bound holds findings as they were checked: they have no inputs.
  const files = parsed.study.scenario.findings as FindingsFile;
  const studies = numberStudies(withoutFindings(parsed.study));
  const faults: PlacedFault[] = [];
  const findings: Finding[] = [];
  for (const [id, file] of Object.entries(files)) {
    const at = ["findings", id];
    const runs = Object.entries(file.variants).flatMap(([name, variant]) => {
      const found = runsOfVariant(name, variant, [...at, "variants", name]);
      faults.push(...found.faults);
      return found.runs;
    });
    const numbers = new Map([["base", 0]]);
    let broken = 0;
    for (const run of runs) {
      const made = await studies.number(run.sets, () => parseVariant(source, remembered, run));
      if ("faults" in made) {
        faults.push(...made.faults.map((fault) => variantFault(fault, run)));
        broken++;
      } else numbers.set(run.name, made.number);
    }
    // A check of a run that is not there would only tell the same mistake again.
    if (broken > 0 || faults.some((fault) => fault.at[1] === id)) continue;
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
  if (faults.length === 0) return { studies: studies.all, findings, texts: parsed.texts };
  const document = await documentOf(source, remembered);
  const placed = faults.map(({ at, ...fault }) => ({ ...document.locate(at), path: at.join("."), ...fault }));
  return { faults: sortFaults(placed, parsed.texts.keys()) };
}

/** Files are read once, however many variants name them. */
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

const parseVariant = async (
  source: ScenarioSource,
  options: ParseOptions,
  run: FindingRun,
): Promise<Parsed> => parseScenario(source, { ...options, sets: [...(options.sets ?? []), ...run.sets] });

type Parsed = { readonly study: Study } | { readonly faults: readonly Fault[] };
type Numbered = { readonly number: number } | { readonly faults: readonly Fault[] };

/** Numbers studies, the scenario itself first; those that say the same are one, so that no run is made twice. */
function numberStudies(base: Study): {
  readonly all: readonly Study[];
  readonly number: (sets: readonly string[], parse: () => Promise<Parsed>) => Promise<Numbered>;
} {
  const all = [base];
  const byWords = new Map([[studyWords(base), 0]]);
  const bySets = new Map<string, { readonly number: number }>();
  const number = async (sets: readonly string[], parse: () => Promise<Parsed>): Promise<Numbered> => {
    const key = JSON.stringify(sets);
    const known = bySets.get(key);
    if (known !== undefined) return known;
    const parsed = await parse();
    if ("faults" in parsed) return parsed;
    const study = withoutFindings(parsed.study);
    const words = studyWords(study);
    const made = { number: byWords.get(words) ?? all.push(study) - 1 };
    byWords.set(words, made.number);
    bySets.set(key, made);
    return made;
  };
  return { all, number };
}

/** All that a run depends on: the papers of inputs and the scenario's prose change no number. */
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

/** A fault of a variant's study, told where the variant sets what led to it. */
function variantFault(fault: Fault, run: FindingRun): PlacedFault {
  const { code, found, allowed, nearest } = fault;
  const at = placeOfSetting(fault.path, run);
  const isOwn = fault.file === setSource && at.at(-1) === fault.path;
  return {
    at,
    code,
    found: isOwn || fault.path === "" ? found : `${fault.path}: ${found}`,
    allowed,
    ...(nearest === undefined ? {} : { nearest }),
  };
}

function placeOfSetting(path: string, run: FindingRun): readonly string[] {
  if (run.sweep !== undefined) return run.at;
  const paths = run.sets.map((set) => set.slice(0, set.indexOf("=")));
  const near = paths.find((one) => path === one || path.startsWith(`${one}.`) || one.startsWith(`${path}.`));
  return near === undefined ? run.at : [...run.at, "set", near];
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

async function documentOf(source: ScenarioSource, options: ParseOptions): Promise<ScenarioDocument> {
  const loaded = await loadSource(source, options);
  if ("document" in loaded) return loaded.document;
  throw new Error("a scenario that was read once cannot be read again");
}
