/** What it would be worth to know more before choosing between a run's arms. */
import type { PerspectiveName } from "../../accounts/lines.js";
import {
  type EvppiEstimate,
  evppiSteps,
  FEWEST_DRAWS_FOR_EVPPI,
  preparingSteps,
} from "../../decision/evppi.js";
import { netBenefit } from "../../decision/netBenefit.js";
import { type EvpiRow, evpi } from "../../decision/valueOfInformation.js";
import type { EffectMeasure } from "../../results/drawsTable.js";
import { type Steps, straightThrough } from "../../results/giveWay.js";
import type { RunResult } from "../../results/runResult.js";
import { decisionTable } from "../worth/decisionTable.js";
import { dealtTo, firstAtPath, structureFactor, uncertainInputs } from "./factors.js";

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
 * of a run (independent ones, its inputs' values kept); of a scenario with structures also of which of them holds. Net benefit = threshold × effect − cost to the perspective,
 * discounted totals of the whole population. People's luck counts as something that could be known: with few simulated
 * people EVPI is that much too high; EVPPI is not, for its regressions average luck out.
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
  const { study, settings, inputs } = result;
  if (inputs === undefined)
    throw new Error("value of information requires a run with its inputs' values kept");
  if (settings.design !== "random") throw new RangeError("value of information requires independent draws");
  const table = decisionTable(result, question.perspective, question.effect);
  const perfect = evpi(table, question.thresholdsGbp);
  if (settings.draws < FEWEST_DRAWS_FOR_EVPPI) return { evpi: perfect, information: [], tooFewDraws: true };
  const uncertain = uncertainInputs(study);
  const columns = uncertain.map((input) =>
    Float64Array.from({ length: settings.draws }, (_, draw) => inputs[draw * study.inputs.length + input]!),
  );
  const pathOf = (input: number): string => study.inputs[input]!.path;
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
  const benefits = question.thresholdsGbp.map((thresholdGbp) => netBenefit(table, thresholdGbp));
  const sets = asked.map(({ kind, members }) =>
    kind === "structure" ? [columns.length] : members.map(columnOf),
  );
  const known = isStructured ? [...columns, Float64Array.from(dealt)] : columns;
  const categorical = known.map((_, column) => column === columns.length);
  const prepared = known.length === 0 ? undefined : yield* preparingSteps(known, categorical);
  const rows: InformationRow[] = [];
  for (const [at, { thresholdGbp, evpiGbp }] of perfect.entries()) {
    if (prepared === undefined) break;
    const key = `${question.seed}/evppi/${thresholdGbp}`;
    const estimates = yield* evppiSteps(prepared, sets, benefits[at]!, key);
    for (const [index, estimate] of estimates.entries()) {
      const { name, kind, members } = asked[index]!;
      const shareOfEvpi = evpiGbp > 0 ? estimate.evppi / evpiGbp : undefined;
      rows.push({ thresholdGbp, name, kind, paths: members.map(pathOf), ...estimate, shareOfEvpi });
    }
  }
  const place = new Map(question.thresholdsGbp.map((threshold, at) => [threshold, at]));
  const information = rows.sort(
    (a, b) => place.get(a.thresholdGbp)! - place.get(b.thresholdGbp)! || b.evppi - a.evppi,
  );
  return { evpi: perfect, information, tooFewDraws: false };
}
