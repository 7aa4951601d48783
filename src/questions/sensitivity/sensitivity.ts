/** What matters? One-way bars, shares of variance and value of information of a scenario's uncertain inputs. */
import type { PerspectiveName } from "../../accounts/lines.js";
import { type SobolRow, sobolSteps } from "../../decision/sobolIndices.js";
import type { EvpiRow } from "../../decision/valueOfInformation.js";
import type { EffectMeasure } from "../../results/drawsTable.js";
import { givingWay, type Steps } from "../../results/giveWay.js";
import type { RunStudy } from "../../results/runOptions.js";
import type { StopSignal } from "../../results/stopSignal.js";
import type { Study } from "../../scenario/study.js";
import type { PeopleLimit } from "../../simulation/streams.js";
import { dealtTo, firstAtPath, independentFactors, inputsByGroup, uncertainInputs } from "./factors.js";
import {
  type InformationRow,
  informationSteps,
  type VarianceKnownRow,
  varianceRowSteps,
} from "./informationValue.js";
import { type ArmBars, barsOf, oneWayLayout, type TornadoBar } from "./oneWayBars.js";
import { oneWayLuck } from "./oneWayLuck.js";
import { oneWayPoints } from "./oneWayPoints.js";
import { laidTogether, netCostReader, pointRunner } from "./pointRuns.js";
import { mixedLayout, type SobolFactor, sobolFactors } from "./saltelliDesign.js";

export interface SensitivityOptions {
  /** Rows of Saltelli's design; the value of information is read off the 2 × rows draws of its two samples. */
  readonly rows: number;
  /** Draws of people's luck each one-way point is averaged over. */
  readonly oneWayDraws: number;
  /** Factors with variance shares of their own, those with the longest bars; the others are one factor together. */
  readonly sobolFactors: number;
  /** Simulated people per site and client group at most, or all. */
  readonly people: PeopleLimit;
  readonly seed: string;
  /** Whose net cost. */
  readonly perspective: PerspectiveName;
  /** GBP a unit of effect at which information is valued; 0 counts cost alone. */
  readonly thresholdsGbp: readonly number[];
  readonly effect: EffectMeasure;
  /** Groups to value together beside the mechanisms': positions of inputs by name. */
  readonly groups: ReadonlyMap<string, readonly number[]>;
}

export interface ArmSensitivity {
  readonly arm: string;
  /** Net cost with every input at base, GBP, and its error from people's luck. */
  readonly base: { readonly mean: number; readonly mcse: number };
  /** Longest bar first. */
  readonly tornado: readonly TornadoBar[];
  /** Undefined where the arm's net cost never varies. */
  readonly sobol: readonly SobolRow[] | undefined;
  /** The expected reduction in the variance of its net cost, greatest first; none where draws are too few for a regression. */
  readonly varianceKnown: readonly VarianceKnownRow[];
}

export interface Sensitivity {
  readonly arms: readonly ArmSensitivity[];
  readonly factors: readonly SobolFactor[];
  readonly evpi: readonly EvpiRow[];
  readonly information: readonly InformationRow[];
  /** Draws were too few for a regression: the value of information on inputs was not estimated. */
  readonly tooFewDraws: boolean;
  /** Simulated draws in all. */
  readonly evaluations: number;
}

/** How many draws each part takes, before any is made. */
export interface SensitivityPlan {
  readonly baseDraws: number;
  readonly oneWayDraws: number;
  readonly sobolDraws: number;
  readonly evaluations: number;
}

/** What an analysis will take: draws in all, each one walk of everybody through every arm. */
export function sensitivityPlan(
  study: Study,
  options: Pick<SensitivityOptions, "rows" | "oneWayDraws" | "sobolFactors">,
): SensitivityPlan {
  const moved = firstAtPath(study, uncertainInputs(study)).length;
  const factors = independentFactors(study).length;
  const alone = Math.min(options.sobolFactors, factors);
  const structure = dealtTo(study).length > 0 ? 1 : 0;
  // Beside the factors of their own: the rest, if there is any, the structure, if there are several, and chance.
  const blocks = factors + structure === 0 ? 0 : alone + (alone < factors ? 1 : 0) + structure + 1;
  const baseDraws = 2 * options.rows;
  const oneWayDraws = (1 + 2 * moved) * oneWayLuck(study, options.oneWayDraws).luck.length;
  const sobolDraws = blocks * options.rows;
  return { baseDraws, oneWayDraws, sobolDraws, evaluations: baseDraws + oneWayDraws + sobolDraws };
}

/**
 * The sensitivity of every arm's net cost (discounted total, against the baseline) to the inputs that differ from draw
 * to draw (`variesByDraw`).
 *
 * - One way: each input at its 5th and 95th percentile, the others at their medians (`oneWayPoints`), same people and luck.
 * - Variance: Saltelli's design on the model's own draws. Sample A is draws 1 to n of the run, B the next n, both
 *   pseudo-random; for each factor, A with that factor's values from B and everything else, luck included, as in A. Chance
 *   (people's luck, and inputs that vary across sites or people) is a factor like the others, so shares are of all the
 *   variance there is between draws. Inputs that hang together (correlated, or shares of a whole) are one factor.
 * - Structures: each point of one way is averaged over all of them by their weights; the structure is a factor of its own, one way
 *   from the structure in which net cost at base is lowest to that in which it is highest.
 * - Information: EVPI, and EVPPI by regression on the 2n draws, of each input, mechanism and named group; the choice is
 *   between all arms, by net benefit at each threshold (at 0 by cost alone). Correlated inputs tell of one another, which
 *   EVPPI counts. From the same draws and regressions, the share of the variance of each arm's net cost that knowing them would
 *   remove, which tells what to learn where no draw changes the choice.
 *
 * @param run runs the study; called once for the draws, then for given points, a few thousand at a time
 * @param signal stops what is worked out from the runs as well: rejects with its reason
 * @throws RangeError for fewer than 2 rows, or no draws to average a one-way point over
 * @example const { asked } = planSensitivity(uncertainStudy, { draws: 8, people: 10, oneWayDraws: 1 }).value;
 * (await analyseSensitivity(uncertainStudy, asked, runScenario)).arms.map(({ arm }) => arm) // ["budget"]
 */
export async function analyseSensitivity(
  study: Study,
  options: SensitivityOptions,
  run: RunStudy,
  signal?: StopSignal,
): Promise<Sensitivity> {
  const { rows, oneWayDraws } = options;
  if (!(rows >= 2) || !(oneWayDraws >= 1))
    throw new RangeError("analyseSensitivity requires 2 or more rows and 1 or more draws a point");
  const shared = { seed: options.seed, people: options.people, detail: "all" } as const;
  const base = await run(study, { ...shared, draws: 2 * rows, design: "random", keepInputs: true });
  const reader = netCostReader(study, options.perspective);
  const atPoints = pointRunner(study, shared, run, reader);

  const points = oneWayPoints(study);
  const luck = oneWayLuck(study, oneWayDraws);
  const oneWay = await atPoints(oneWayLayout(points, luck));
  const bars = oneWay.map((netCost) => barsOf(study, points, netCost, luck));

  const factors = sobolFactors(study, bars, options.sobolFactors);
  const netCosts = reader.read(base);
  const groups = groupsToValue(study, options.groups);
  const blocks = netCosts.map((netCost) => [netCost.subarray(0, rows), netCost.subarray(rows)]);
  const mixed = await atPoints(laidTogether(factors.map((factor) => mixedLayout(study, base, rows, factor))));
  mixed.forEach((netCost, arm) => {
    factors.forEach((_, at) => {
      blocks[arm]!.push(netCost.subarray(at * rows, (at + 1) * rows));
    });
  });
  const arms = await givingWay(armSteps(reader.arms, bars, factors, blocks, options.seed), signal);
  const known: ArmSensitivity[] = [];
  for (const [at, arm] of arms.entries()) {
    const key = `${options.seed}/variance/${arm.arm}`;
    const rowsOfArm = await givingWay(varianceRowSteps(base, netCosts[at]!, groups, key), signal);
    known.push({ ...arm, varianceKnown: rowsOfArm });
  }
  const information = await givingWay(informationSteps(base, options, groups), signal);
  return { arms: known, factors, ...information, evaluations: sensitivityPlan(study, options).evaluations };
}

/** Each arm's bars, and the shares of the variance of its net cost. */
function* armSteps(
  arms: readonly string[],
  bars: readonly ArmBars[],
  factors: readonly SobolFactor[],
  blocks: readonly (readonly Float64Array[])[],
  seed: string,
): Steps<readonly Omit<ArmSensitivity, "varianceKnown">[]> {
  const names = factors.map(({ name }) => name);
  const found: Omit<ArmSensitivity, "varianceKnown">[] = [];
  for (const [at, arm] of arms.entries()) {
    const { base, tornado: rows } = bars[at]!;
    const key = `${seed}/sobol/${arm}`;
    const sobol = factors.length === 0 ? undefined : yield* sobolSteps(names, blocks[at]!, key);
    found.push({ arm, base, tornado: rows, sobol });
  }
  return found;
}

/** The user's groups, then those of mechanisms that the user has not named and that hold more than one input. */
function groupsToValue(
  study: Study,
  named: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<string, readonly number[]> {
  // The years of a series are one input.
  const count = (members: readonly number[]): number =>
    new Set(members.map((member) => study.inputs[member]!.series?.path ?? member)).size;
  const mechanisms = [...inputsByGroup(study)].filter(
    ([name, members]) => count(members) > 1 && !named.has(name),
  );
  return new Map([...named, ...mechanisms]);
}
