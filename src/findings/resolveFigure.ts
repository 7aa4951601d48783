/** Turns a figure, as a finding states it, into one that can be read from a run, or reports its faults. */

import {
  lineNames,
  lines,
  type Payer,
  type PerspectiveName,
  payers,
  perspectivePayers,
} from "../accounts/lines.js";
import { type KeyFault, unknownName } from "../faults/keyFault.js";
import type { KeyPath } from "../faults/keyPath.js";
import { tallyLayout } from "../ledger/tally.js";
import { metrics, perspectiveMetrics, perspectiveNames } from "../results/metrics.js";
import type { FigureFile } from "../scenario/schema/findingMetric.js";
import { eachWord } from "../scenario/schema/findingMetric.js";
import type { ForEachKey } from "../scenario/schema/findings.js";
import type { Study } from "../scenario/study.js";
import { isEnvelopeMetric, isNoSum, type Measured, type RunFigure } from "./runFigure.js";

/** What a finding's metrics may speak of. */
export interface Vocabulary {
  /** Studies by their number; the first is the scenario itself. */
  readonly studies: readonly Study[];
  /** The study of a run, by the run's name. */
  readonly runs: ReadonlyMap<string, number>;
}

/** What `each` stands for at a point, and the site a metric across sites is taken at. */
export interface Point {
  readonly key?: ForEachKey;
  readonly value?: string;
  readonly site?: string;
}

export type Tell = (fault: KeyFault) => void;

/** Resolves a figure at a point; undefined if there was a fault. */
export function resolveFigure(
  file: FigureFile,
  at: KeyPath,
  point: Point,
  vocabulary: Vocabulary,
  tell: Tell,
): RunFigure | undefined {
  const stated = withEach(file, at, point, tell);
  if (stated === undefined) return undefined;
  const run = stated.run ?? "base";
  const number = vocabulary.runs.get(run);
  if (number === undefined) {
    tell(unknownName([...at, "run"], run, [...vocabulary.runs.keys()]));
    return undefined;
  }
  const study = vocabulary.studies[number]!;
  let faulty = false;
  const refuse: Tell = (fault) => {
    faulty = true;
    tell(fault);
  };
  const arm = armOf(stated, at, study, refuse);
  const measured = measuredOf(stated, at, study, refuse);
  const { comparator } = stated;
  if (comparator !== undefined) {
    if (!study.arms.includes(comparator)) refuse(unknownName([...at, "comparator"], comparator, study.arms));
    else if (comparator === arm) {
      const allowed = "another arm: nothing differs from itself";
      refuse({ path: [...at, "comparator"], code: "not_allowed", found: comparator, allowed });
    }
  }
  const group = groupOf(stated, at, point, study, refuse);
  const period = periodOf(stated, at, study, refuse);
  if (measured !== undefined) checkMeasured(measured, stated, group, at, study, refuse);
  if (faulty || arm === undefined || measured === undefined) return undefined;
  return { study: number, arm, comparator, measured, group, period, perYear: stated.per === "year" };
}

/** The figure with `each` replaced by what it stands for. */
function withEach(file: FigureFile, at: KeyPath, point: Point, tell: Tell): FigureFile | undefined {
  const eachKeys = (["run", "period", "group", "perspective", "payer", "line"] as const).filter(
    (key) => file[key] === eachWord,
  );
  const strange = eachKeys.filter((key) => key !== point.key);
  for (const key of strange) {
    const allowed = `a ${key}, or for_each: { ${key}: … } in the check`;
    tell({ path: [...at, key], code: "not_allowed", found: eachWord, allowed });
  }
  if (strange.length > 0) return undefined;
  return eachKeys.length === 0 ? file : { ...file, [point.key!]: point.value };
}

function armOf(file: FigureFile, at: KeyPath, study: Study, tell: Tell): string | undefined {
  if (file.arm !== undefined) {
    if (study.arms.includes(file.arm)) return file.arm;
    tell(unknownName([...at, "arm"], file.arm, study.arms));
    return undefined;
  }
  const others = study.arms.filter((_, arm) => arm !== study.baseline);
  if (others.length === 1) return others[0];
  tell({ path: at, code: "missing_key", found: "no `arm`", allowed: `arm: one of ${study.arms.join(", ")}` });
  return undefined;
}

function measuredOf(file: FigureFile, at: KeyPath, study: Study, tell: Tell): Measured | undefined {
  const named = (["metric", "line", "lines"] as const).filter((key) => file[key] !== undefined);
  if (named.length !== 1) {
    const found = named.length === 0 ? "no metric and no line" : named.join(" and ");
    tell({
      path: at,
      code: named.length === 0 ? "missing_key" : "inconsistent",
      found,
      allowed: "one of metric, line, lines",
    });
    return undefined;
  }
  const whose = payersOf(file, at, study, tell);
  if (whose === undefined) return undefined;
  if (file.metric === undefined) return linesOf(file, at, whose.payers, tell);
  const { metric } = file;
  const known = [...Object.keys(metrics), ...study.needs.map((need) => `need=${need}`)];
  if (!known.includes(metric)) {
    tell(unknownName([...at, "metric"], metric, known));
    return undefined;
  }
  if (file.cashable !== undefined) {
    const allowed = "cashable for lines; of all lines the metric cash_cost";
    tell({ path: [...at, "cashable"], code: "not_allowed", found: file.cashable, allowed });
    return undefined;
  }
  const isOfPerspective = Object.hasOwn(perspectiveMetrics, metric);
  if (!isOfPerspective && whose.key !== undefined) {
    const found = `${whose.key} with ${metric}`;
    tell({
      path: [...at, whose.key],
      code: "not_allowed",
      found,
      allowed: `no ${whose.key}: ${metric} is nobody's cost`,
    });
    return undefined;
  }
  return { kind: "metric", metric, perspective: isOfPerspective ? whose.perspective : undefined };
}

interface Whose {
  readonly key: "payer" | "perspective" | undefined;
  readonly perspective: PerspectiveName;
  readonly payers: readonly Payer[];
}

function payersOf(file: FigureFile, at: KeyPath, study: Study, tell: Tell): Whose | undefined {
  const { payer, perspective } = file;
  if (payer !== undefined && perspective !== undefined) {
    const found = `payer ${payer} and perspective ${perspective}`;
    tell({ path: at, code: "inconsistent", found, allowed: "one of payer, perspective" });
    return undefined;
  }
  const key = payer !== undefined ? "payer" : perspective !== undefined ? "perspective" : undefined;
  const name = payer ?? perspective ?? study.scenario.perspective;
  const known: readonly string[] = key === "payer" ? payers : perspectiveNames;
  if (!known.includes(name)) {
    tell(unknownName([...at, key ?? "perspective"], name, known));
    return undefined;
  }
  // Every payer is a perspective of its own name.
  const whose = name as PerspectiveName;
  return { key, perspective: whose, payers: perspectivePayers[whose] };
}

function linesOf(file: FigureFile, at: KeyPath, whose: readonly Payer[], tell: Tell): Measured | undefined {
  const named = file.line === undefined ? (file.lines ?? []) : [file.line];
  const found = named.flatMap((name, index) => {
    const keys = file.line === undefined ? [...at, "lines", String(index)] : [...at, "line"];
    const line = lineNames.find((known) => known === name);
    if (line === undefined) {
      tell(unknownName(keys, name, lineNames));
      return [];
    }
    const bearers: readonly Payer[] = lines[line].payers;
    if (!bearers.some((payer) => whose.includes(payer))) {
      const allowed = `a payer or perspective of its own: ${bearers.join(", ")}`;
      tell({ path: keys, code: "not_allowed", found: `${line} for ${whose.join(", ")}, always 0`, allowed });
      return [];
    }
    if (named.indexOf(name) !== index) {
      tell({ path: keys, code: "duplicate_key", found: name, allowed: "each line once" });
      return [];
    }
    return [line];
  });
  if (found.length !== named.length) return undefined;
  return { kind: "lines", lines: found, payers: whose, cashable: file.cashable };
}

function groupOf(file: FigureFile, at: KeyPath, point: Point, study: Study, tell: Tell): string {
  const { group } = file;
  if (point.site !== undefined) {
    if (group !== undefined) {
      const allowed = "no group: a metric across sites is taken at each site";
      tell({ path: [...at, "group"], code: "not_allowed", found: group, allowed });
    }
    return `site=${point.site}`;
  }
  if (group === undefined) return "all";
  const known = tallyLayout(study).slices;
  if (!known.includes(group)) tell(unknownName([...at, "group"], group, known));
  return group;
}

function periodOf(file: FigureFile, at: KeyPath, study: Study, tell: Tell): string {
  const period = file.period ?? "total";
  const known = [...study.timeline.years, "total", "undiscounted"];
  if (!known.includes(period)) tell(unknownName([...at, "period"], period, known));
  return period;
}

function checkMeasured(
  measured: Measured,
  file: FigureFile,
  group: string,
  at: KeyPath,
  study: Study,
  tell: Tell,
): void {
  if (measured.kind === "lines") return;
  const { metric, perspective } = measured;
  const refuse = (key: string, found: string, allowed: string): void =>
    tell({ path: [...at, key], code: "not_allowed", found, allowed });
  if (isNoSum(metric)) {
    if (file.per !== undefined)
      refuse("per", `per year of ${metric}`, `no per: ${metric} is no sum over time`);
    if (file.period === "undiscounted")
      refuse("period", `undiscounted ${metric}`, `a year or total: ${metric} is no sum over time`);
  }
  if (!isEnvelopeMetric(metric)) return;
  const envelopes: Readonly<Record<string, unknown>> = study.scenario.envelopes;
  if (perspective === undefined || envelopes[perspective] === undefined) {
    const stated = Object.keys(envelopes).filter((name) => envelopes[name] !== undefined);
    const allowed = stated.length === 0 ? "a scenario with envelopes" : `perspective: ${stated.join(", ")}`;
    refuse("metric", `${metric} of ${perspective}, which has no envelope`, allowed);
  }
  if (group !== "all") refuse("group", group, `all: ${metric} is of the whole population`);
  if (file.comparator !== undefined)
    refuse("comparator", file.comparator, `no comparator: ${metric} is of one arm; take a difference of two`);
}
