/** Compiles an arm: when it offers budgets and to whom, and how each deployment of them is set and spent. */
import { textKey } from "../chance/key.js";
import { inputAddress } from "../chance/luck.js";
import { type Coordinates, inputAt, luckPath, quintiles, type Split } from "../inputs/split.js";
import { attractionExposure } from "../mechanisms/attraction.js";
import { type SpendingParameter, spendingAt, spendingParameters } from "../mechanisms/budgetSpending.js";
import { misuseProbability, misuseRecoveredShare } from "../mechanisms/monitoring.js";
import { monthlyCurve, takeUpCeiling } from "../mechanisms/takeUp.js";
import { type Distribution, quantile } from "../quantity/distribution.js";
import { sigmaOfCv } from "../quantity/lognormalOfMeanOne.js";
import { cumulative } from "./cumulativeShares.js";
import { inTurn } from "./inTurn.js";
import { type SiteDraw, valueAt } from "./siteDraw.js";
import type { ArmTables, DeploymentTables, PersonalParameter } from "./tables.js";

/** Steps of equal probability at which an input that differs between people is tabulated. */
const personalSteps = 4096;

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
function deploymentShares(draw: SiteDraw, arm: string, at: Coordinates): readonly number[] {
  const { study } = draw;
  const split = study.scenario.arms[arm]!.deployment;
  if (split === undefined) return study.deployments.map((_, index) => (index === 0 ? 1 : 0));
  const shares = study.deployments.map((deployment) => valueAt(draw, split, { ...at, deployment }));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** The tables of an arm at coordinates, a client group at a site. */
export function compileArm(draw: SiteDraw, arm: string, at: Coordinates): ArmTables {
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
