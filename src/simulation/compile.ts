/** Compiles a draw for one site: inputs' values into the flat tables the walker reads. */
import { type Key, textKey } from "../chance/key.js";
import { inputAddress } from "../chance/luck.js";
import { threefry, threefrySecondWord } from "../chance/threefry.js";
import { realPeople, type SimulatedPeople, type StreamKind, streamWeight } from "../people/population.js";
import { attractionExposure } from "../policy/attraction.js";
import { type SpendingParameter, spendingAt, spendingParameters } from "../policy/budgetSpending.js";
import { misuseProbability, misuseRecoveredShare } from "../policy/monitoring.js";
import { monthlyCurve, takeUpCeiling } from "../policy/takeUp.js";
import { type Distribution, quantile } from "../quantity/distribution.js";
import { ln } from "../quantity/portableMath.js";
import { listedAt } from "../scenario/individuals.js";
import { type Coordinates, inputAt, luckPath, type Split } from "../scenario/study.js";
import { type SiteDraw, siteCoordinates, valueAt } from "./siteDraw.js";
import type {
  ArmTables,
  DeploymentTables,
  GroupTables,
  PersonalParameter,
  SiteTables,
  StreamTables,
} from "./tables.js";

const quintiles = ["1", "2", "3", "4", "5"] as const;
const places = ["own_home", "residential_care"] as const;
/** Steps of equal probability at which an input that differs between people is tabulated. */
const personalSteps = 4096;

const cumulative = (shares: readonly number[]): Float64Array => {
  let sum = 0;
  return Float64Array.from(shares, (share) => {
    sum += share;
    return sum;
  });
};

/**
 * As `map`. An array that `map` made has another shape once an engine has compiled the call, and whatever reads both is slower
 * from then on: here, every step of a walk.
 */
function inTurn<Name, Made>(names: readonly Name[], make: (name: Name, index: number) => Made): readonly Made[] {
  const all: Made[] = [];
  for (const [index, name] of names.entries()) all.push(make(name, index));
  return all;
}

/** σ of a lognormal of mean 1 with this coefficient of variation: √ln(1 + cv²). */
export const sigmaOfCv = (cv: number): number => (cv === 0 ? 0 : Math.sqrt(ln(1 + cv * cv)));

/** Distributions whose quantiles are iterations: tens of microseconds each, and a run asks for millions. */
const slowQuantiles: readonly string[] = ["beta", "gamma", "pert"];
const tabulatedQuantiles = new WeakMap<Distribution, Float64Array>();

/** Quantiles of a slow distribution at the middles of equal steps of probability; undefined for the others. */
function tabulated(distribution: Distribution): Float64Array | undefined {
  if (!slowQuantiles.includes(distribution.name)) return undefined;
  let values = tabulatedQuantiles.get(distribution);
  if (values === undefined) {
    values = Float64Array.from({ length: personalSteps }, (_, k) =>
      quantile(distribution, (k + 0.5) / personalSteps),
    );
    tabulatedQuantiles.set(distribution, values);
  }
  return values;
}

/** What of a field differs between people, at coordinates; nothing where it is the same for everyone. */
function personalParameter(
  draw: SiteDraw,
  parameter: SpendingParameter,
  split: Split,
  at: Coordinates,
  quintile: number | undefined,
): readonly PersonalParameter[] {
  const { leaf, path } = draw.study.inputs[inputAt(split, at)]!;
  const { distribution } = leaf;
  if (distribution === undefined || leaf.across !== "people") return [];
  return [
    {
      parameter: spendingAt[parameter],
      ...inputAddress(textKey(luckPath(path))),
      quintile,
      distribution,
      tabulated: tabulated(distribution),
    },
  ];
}

type Field = { readonly parameter: SpendingParameter; readonly split: Split };

function compileDeployment(draw: SiteDraw, arm: string, at: Coordinates): DeploymentTables {
  const policy = draw.study.scenario.arms[arm]!;
  const value = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...at, ...more });
  const fields: readonly Field[] = [
    { parameter: "bias", split: policy.budget_setting.bias },
    { parameter: "priceRatio", split: policy.purchase.price_ratio },
    { parameter: "efficiencyGain", split: policy.purchase.efficiency_gain },
    { parameter: "poolingGain", split: policy.purchase.pooling_gain },
    { parameter: "reinvestedShare", split: policy.surplus.reinvested_share },
    { parameter: "recoveredShare", split: policy.surplus.recovered_share },
    { parameter: "bailedOutShare", split: policy.deficit.bailed_out_share },
    { parameter: "widerShare", split: policy.wider_uses.share },
    { parameter: "coreWorkShare", split: policy.wider_uses.core_work_share },
    { parameter: "replacedShare", split: policy.wider_uses.replaced_share },
    { parameter: "relativesShare", split: policy.relatives.paid_share },
  ];
  const spending = new Float64Array(spendingParameters.length);
  const personal: PersonalParameter[] = [];
  for (const { parameter, split } of fields) {
    spending[spendingAt[parameter]] = valueAt(draw, split, at);
    personal.push(...personalParameter(draw, parameter, split, at, undefined));
  }
  const toppedUp = policy.deficit.topped_up_share;
  quintiles.forEach((quintile, q) => {
    personal.push(...personalParameter(draw, "toppedUpShare", toppedUp, { ...at, quintile }, q));
  });
  const intensity = value(policy.misuse.monitoring_intensity);
  spending[spendingAt.shareLost] = value(policy.misuse.share_lost);
  spending[spendingAt.misuseRecoveredShare] = misuseRecoveredShare(
    value(policy.misuse.most_recovered_share),
    intensity,
  );
  return {
    spending,
    personal,
    toppedUpShare: Float64Array.from(quintiles, (quintile) =>
      value(policy.deficit.topped_up_share, { quintile }),
    ),
    errorSigma: sigmaOfCv(value(policy.budget_setting.error_sd)),
    yearlySigma: sigmaOfCv(value(policy.purchase.yearly_sd)),
    misuseProbability: misuseProbability(value(policy.misuse.yearly_probability), intensity),
    hazardRatios: {
      worsening: value(policy.effects.worsening),
      residential: value(policy.effects.residential_care),
      admissions: value(policy.effects.admissions),
      death: value(policy.effects.death),
    },
    unmetWorsening: value(policy.unmet_need.worsening),
    unmetLeaving: value(policy.unmet_need.leaving),
    leaving: value(policy.leaving_rate) / 12,
  };
}

/** Shares of the deployments of an arm; with one deployment, all of it. */
export function deploymentShares(draw: SiteDraw, arm: string, at: Coordinates): readonly number[] {
  const { study } = draw;
  const split = study.scenario.arms[arm]!.deployment;
  if (split === undefined) return study.deployments.map((_, index) => (index === 0 ? 1 : 0));
  const shares = study.deployments.map((deployment) => valueAt(draw, split, { ...at, deployment }));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

function compileArm(draw: SiteDraw, arm: string, at: Coordinates): ArmTables {
  const { study } = draw;
  const { months } = study.timeline;
  const policy = study.scenario.arms[arm]!;
  const value = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...at, ...more });
  const shares = deploymentShares(draw, arm, at);
  const deployments = inTurn(study.deployments, (deployment) =>
    compileDeployment(draw, arm, { ...at, deployment }),
  );
  const { rollout, take_up: takeUp, claims } = policy;
  const startMonths =
    rollout === undefined ? 0 : 12 * (value(rollout.start_years) + value(rollout.delay_years));
  const curveFrom = Math.min(0, Math.floor(startMonths));
  const midpointYears = value(takeUp.midpoint_years);
  const steepnessPerYear = value(takeUp.steepness);
  const meanOf = (parameter: number) =>
    deployments.reduce((sum, deployment, index) => sum + shares[index]! * deployment.spending[parameter]!, 0);
  const rateAgainstPrice = (1 + meanOf(spendingAt.bias)) / meanOf(spendingAt.priceRatio);
  const ceiling = value(takeUp.ceiling);
  const kinds = [
    ceiling,
    takeUp.new_user_ceiling === undefined ? ceiling : value(takeUp.new_user_ceiling),
    takeUp.claimant_ceiling === undefined ? ceiling : value(takeUp.claimant_ceiling),
  ];
  const response = value(takeUp.response_to_rate);
  return {
    offers: rollout !== undefined,
    startMonths,
    rampMonths: rollout === undefined ? 0 : 12 * value(rollout.ramp_years),
    eligibleShare: Float64Array.from(study.needs, (need) =>
      rollout === undefined ? 0 : value(rollout.eligible_share, { need }),
    ),
    curveFrom,
    curve: monthlyCurve({
      firstMonth: curveFrom,
      months: months - curveFrom,
      startMonth: startMonths,
      midpointYears,
      steepnessPerYear,
    }),
    ceilings: Float64Array.from(
      kinds.flatMap((kind) =>
        quintiles.flatMap((quintile) =>
          study.needs.map((need) =>
            takeUpCeiling(
              kind,
              value(takeUp.odds_ratio, { quintile, need }) * value(takeUp.need_odds_ratio, { need }),
              response,
              rateAgainstPrice,
            ),
          ),
        ),
      ),
    ),
    attractionExposure: attractionExposure({
      months,
      startMonth: startMonths,
      midpointYears: claims.midpoint_years === undefined ? midpointYears : value(claims.midpoint_years),
      steepnessPerYear: claims.steepness === undefined ? steepnessPerYear : value(claims.steepness),
      attraction: value(claims.attraction),
    }),
    deploymentCumulative: cumulative(shares),
    deployments,
    onsetMonths: 12 * value(policy.effects.onset_years),
    endMonths:
      policy.effects.end_years === undefined
        ? Number.POSITIVE_INFINITY
        : 12 * value(policy.effects.end_years),
    unmetTolerance: value(policy.unmet_need.tolerance),
    withdrawAfter: value(policy.review.withdraw_after),
    reviewTolerance: value(policy.review.tolerance),
    implementationSigma: sigmaOfCv(value(policy.implementation.person_cv)),
  };
}

/** Shares by need at coordinates, brought to a sum of exactly 1. */
function needShares(draw: SiteDraw, split: Split, at: Coordinates): readonly number[] {
  const shares = draw.study.needs.map((need) => valueAt(draw, split, { ...at, need }));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** Real numbers of people at a site and in a client group. */
export function realPeopleAt(draw: SiteDraw, at: Coordinates) {
  const { people } = draw.study.scenario;
  const ratio = valueAt(draw, people.managing_without.ratio, at);
  const inflow = people.managing_without.inflow_ratio;
  return realPeople({
    existingUsers: valueAt(draw, people.existing_users, at),
    newUsersAYear: valueAt(draw, people.new_users_a_year, at),
    withoutRatio: ratio,
    inflowRatio: inflow === undefined ? ratio : valueAt(draw, inflow, at),
  });
}

function compileStreams(
  draw: SiteDraw,
  group: string,
  at: Coordinates,
  simulated: SimulatedPeople,
): readonly StreamTables[] {
  const { people } = draw.study.scenario;
  const real = realPeopleAt(draw, at);
  const mixes: Record<StreamKind, Split> = {
    existing: people.need_mix,
    new: people.new_user_need_mix ?? people.need_mix,
    without: people.managing_without.need_mix ?? people.need_mix,
    without_inflow: people.managing_without.need_mix ?? people.need_mix,
  };
  const fraction = valueAt(draw, people.managing_without.package_fraction, at);
  return inTurn(Object.keys(mixes) as StreamKind[], (kind) => {
    const [s0, s1] = textKey(`${draw.site}/${group}/${kind}`);
    const first = threefry(draw.key[0], draw.key[1], s0, s1);
    const key: Key = [first, threefrySecondWord()];
    const without = kind === "without" || kind === "without_inflow";
    const listed = kind === "existing" ? listedAt(draw.study, draw.site, group) : undefined;
    return {
      kind,
      count: simulated[kind],
      weight: streamWeight(real[kind], listed === undefined ? simulated[kind] : listed.totalWeight),
      key: listed === undefined ? key : draw.key,
      listed,
      needCumulative: cumulative(needShares(draw, mixes[kind], at)),
      packageFraction: without ? fraction : 1,
    };
  });
}

function compileGroup(draw: SiteDraw, group: string, simulated: SimulatedPeople): GroupTables {
  const { study } = draw;
  const { people, life_course: life } = study.scenario;
  const at: Coordinates = { ...siteCoordinates(study, draw.site), client_group: group };
  const value = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...at, ...more });
  const byNeed = (split: Split) => Float64Array.from(study.needs, (need) => value(split, { need }));
  const monthly = (split: Split) =>
    Float64Array.from(
      places.flatMap((place) => study.needs.map((need) => value(split, { need, place }) / 12)),
    );
  const top = study.needs.length - 1;
  const worsening = monthly(life.worsening);
  const improving = monthly(life.improving);
  for (let place = 0; place < places.length; place++) {
    worsening[place * study.needs.length + top] = 0;
    improving[place * study.needs.length] = 0;
  }
  const deprivation = quintiles.map((quintile) => value(people.deprivation, { quintile }));
  const total = deprivation.reduce((sum, share) => sum + share, 0);
  return {
    streams: compileStreams(draw, group, at, simulated),
    quintileCumulative: cumulative(deprivation.map((share) => share / total)),
    packageMean: byNeed(people.package_mean),
    packageSigma: sigmaOfCv(value(people.package_cv)),
    contributionShare: Float64Array.from(quintiles, (quintile) =>
      value(people.contribution_share, { quintile }),
    ),
    informalHours: byNeed(people.informal_care_hours),
    informalDisplaced: value(people.informal_care_displaced),
    death: monthly(life.death),
    worsening,
    improving,
    admissions: monthly(life.admissions),
    residential: Float64Array.from(study.needs, (need) => value(life.residential_care, { need }) / 12),
    claimRate: byNeed(people.managing_without.claim_rate),
    arms: inTurn(study.arms, (arm) => compileArm(draw, arm, at)),
  };
}

/** The tables of a site in a draw. `simulated` gives each client group's simulated people, the same in every draw. */
export const compileSite = (draw: SiteDraw, simulated: readonly SimulatedPeople[]): SiteTables => ({
  months: draw.study.timeline.months,
  monthsBefore: draw.study.timeline.monthsBefore,
  groups: inTurn(draw.study.clientGroups, (group, g) => compileGroup(draw, group, simulated[g]!)),
});
