/** Prices that a client group has at a site, in one arm and draw. */

import { weeksInMonth } from "../accounts/posting.js";
import { type Coordinates, quintiles, type Split } from "../inputs/split.js";
import { adviceTasks } from "../scenario/schema/arm.js";
import { type SiteDraw, siteCoordinates, valueAt } from "../simulation/siteDraw.js";
import { referencePrice } from "./contractTerms.js";

/** Prices that a client group has at a site, in one arm. */
export interface GroupPrices {
  readonly at: Coordinates;
  readonly reference: number;
  readonly nhsShare: number;
  readonly careManagerHours: number;
  readonly careManagerHour: number;
  readonly admission: number;
  readonly residentialMonth: number;
  readonly residentialContribution: number;
  readonly informalHour: number;
  readonly ownHour: number;
  readonly cashable: { readonly careManager: number; readonly admissions: number; readonly replaced: number };
  readonly ascot: Float64Array | undefined;
  readonly eq5d: Float64Array | undefined;
  readonly deployments: readonly DeploymentPrices[];
}

export interface DeploymentPrices {
  readonly nhsShare: number;
  readonly bailOutNhsShare: number;
  readonly replacedNhsShare: number;
  readonly implementation: number;
  readonly adviceSetUp: number;
  readonly adviceMonth: number;
  readonly monitoringMonth: number;
  readonly hoursSaved: number;
  readonly ownSetUpHours: number;
  readonly ownHoursMonth: number;
  readonly ascot: Float64Array;
  readonly eq5d: Float64Array;
  readonly improved: readonly Float64Array[];
}

function deploymentPrices(draw: SiteDraw, arm: string, at: Coordinates): DeploymentPrices {
  const { scenario } = draw.study;
  const policy = scenario.arms[arm]!;
  const value = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...at, ...more });
  const byQuintile = (split: Split) => Float64Array.from(quintiles, (quintile) => value(split, { quintile }));
  const nhsShare = value(policy.budget_setting.nhs_share ?? scenario.costs.nhs_share);
  const bailOut = policy.deficit.bail_out_nhs_share;
  let adviceSetUp = 0;
  let adviceYear = 0;
  for (const task of adviceTasks) {
    const hour = value(policy.advice[task].hour);
    adviceSetUp += value(policy.advice[task].set_up_hours) * hour;
    adviceYear += value(policy.advice[task].hours_a_year) * hour;
  }
  const { improved } = policy.outcomes;
  return {
    nhsShare,
    bailOutNhsShare: bailOut === undefined ? nhsShare : value(bailOut),
    replacedNhsShare: value(policy.wider_uses.replaced_nhs_share),
    implementation: value(policy.implementation.per_user),
    adviceSetUp,
    adviceMonth: adviceYear / 12,
    monitoringMonth: (value(policy.misuse.monitoring_intensity) * value(policy.misuse.monitoring_cost)) / 12,
    hoursSaved: value(policy.care_manager_hours_saved),
    ownSetUpHours: value(policy.own_time.set_up_hours),
    ownHoursMonth: value(policy.own_time.hours_a_year) / 12,
    ascot: byQuintile(policy.outcomes.ascot_increment),
    eq5d: byQuintile(policy.outcomes.eq5d_increment),
    improved: [
      improved.quality_of_life,
      improved.community,
      improved.control,
      improved.dignity,
      improved.health,
    ].map(byQuintile),
  };
}

export function groupPrices(draw: SiteDraw, arm: string, group: string): GroupPrices {
  const { study } = draw;
  const { costs, outcomes } = study.scenario;
  const at: Coordinates = { ...siteCoordinates(study, draw.site), client_group: group };
  const value = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...at, ...more });
  const weights = (split: Split | undefined) =>
    split === undefined
      ? undefined
      : Float64Array.from(
          ["own_home", "residential_care"].flatMap((place) =>
            study.needs.map((need) => value(split, { need, place })),
          ),
        );
  return {
    at,
    reference: referencePrice(draw, at),
    nhsShare: value(costs.nhs_share),
    careManagerHours: value(costs.care_manager_hours_a_year),
    careManagerHour: value(costs.care_manager_hour),
    admission: value(costs.hospital_admission),
    residentialMonth: value(costs.residential_care_week) * weeksInMonth,
    residentialContribution: value(costs.residential_contribution_share),
    informalHour: value(costs.informal_care_hour),
    ownHour: value(costs.own_time_hour),
    cashable: {
      careManager: value(costs.cashable.care_manager_time),
      admissions: value(costs.cashable.hospital_admissions),
      replaced: value(costs.cashable.other_services_replaced),
    },
    ascot: weights(outcomes.ascot),
    eq5d: weights(outcomes.eq5d),
    deployments: study.deployments.map((deployment) => deploymentPrices(draw, arm, { ...at, deployment })),
  };
}
