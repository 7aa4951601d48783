/** Every figure of an arm in a cell of the tallies: a slice of the population in a period. */
import { ledgerItems, type PerspectiveName } from "../accounts/lines.js";
import { measureNames } from "../accounts/measures.js";
import type { ArmFigure } from "./armFigure.js";
import { type EnvelopeFigures, envelopeFigures, sumOfItems } from "./envelope.js";
import { figureWork, numbersRead, type Steps } from "./giveWay.js";
import { costItems, headcountNames, headcounts, measureItem, perspectiveNames } from "./metrics.js";
import { type PaybackFigures, paybackSteps } from "./paybackOf.js";
import { periodYears } from "./reportingYears.js";
import { itemsAt, type RunResult, randomisationOfDraws } from "./runResult.js";
import { tailRisk } from "./tailRisk.js";

/** Which items of which slices are ever anything but 0, in any draw, arm or period: slices × items flags. */
function* itemsInUse(result: RunResult): Steps<Uint8Array> {
  const { arms, slices, periods, items, width } = result.layout;
  const used = new Uint8Array(slices.length * items.length);
  let at = 0;
  for (let draw = 0; draw < result.settings.draws; draw++) {
    for (let arm = 0; arm < arms.length; arm++) {
      for (let slice = 0; slice < slices.length; slice++) {
        for (let period = 0; period < periods.length; period++) {
          for (let item = 0; item < items.length; item++, at++) {
            if (result.tallies[at] !== 0) used[slice * items.length + item] = 1;
          }
        }
      }
    }
    yield width / numbersRead;
  }
  if (at !== result.settings.draws * width) throw new Error("layout does not match its width");
  return used;
}

/** Reads the figures of an arm in a cell; the same metrics in the same order for every arm and period of a slice. */
export function* figureReader(
  result: RunResult,
): Steps<(arm: number, slice: number, period: number) => readonly ArmFigure[]> {
  const { layout, study } = result;
  const { draws } = result.settings;
  const randomisationOf = randomisationOfDraws(result.settings);
  const used = yield* itemsInUse(result);
  const isUsed = (slice: number, item: number): boolean => used[slice * layout.items.length + item] === 1;
  const costs = perspectiveNames.map((perspective) => ({
    perspective,
    all: costItems(perspective, false),
    cash: costItems(perspective, true),
  }));
  const envelopes: { perspective: PerspectiveName; figures: EnvelopeFigures }[][] = [];
  for (const arm of layout.arms.keys()) {
    envelopes[arm] = [];
    for (const perspective of perspectiveNames) {
      const figures = envelopeFigures(result, arm, perspective);
      if (figures === undefined) continue;
      envelopes[arm].push({ perspective, figures });
      yield layout.periods.length * figureWork(draws);
    }
  }
  const paybacks: (readonly PaybackFigures[])[] = [];
  for (const arm of layout.arms.keys()) {
    paybacks.push(yield* paybackSteps(result, arm, perspectiveNames));
  }
  const tailFigures = (
    columns: Float64Array,
    perspective: PerspectiveName,
    all: readonly number[],
    cash: readonly number[],
  ): readonly ArmFigure[] =>
    (
      [
        ["cost", all],
        ["cash_cost", cash],
      ] as const
    ).flatMap(([metric, items]): readonly ArmFigure[] => {
      const values = sumOfItems(columns, draws, items);
      const { p95, worst5 } = tailRisk(values, randomisationOf);
      const shared = { perspective, values };
      return [
        { ...shared, metric: `${metric}_p95`, statistic: p95 },
        { ...shared, metric: `${metric}_worst_5`, statistic: worst5 },
      ];
    });
  return (arm, slice, period) => {
    const columns = itemsAt(result, { arm, slice, period });
    const column = (item: number): Float64Array => columns.subarray(item * draws, (item + 1) * draws);
    const found: ArmFigure[] = [];
    for (const [at, { perspective, all, cash }] of costs.entries()) {
      for (const [metric, items] of [
        ["cost", all],
        ["cash_cost", cash],
      ] as const) {
        if (slice !== 0 && !items.some((item) => isUsed(slice, item))) continue;
        found.push({ perspective, metric, values: sumOfItems(columns, draws, items) });
      }
      if (slice !== 0) continue;
      for (const [metric, byPeriod] of Object.entries(paybacks[arm]![at]!)) {
        found.push({ perspective, metric, values: byPeriod[period]!, only: "difference" });
      }
      for (const { perspective: whose, figures } of envelopes[arm]!) {
        if (whose !== perspective) continue;
        const { envelope, within, overspend } = figures;
        found.push({ perspective, metric: "envelope", values: envelope[period]!, only: "own" });
        found.push({ perspective, metric: "within_envelope", values: within[period]! });
        found.push({ perspective, metric: "overspend", values: overspend[period]! });
        found.push(...tailFigures(columns, perspective, all, cash));
      }
    }
    const years = periodYears(study.timeline, period);
    for (const metric of headcountNames) {
      const item = measureItem(headcounts[metric].from);
      if (!isUsed(slice, item)) continue;
      found.push({ perspective: undefined, metric, values: column(item).map((value) => value / years) });
    }
    const first = ledgerItems.length;
    for (let item = first; item < layout.items.length; item++) {
      if (!isUsed(slice, item)) continue;
      const metric = item < first + measureNames.length ? measureNames[item - first]! : layout.items[item]!;
      found.push({ perspective: undefined, metric, values: column(item) });
    }
    return found;
  };
}
