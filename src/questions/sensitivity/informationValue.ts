/** What it would be worth to know more before choosing between a run's arms. */
import type { PerspectiveName } from "../../accounts/lines.js";
import {
  type EvppiEstimate,
  evppiSteps,
  FEWEST_DRAWS_FOR_EVPPI,
  type PreparedInputs,
  preparingSteps,
} from "../../decision/evppi.js";
import { netBenefit } from "../../decision/netBenefit.js";
import { type EvpiRow, evpi } from "../../decision/valueOfInformation.js";
import { type VarianceKnown, varianceKnownSteps } from "../../decision/varianceKnown.js";
import type { EffectMeasure } from "../../results/drawsTable.js";
import { type Steps, straightThrough } from "../../results/giveWay.js";
import type { RunResult } from "../../results/runResult.js";
import { decisionTable } from "../worth/decisionTable.js";
import { dealtTo, firstAtPath, learntAs, structureFactor, uncertainInputs } from "./factors.js";

export interface InformationRow extends EvppiEstimate {
  readonly thresholdGbp: number;
  /** An input's path, or a group's name. */
  readonly name: string;
  readonly kind: "input" | "group" | "structure";
  readonly paths: readonly string[];
  /** EVPPI ÷ EVPI; undefined where EVPI is 0. */
  readonly shareOfEvpi: number | undefined;
}

export interface InformationQuestion {
  readonly perspective: PerspectiveName;
  /** GBP a unit of effect; 0 counts cost alone. */
  readonly thresholdsGbp: readonly number[];
  readonly effect: EffectMeasure;
  readonly seed: string;
}

export interface InformationValue {
  readonly evpi: readonly EvpiRow[];
  /** By threshold, then highest first; equals in the order of inputs, then groups. */
  readonly information: readonly InformationRow[];
  /** Too few draws for a regression: `information` is empty. */
  readonly tooFewDraws: boolean;
}

/**
 * EVPI of the choice between all arms, and EVPPI of each input that differs from draw to draw and of each group, from the draws
 * of a run (which must be independent, with the inputs' values kept); in a scenario with structures, also the EVPPI of which of them
 * holds. Net benefit = threshold × effect − cost to the perspective, discounted totals of the whole population. People's luck counts as something that could be known: with few simulated
 * people EVPI is too high by what that is worth; EVPPI is not, for its regressions average luck out.
 *
 * @throws Error where the run did not keep its inputs' values
 */
export const informationValue = (
  result: RunResult,
  question: InformationQuestion,
  groups: ReadonlyMap<string, readonly number[]>,
): InformationValue => straightThrough(informationSteps(result, question, groups));

/** As `informationValue`, part by part. */
export function* informationSteps(
  result: RunResult,
  question: InformationQuestion,
  groups: ReadonlyMap<string, readonly number[]>,
): Steps<InformationValue> {
  const { settings, inputs } = result;
  if (inputs === undefined)
    throw new Error("value of information requires a run with its inputs' values kept");
  if (settings.design !== "random") throw new RangeError("value of information requires independent draws");
  const table = decisionTable(result, question.perspective, question.effect);
  const perfect = evpi(table, question.thresholdsGbp);
  if (settings.draws < FEWEST_DRAWS_FOR_EVPPI) return { evpi: perfect, information: [], tooFewDraws: true };
  const { asked, sets, prepared, pathsOf } = yield* setsLearnt(result, inputs, groups);
  const benefits = question.thresholdsGbp.map((thresholdGbp) => netBenefit(table, thresholdGbp));
  const rows: InformationRow[] = [];
  for (const [at, { thresholdGbp, evpiGbp }] of perfect.entries()) {
    if (prepared === undefined) break;
    const key = `${question.seed}/evppi/${thresholdGbp}`;
    const estimates = yield* evppiSteps(prepared, sets, benefits[at]!, key);
    for (const [index, estimate] of estimates.entries()) {
      const { name, kind, members } = asked[index]!;
      const shareOfEvpi = evpiGbp > 0 ? estimate.evppi / evpiGbp : undefined;
      rows.push({ thresholdGbp, name, kind, paths: pathsOf(members), ...estimate, shareOfEvpi });
    }
  }
  const place = new Map(question.thresholdsGbp.map((threshold, at) => [threshold, at]));
  const information = rows.sort(
    (a, b) => place.get(a.thresholdGbp)! - place.get(b.thresholdGbp)! || b.evppi - a.evppi,
  );
  return { evpi: perfect, information, tooFewDraws: false };
}

/** How much of the variance of an arm's net cost it would remove to know an input or a group, or which structure holds. */
export interface VarianceKnownRow extends VarianceKnown {
  /** An input's path, or a group's name. */
  readonly name: string;
  readonly kind: InformationRow["kind"];
  readonly paths: readonly string[];
}

/**
 * The expected reduction in variance: of a net cost, the share of its variance that knowing each input or group would remove,
 * Var(E[net cost | what is known]) ÷ Var(net cost), by the regressions of EVPPI (`varianceKnown`). The value of information
 * for a budget: it tells what to learn where no draw changes the decision, and every EVPPI is 0.
 *
 * @param netCost one value a draw of the run
 * @param key seeds the redraws
 * @returns greatest share first; none from fewer draws than a regression takes
 * @throws Error where the run did not keep its inputs' values
 */
export const varianceKnownRows = (
  result: RunResult,
  netCost: ArrayLike<number>,
  groups: ReadonlyMap<string, readonly number[]>,
  key: string,
): readonly VarianceKnownRow[] => straightThrough(varianceRowSteps(result, netCost, groups, key));

/** As `varianceKnownRows`, part by part. */
export function* varianceRowSteps(
  result: RunResult,
  netCost: ArrayLike<number>,
  groups: ReadonlyMap<string, readonly number[]>,
  key: string,
): Steps<readonly VarianceKnownRow[]> {
  const { settings, inputs } = result;
  if (inputs === undefined)
    throw new Error("value of information requires a run with its inputs' values kept");
  if (settings.draws < FEWEST_DRAWS_FOR_EVPPI) return [];
  const { asked, sets, prepared, pathsOf } = yield* setsLearnt(result, inputs, groups);
  if (prepared === undefined) return [];
  const rows: VarianceKnownRow[] = [];
  for (const [at, { name, kind, members }] of asked.entries()) {
    const learnt = [...new Set(sets[at])].map((place) => prepared.inputs[place]);
    const known = yield* varianceKnownSteps({ draws: prepared.draws, inputs: learnt }, netCost, key);
    rows.push({ name, kind, paths: pathsOf(members), ...known });
  }
  return rows.sort((a, b) => b.share - a.share);
}

interface SetsLearnt {
  readonly asked: readonly {
    readonly name: string;
    readonly kind: InformationRow["kind"];
    readonly members: readonly number[];
  }[];
  /** Positions of what is learnt among the prepared inputs. */
  readonly sets: readonly (readonly number[])[];
  /** Undefined where nothing is uncertain. */
  readonly prepared: PreparedInputs | undefined;
  readonly pathsOf: (members: readonly number[]) => readonly string[];
}

/** The structure where there are several, each input by itself, then the groups, with the values that they took in a run. */
function* setsLearnt(
  { study, settings }: RunResult,
  inputs: ArrayLike<number>,
  groups: ReadonlyMap<string, readonly number[]>,
): Steps<SetsLearnt> {
  const uncertain = uncertainInputs(study);
  const columns = uncertain.map((input) =>
    Float64Array.from({ length: settings.draws }, (_, draw) => inputs[draw * study.inputs.length + input]!),
  );
  const pathOf = (input: number): string => learntAs(study.inputs[input]!);
  const { structures: dealt } = settings;
  const isStructured = dealt !== undefined && dealtTo(study).length > 0;
  const learnt = firstAtPath(study, uncertain);
  const columnOf = (input: number): number =>
    uncertain.indexOf(learnt.find((one) => pathOf(one) === pathOf(input))!);
  const asked = [
    ...(isStructured ? [{ name: structureFactor, kind: "structure" as const, members: [] }] : []),
    ...learnt.map((input) => ({
      name: pathOf(input),
      kind: "input" as const,
      members: [input],
    })),
    ...[...groups].map(([name, members]) => ({ name, kind: "group" as const, members })),
  ];
  const sets = asked.map(({ kind, members }) =>
    kind === "structure" ? [columns.length] : members.map(columnOf),
  );
  const known = isStructured ? [...columns, Float64Array.from(dealt)] : columns;
  const categorical = known.map((_, column) => column === columns.length);
  const prepared = known.length === 0 ? undefined : yield* preparingSteps(known, categorical);
  return { asked, sets, prepared, pathsOf: (members) => [...new Set(members.map(pathOf))] };
}
