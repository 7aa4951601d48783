/** Turns a value of information or a break-even, as a finding states it, into an analysis that can be run, or reports its faults. */
import type { PerspectiveName } from "../accounts/lines.js";
import { unknownName, unlocated } from "../faults/keyFault.js";
import { isWithin, type KeyPath } from "../faults/keyPath.js";
import { mechanismGroupNames } from "../mechanisms/group.js";
import { type BreakevenTarget, defaultRange } from "../questions/breakeven/breakevenStudy.js";
import { inputsByGroup, uncertainInputs } from "../questions/sensitivity/factors.js";
import { perspectiveNames } from "../results/metrics.js";
import {
  type AnalysisFile,
  type BreakevenFile,
  type EvppiFile,
  eachWord,
} from "../scenario/schema/findingMetric.js";
import type { Study } from "../scenario/study.js";
import { findVariable, withNumber } from "../scenario/varyStudy.js";
import type { Analysis, BreakevenAnalysis, EvppiAnalysis } from "./analysis.js";
import type { Point, Tell, Vocabulary } from "./resolveFigure.js";

/** Resolves an analysis at a point; undefined if there was a fault. */
export function resolveAnalysis(
  file: AnalysisFile,
  at: KeyPath,
  point: Point,
  vocabulary: Vocabulary,
  tell: Tell,
): Analysis | undefined {
  return "evppi" in file
    ? resolveEvppi(withEach(file.evppi, point), [...at, "evppi"], vocabulary, tell)
    : resolveBreakeven(withEach(file.breakeven, point), [...at, "breakeven"], vocabulary, tell);
}

type Shared = EvppiFile["evppi"] | BreakevenFile["breakeven"];

/** `run` and `perspective` may be `each`, which stands for the value that a check is being repeated for. */
const withEach = <File extends Shared>(file: File, { key, value }: Point): File =>
  (key === "run" || key === "perspective") && file[key] === eachWord ? { ...file, [key]: value } : file;

interface Common {
  readonly number: number;
  readonly study: Study;
  readonly perspective: PerspectiveName;
}

function resolveCommon(
  file: Shared,
  at: KeyPath,
  { studies, runs }: Vocabulary,
  tell: Tell,
): Common | undefined {
  const run = file.run ?? "base";
  const number = runs.get(run);
  if (number === undefined) {
    tell(unknownName([...at, "run"], run, [...runs.keys()]));
    return undefined;
  }
  const study = studies[number]!;
  const perspective = file.perspective ?? study.scenario.perspective;
  const known = perspectiveNames.find((name) => name === perspective);
  if (known === undefined) {
    tell(unknownName([...at, "perspective"], perspective, perspectiveNames));
    return undefined;
  }
  const others = study.arms.filter((_, arm) => arm !== study.baseline);
  if (file.arm !== undefined && !others.includes(file.arm)) {
    tell(unknownName([...at, "arm"], file.arm, others));
    return undefined;
  }
  return { number, study, perspective: known };
}

function resolveEvppi(
  file: EvppiFile["evppi"],
  at: KeyPath,
  vocabulary: Vocabulary,
  tell: Tell,
): EvppiAnalysis | undefined {
  const common = resolveCommon(file, at, vocabulary, tell);
  if (common === undefined) return undefined;
  const { number, study, perspective } = common;
  if (study.scenario.design !== "random") {
    const allowed = "design: random, whose draws are independent, for a value of information";
    tell({ path: at, code: "inconsistent", found: `design: ${study.scenario.design}`, allowed });
    return undefined;
  }
  const groups = inputsByGroup(study);
  const members = membersOf(file, at, study, groups, tell);
  if (members === undefined) return undefined;
  const against = file.against ?? "nothing";
  const isMechanism =
    file.group !== undefined && (mechanismGroupNames as readonly string[]).includes(file.group);
  if (against === "largest_other_group" && !isMechanism) {
    const found = file.group ?? "paths";
    const allowed = `a mechanism, to be set against the other mechanisms: group: one of ${mechanismGroupNames.join(", ")}`;
    tell({ path: [...at, "against"], code: "inconsistent", found, allowed });
    return undefined;
  }
  const baseline = study.arms[study.baseline]!;
  return {
    kind: "evppi",
    study: number,
    name: file.group ?? (file.paths ?? []).join(", "),
    members,
    arms: file.arm === undefined ? study.arms : [baseline, file.arm],
    perspective,
    thresholdGbp: file.threshold ?? 0,
    against,
    others:
      against === "largest_other_group"
        ? mechanismGroupNames.flatMap((name) => {
            const own = groups.get(name);
            return name === file.group || own === undefined ? [] : [{ name, members: own }];
          })
        : [],
  };
}

/** The uncertain inputs that are meant. There may be none: to know what is certain already is worth nothing. */
function membersOf(
  { group, paths }: EvppiFile["evppi"],
  at: KeyPath,
  study: Study,
  groups: ReadonlyMap<string, readonly number[]>,
  tell: Tell,
): readonly number[] | undefined {
  if ((group === undefined) === (paths === undefined)) {
    const found = group === undefined ? "no group and no paths" : "group and paths";
    const code = group === undefined ? "missing_key" : "inconsistent";
    tell({ path: at, code, found, allowed: "one of group, paths" });
    return undefined;
  }
  if (group !== undefined) {
    const known = [...new Set<string>([...mechanismGroupNames, ...groups.keys()])];
    if (known.includes(group)) return groups.get(group) ?? [];
    tell(unknownName([...at, "group"], group, known));
    return undefined;
  }
  const uncertain = uncertainInputs(study);
  const members = new Set<number>();
  let isKnown = true;
  for (const [index, path] of paths!.entries()) {
    const isMeant = (input: number): boolean => isWithin(study.inputs[input]!.path, path);
    if (!study.inputs.some((_, input) => isMeant(input))) {
      const keys = [...at, "paths", String(index)];
      const known = study.inputs.map((input) => input.path);
      const allowed = "the path of an input, or of a part of the scenario that holds some";
      tell(unknownName(keys, path, known, allowed));
      isKnown = false;
    }
    for (const input of uncertain.filter(isMeant)) members.add(input);
  }
  return isKnown ? [...members].sort((left, right) => left - right) : undefined;
}

function resolveBreakeven(
  file: BreakevenFile["breakeven"],
  at: KeyPath,
  vocabulary: Vocabulary,
  tell: Tell,
): BreakevenAnalysis | undefined {
  const common = resolveCommon(file, at, vocabulary, tell);
  if (common === undefined) return undefined;
  const { number, study, perspective } = common;
  const sought = findVariable(study, file.vary);
  if ("faults" in sought) {
    for (const fault of sought.faults)
      tell(unlocated(fault, [...at, "vary"], `${file.vary}: ${fault.found}`));
    return undefined;
  }
  const variable = sought.value;
  const range =
    file.range === undefined
      ? defaultRange(study, variable)
      : { low: file.range[0], high: file.range[1], from: "stated" as const };
  if (!(range.low < range.high)) {
    tell({
      path: [...at, "range"],
      code: "inconsistent",
      found: "an empty range",
      allowed: "range: [LOW, HIGH], low below high",
    });
    return undefined;
  }
  for (const end of [range.low, range.high]) {
    const varied = withNumber(study, file.vary, end);
    if (!("faults" in varied)) continue;
    for (const fault of varied.faults) tell(unlocated(fault, [...at, "range"]));
    return undefined;
  }
  const target = targetOf(file.target);
  if (target.kind === "envelope") {
    const envelopes: Readonly<Record<string, unknown>> = study.scenario.envelopes;
    if (envelopes[perspective] === undefined) {
      const allowed = "a perspective that has an envelope in the scenario";
      tell({
        path: [...at, "target"],
        code: "inconsistent",
        found: `no envelope of ${perspective}`,
        allowed,
      });
      return undefined;
    }
  }
  const arm = armOf(file, variable.keys, study);
  if (arm === undefined) {
    tell({
      path: at,
      code: "missing_key",
      found: "no `arm`",
      allowed: `arm: one of ${study.arms.join(", ")}`,
    });
    return undefined;
  }
  return {
    kind: "breakeven",
    study: number,
    vary: variable.path,
    range: { low: range.low, high: range.high },
    question: { arm, perspective, target },
  };
}

function targetOf(target: BreakevenFile["breakeven"]["target"]): BreakevenTarget {
  if (target === undefined || target === "mean") return { kind: "mean" };
  return "neutral" in target
    ? { kind: "neutral", probability: target.neutral }
    : { kind: "envelope", probability: target.envelope };
}

/** The arm asked about: the one stated, else the one whose input is varied, else the only one beside the baseline. */
function armOf(
  { arm }: BreakevenFile["breakeven"],
  [root, varied]: readonly string[],
  study: Study,
): string | undefined {
  const others = study.arms.filter((_, at) => at !== study.baseline);
  if (arm !== undefined) return arm;
  if (root === "arms" && varied !== undefined && others.includes(varied)) return varied;
  return others.length === 1 ? others[0] : undefined;
}
