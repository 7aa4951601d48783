/** The result of a test, and how it is judged: an estimate against a range, an identity draw by draw, several together. */
import { certainly } from "../faults/outcome.js";
import { isCancelled } from "../quantity/rounding.js";
import { quantityText } from "../screen/figureText.js";
import { amountsOf, type Estimate, estimate, type Readings } from "./estimate.js";
import { drawsToSettle, type Expectation, judge, mostDrawsAsked, type VerdictWord } from "./judge.js";
import { combinesStatistics, type Metric, ownStatistic } from "./metric.js";

export interface Judgement {
  readonly verdict: VerdictWord;
  /** What was found: one number, the two ends of an interval, or one a point. */
  readonly found: readonly number[];
  /** The Monte Carlo standard error of each; NaN of fewer than ten draws, as of an answer that has none. */
  readonly mcse: readonly number[];
  /** For an inconclusive test: about how many draws would settle it; undefined where it cannot be said. */
  readonly drawsToSettle: number | undefined;
  /** The reason for the verdict, where the numbers do not show it. */
  readonly note: string | undefined;
}

const order: Readonly<Record<VerdictWord, number>> = { not_reproduced: 0, inconclusive: 1, reproduced: 2 };

type Labelled = Judgement & { readonly label?: string };

/** All must hold: gives the worst verdict, the figures of each, and the names of the worst. */
export function allOf(parts: readonly Labelled[]): Judgement {
  const worst = parts.reduce((least, part) => (order[part.verdict] < order[least.verdict] ? part : least));
  const deciding = parts.filter((part) => part.verdict === worst.verdict);
  const labels = deciding.flatMap(({ label }) => (label === undefined || label === "" ? [] : [label]));
  const notes = [...new Set(deciding.flatMap(({ note }) => (note === undefined ? [] : [note])))];
  const where = worst.verdict === "reproduced" || labels.length === 0 ? [] : [`at ${labels.join(", ")}`];
  return {
    verdict: worst.verdict,
    found: parts.flatMap((part) => part.found),
    mcse: parts.flatMap((part) => part.mcse),
    drawsToSettle: worst.verdict === "inconclusive" ? most(deciding) : undefined,
    note: [...where, ...notes].join("; ") || undefined,
  };
}

/** One suffices: gives the best verdict, with its figures. */
export function anyOf(parts: readonly Labelled[]): Judgement {
  const best = parts.reduce((most, part) => (order[part.verdict] > order[most.verdict] ? part : most));
  const { label: _label, ...judgement } = best;
  return judgement;
}

/** The most draws that any of them needs; undefined if one of them cannot say. */
const most = (parts: readonly Judgement[]): number | undefined =>
  parts.reduce<number | undefined>(
    (sum, { drawsToSettle: draws }) =>
      sum === undefined || draws === undefined ? undefined : Math.max(sum, draws),
    0,
  );

/** A metric against something, where it has a value. */
export function judgeFound(
  metric: Metric,
  readings: Readings,
  judgeIt: (found: Estimate) => Judgement,
): Judgement {
  const found = estimate(metric, readings);
  return Number.isNaN(found.value) ? undefinedIn(found, readings) : judgeIt(found);
}

export function undefinedIn({ undefinedDraws }: Estimate, { draws }: Readings): Judgement {
  const where = undefinedDraws < draws ? `in ${undefinedDraws} of ${draws} draws` : "";
  return {
    verdict: "inconclusive",
    found: [Number.NaN],
    mcse: [Number.NaN],
    drawsToSettle: undefined,
    note: `the metric has no value ${where}`.trimEnd(),
  };
}

const settled = { drawsToSettle: undefined, note: undefined } as const;

/** What is told of an inconclusive test: how many draws would settle it, or that none do in practice. */
const settledBy = (draws: number | undefined): Pick<Judgement, "drawsToSettle" | "note"> => ({
  drawsToSettle: draws,
  note: draws === undefined ? `${quantityText(mostDrawsAsked)} draws would not settle it` : undefined,
});

/** An estimate ± 2 Monte Carlo standard errors against a range. */
export function judgeEstimate(found: Estimate, expectation: Expectation, { draws }: Readings): Judgement {
  const { value, mcse } = withoutRounding(found, expectation);
  const judged = certainly(judge({ value, mcse, draws }, expectation));
  const { verdict } = judged;
  const open = verdict === "inconclusive" ? settledBy(judged.drawsToSettle) : settled;
  return { verdict, found: [value], mcse: [mcse], ...open };
}

/** Treats a number that differs from an edge by rounding alone as that edge, and an error of rounding alone as 0. */
function withoutRounding(found: Estimate, expectation: Expectation): { value: number; mcse: number } {
  const size = Math.max(Math.abs(found.value), found.gross);
  const isRounding = (left: number): boolean => isCancelled(left, size);
  const mcse = isRounding(2 * found.mcse) ? 0 : found.mcse;
  const edges = Object.values(expectation).filter((edge) => typeof edge === "number");
  if (expectation.kind === "sign") edges.push(0);
  const edge = edges.find((one) => isRounding(found.value - one));
  return { value: edge ?? found.value, mcse };
}

/**
 * Is it 0 but for chance? Within 2 errors of 0, which are at most the resolution asked for: reproduced. Beyond 4: not. A
 * true 0 is beyond 2 once in 22 times (inconclusive: run more draws), beyond 4 once in 16,000.
 */
export function judgeZero(found: Estimate, resolution: number, { draws }: Readings): Judgement {
  const { value, mcse } = withoutRounding(found, { kind: "sign", sign: "positive" });
  const size = Math.abs(value);
  const isSharp = 2 * mcse <= resolution;
  const verdict =
    size <= 2 * mcse && isSharp ? "reproduced" : size > 4 * mcse ? "not_reproduced" : "inconclusive";
  const ratio = size > 2 * mcse ? 2 : (2 * mcse) / resolution;
  return {
    verdict,
    found: [value],
    mcse: [mcse],
    ...(verdict === "inconclusive" ? settledBy(drawsToSettle(draws, ratio)) : settled),
  };
}

/** The two ends of the central 95% of draws, each against a range. */
export function judgeInterval(
  metric: Metric,
  low: Expectation,
  high: Expectation,
  readings: Readings,
): readonly [Judgement, Judgement] {
  const end = (statistic: "p2_5" | "p97_5", expectation: Expectation): Judgement =>
    judgeEstimate(estimate({ ...metric, statistic } as Metric, readings), expectation, readings);
  return [end("p2_5", low), end("p97_5", high)];
}

/**
 * Is it about a value, in an equivalence margin? Reproduced where the central 95% of draws lies within the margin, not where it
 * lies beyond it; a spread wider than the margin is inconclusive, and no number of draws makes it narrower.
 */
export function judgeAbout(
  metric: Metric,
  { value, within }: { readonly value: number; readonly within: number },
  readings: Readings,
): Judgement {
  const margin: Expectation = { kind: "equals", value, within };
  const ends = judgeInterval(metric, margin, margin, readings);
  const inside = allOf(ends);
  if (ends.every(({ verdict }) => verdict === "reproduced")) return { ...inside, note: undefined };
  const beyond = judgeInterval(
    metric,
    { kind: "above", low: value + within },
    { kind: "below", high: value - within },
    readings,
  );
  if (beyond.some(({ verdict }) => verdict === "reproduced")) {
    return { ...inside, verdict: "not_reproduced", drawsToSettle: undefined, note: undefined };
  }
  const isWider = ends.some(({ verdict }) => verdict === "not_reproduced");
  return {
    ...inside,
    verdict: "inconclusive",
    drawsToSettle: isWider ? undefined : inside.drawsToSettle,
    note: isWider ? "the draws spread beyond the margin: more of them settle nothing" : inside.note,
  };
}

/** An identity holds in every draw, to rounding: no number of draws makes it truer. */
export function judgeEquality(metric: Metric, other: Metric, readings: Readings): Judgement {
  const isReduced = [metric, other].some((one) => combinesStatistics(one) || ownStatistic(one) !== undefined);
  if (isReduced) {
    const [left, right] = [estimate(metric, readings), estimate(other, readings)];
    if (Number.isNaN(left.value)) return undefinedIn(left, readings);
    if (Number.isNaN(right.value)) return undefinedIn(right, readings);
    const same = isCancelled(left.value - right.value, left.gross + right.gross);
    return equality(same, left, undefined);
  }
  const [left, right] = [amountsOf(metric, readings), amountsOf(other, readings)];
  return judgeFound(metric, readings, (found) => {
    const unequal = left.values.findIndex(
      (value, draw) => !isCancelled(value - right.values[draw]!, left.gross[draw]! + right.gross[draw]!),
    );
    if (unequal < 0) return equality(true, found, undefined);
    const note = `in draw ${unequal + 1}: ${left.values[unequal]} against ${right.values[unequal]}`;
    return equality(false, found, note);
  });
}

const equality = (same: boolean, { value, mcse }: Estimate, note: string | undefined): Judgement => ({
  verdict: same ? "reproduced" : "not_reproduced",
  found: [value],
  mcse: [mcse],
  drawsToSettle: undefined,
  note,
});
