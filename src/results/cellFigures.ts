/** Every figure of an arm in a cell of the tallies: a slice of the population in a period. */
import { ledgerItems, type PerspectiveName } from "../accounts/lines.js";
import { measureNames } from "../accounts/measures.js";
import { type ArmFigure, tailFigures } from "./armFigure.js";
import { type EnvelopeFigures, envelopeFigures, sumOfItems } from "./envelope.js";
import { figureWork, numbersRead, type Steps } from "./giveWay.js";
import { costItems, headcountNames, headcounts, measureItem, perspectiveNames } from "./metrics.js";
import { type PaybackFigures, paybackSteps } from "./paybackOf.js";
import { periodYears } from "./reportingYears.js";
import { itemsAt, type RunResult, randomisationOfDraws } from "./runResult.js";

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

/** The items of a cost to each perspective: all of them, and the cash part. */
const costs = perspectiveNames.map((perspective) => ({
  perspective,
  metrics: [
    ["cost", costItems(perspective, false)],
    ["cash_cost", costItems(perspective, true)],
  ] as const,
}));

/** What the cells' figures are read from, worked out once for all of them. */
interface FigureSource {
  readonly result: RunResult;
  readonly isUsed: (slice: number, item: number) => boolean;
  readonly randomisationOf: ReturnType<typeof randomisationOfDraws>;
  /** By arm, for the perspectives that have an envelope. */
  readonly envelopes: readonly ReadonlyMap<PerspectiveName, EnvelopeFigures>[];
  /** By arm and perspective. */
  readonly paybacks: readonly (readonly PaybackFigures[])[];
}

function* figureSource(result: RunResult): Steps<FigureSource> {
  const { layout, settings } = result;
  const used = yield* itemsInUse(result);
  const envelopes: Map<PerspectiveName, EnvelopeFigures>[] = [];
  for (const arm of layout.arms.keys()) {
    const ofArm = new Map<PerspectiveName, EnvelopeFigures>();
    for (const perspective of perspectiveNames) {
      const figures = envelopeFigures(result, arm, perspective);
      if (figures === undefined) continue;
      ofArm.set(perspective, figures);
      yield layout.periods.length * figureWork(settings.draws);
    }
    envelopes.push(ofArm);
  }
  const paybacks: (readonly PaybackFigures[])[] = [];
  for (const arm of layout.arms.keys()) {
    paybacks.push(yield* paybackSteps(result, arm, perspectiveNames));
  }
  return {
    result,
    isUsed: (slice, item) => used[slice * layout.items.length + item] === 1,
    randomisationOf: randomisationOfDraws(settings),
    envelopes,
    paybacks,
  };
}

/** Reads the figures of an arm in a cell; the same metrics in the same order for every arm and period of a slice. */
export function* figureReader(
  result: RunResult,
): Steps<(arm: number, slice: number, period: number) => readonly ArmFigure[]> {
  const source = yield* figureSource(result);
  return (arm, slice, period) => {
    const columns = itemsAt(result, { arm, slice, period });
    return [
      ...costs.flatMap((_, cost) =>
        slice === 0
          ? costFiguresOfAll(source, columns, arm, period, cost)
          : costFigures(source, columns, slice, cost),
      ),
      ...countedFigures(source, columns, slice, period),
    ];
  };
}

/** Cost and cash cost to a perspective; in a slice only if anything was paid in it. */
function costFigures(
  { result, isUsed }: FigureSource,
  columns: Float64Array,
  slice: number,
  cost: number,
): readonly ArmFigure[] {
  const { perspective, metrics } = costs[cost]!;
  return metrics.flatMap(([metric, items]): readonly ArmFigure[] =>
    slice !== 0 && !items.some((item) => isUsed(slice, item))
      ? []
      : [{ perspective, metric, values: sumOfItems(columns, result.settings.draws, items) }],
  );
}

/** Of the whole population also when costs are paid back and, where there is an envelope, how they keep to it. */
function costFiguresOfAll(
  source: FigureSource,
  columns: Float64Array,
  arm: number,
  period: number,
  cost: number,
): readonly ArmFigure[] {
  const { perspective } = costs[cost]!;
  const own = costFigures(source, columns, 0, cost);
  const paidBack = Object.entries(source.paybacks[arm]![cost]!).map(
    ([metric, byPeriod]): ArmFigure => ({
      perspective,
      metric,
      values: byPeriod[period]!,
      only: "difference",
    }),
  );
  const figures = source.envelopes[arm]!.get(perspective);
  if (figures === undefined) return [...own, ...paidBack];
  return [
    ...own,
    ...paidBack,
    { perspective, metric: "envelope", values: figures.envelope[period]!, only: "own" },
    { perspective, metric: "within_envelope", values: figures.within[period]! },
    { perspective, metric: "overspend", values: figures.overspend[period]! },
    ...own.flatMap((figure) => tailFigures(figure, source.randomisationOf)),
  ];
}

/** Headcounts, measures and memoranda, as far as anything was counted in the slice. */
function countedFigures(
  { result, isUsed }: FigureSource,
  columns: Float64Array,
  slice: number,
  period: number,
): readonly ArmFigure[] {
  const { layout, study, settings } = result;
  const column = (item: number): Float64Array =>
    columns.subarray(item * settings.draws, (item + 1) * settings.draws);
  const found: ArmFigure[] = [];
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
}
