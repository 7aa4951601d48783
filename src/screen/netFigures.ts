/** The figures an answer is told in: net cost a year and in all, one value a draw, and their intervals in words. */
import type { PerspectiveName } from "../accounts/lines.js";
import { figure } from "../results/figure.js";
import { probabilityAtMostZero } from "../results/figureColumns.js";
import { percentiles } from "../results/percentiles.js";
import type { RunResult } from "../results/runResult.js";
import { yearlyMean } from "../results/yearlyMean.js";
import type { Study } from "../scenario/study.js";
import { percent, pounds } from "./figureText.js";

export const toldPerspectives = ["council", "nhs", "public", "society"] as const;

/** A perspective as it stands in a sentence and at the head of a column. */
export const perspectiveWords: Readonly<Record<PerspectiveName, string>> = {
  council: "the council",
  nhs: "the NHS",
  public: "the public sector",
  society: "society",
  client: "clients",
  carer: "carers",
};
export const perspectiveHeads: Readonly<Record<PerspectiveName, string>> = {
  council: "Council",
  nhs: "NHS",
  public: "Public",
  society: "Society",
  client: "Clients",
  carer: "Carers",
};

/** Whose it is: `the NHS's`, `clients'`, `Personal budgets'`. */
export const possessive = (name: string): string => (/s$/.test(name) ? `${name}'` : `${name}'s`);

/** An arm's name on screen. */
export const armLabel = (study: Study, arm: string): string => study.scenario.arms[arm]?.label ?? arm;

export interface NetFigures {
  /** Net cost a year, undiscounted, one value a draw. */
  readonly yearly: Float64Array;
  /** Its cashable part. */
  readonly yearlyCash: Float64Array;
  /** Net cost over the run, discounted. */
  readonly total: Float64Array;
}

/** Net cost of an arm against the baseline, to one perspective. */
export function netFigures(result: RunResult, arm: string, perspective: PerspectiveName): NetFigures {
  const comparator = result.study.arms[result.study.baseline]!;
  const query = { arm, comparator, perspective };
  return {
    yearly: yearlyMean(result, { ...query, metric: "cost" }),
    yearlyCash: yearlyMean(result, { ...query, metric: "cash_cost" }),
    total: figure(result, { ...query, metric: "cost" }),
  };
}

/** The ends of the central 95% of draws. */
export function centralInterval(values: ArrayLike<number>): readonly [number, number] {
  const [low, high] = percentiles(values, [0.025, 0.975]);
  return [low!, high!];
}

/** Whether nothing changes in any draw: a fact of its own, neither a saving for certain nor none. */
export const isNoChange = (netCosts: ArrayLike<number>): boolean =>
  Array.prototype.every.call(netCosts, (netCost: number) => netCost === 0);

/** How a screen says that nothing changes in any draw. */
export const noChange = "no change";

/** The probability that an arm costs no more, in percent; or that nothing changes. */
export const savingText = (netCosts: ArrayLike<number>): string =>
  isNoChange(netCosts) ? noChange : percent(probabilityAtMostZero(netCosts));

/** Two ends in words: `£1.20m to £3.40m`. */
export const interval = ([low, high]: readonly [number, number]): string =>
  `${pounds(low)} to ${pounds(high)}`;
