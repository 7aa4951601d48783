/**
 * The mechanisms by which budgets cost more or less than contracts, and which of them every parameter of a policy belongs
 * to. Each has a neutral value at which it does nothing; with all of them neutral budgets cost what contracts cost, to the
 * penny, whoever holds one. So the differences that mechanisms make, switched on one after the other, are the net cost.
 */
import { inputsOf, isSplit, type Split, type StudyInput } from "../../inputs/split.js";
import type { Study } from "../../scenario/study.js";
import { numberInput, specAt, withPart } from "../../scenario/varyStudy.js";

/** A mechanism's parameters, by their path within an arm. */
interface Parameters {
  /** What the mechanism is called. */
  readonly label: string;
  /** Parameters of which one, off its neutral value, switches the mechanism on. */
  readonly switches: readonly string[];
  /** Parameters that only shape what a switch has started. */
  readonly shapes: readonly string[];
}

const adviceTasks = ["adviser", "planning", "brokerage", "payroll", "review"];
const ofEachTask = (...keys: readonly string[]): readonly string[] =>
  adviceTasks.flatMap((task) => keys.map((key) => `advice.${task}.${key}`));

/**
 * The mechanisms in the order of the tables. `who_holds` stands apart: it is never switched off, because without holders
 * no other mechanism acts; its own part of net cost is what is left when all others are neutral, which is nothing.
 */
export const mechanisms = {
  who_holds: {
    label: "Who holds a budget",
    switches: [],
    shapes: [
      "rollout.start_years",
      "rollout.delay_years",
      "rollout.ramp_years",
      "rollout.eligible_share",
      "take_up.ceiling",
      "take_up.midpoint_years",
      "take_up.steepness",
      "take_up.odds_ratio",
      "take_up.need_odds_ratio",
      "take_up.new_user_ceiling",
      "take_up.claimant_ceiling",
      "deployment",
      "leaving_rate",
    ],
  },
  setting: {
    label: "Setting of budgets: bias and error",
    switches: ["budget_setting.bias", "budget_setting.error_sd", "budget_setting.nhs_share"],
    shapes: [],
  },
  price_and_gain: {
    label: "Price paid and efficiency gain",
    switches: [
      "purchase.price_ratio",
      "purchase.efficiency_gain",
      "purchase.pooling_gain",
      "purchase.yearly_sd",
    ],
    shapes: [],
  },
  reinvestment: { label: "Surpluses reinvested", switches: ["surplus.reinvested_share"], shapes: [] },
  recovery: { label: "Surpluses kept by clients", switches: ["surplus.recovered_share"], shapes: [] },
  implementation: {
    label: "Implementation and programme",
    switches: [
      "implementation.per_user",
      "programme.set_up",
      "programme.training",
      "programme.running_a_year",
    ],
    shapes: ["implementation.person_cv", "programme.running_years"],
  },
  advice_and_time: {
    label: "Advice against time saved",
    switches: [
      ...ofEachTask("set_up_hours", "hours_a_year"),
      "care_manager_hours_saved",
      "own_time.set_up_hours",
      "own_time.hours_a_year",
    ],
    shapes: ofEachTask("hour"),
  },
  contracts: {
    label: "Contracts: stranded or bought at spot",
    // An arm's own terms; the site's stand in `contractTermsThatSwitch` below.
    switches: [
      "contracts.*.coverage",
      "contracts.*.price",
      "contracts.*.spot_price",
      "contracts.*.take_or_pay",
      "contracts.*.fixed_share",
      "contracts.*.bulk_elasticity",
      "contracts.*.nhs_share",
    ],
    shapes: [
      "contracts.*.first_renewal_years",
      "contracts.*.term_years",
      "contracts.*.notice_months",
      "contracts.*.release_share",
    ],
  },
  managing_without: {
    label: "People managing without drawn in",
    switches: ["claims.attraction"],
    shapes: ["claims.midpoint_years", "claims.steepness"],
  },
  prevention: {
    label: "Prevention: effects on people",
    switches: ["effects.worsening", "effects.residential_care", "effects.admissions", "effects.death"],
    // What holding a budget adds to quality of life costs nobody anything.
    shapes: [
      "effects.onset_years",
      "effects.end_years",
      "outcomes.ascot_increment",
      "outcomes.eq5d_increment",
      "outcomes.improved.quality_of_life",
      "outcomes.improved.community",
      "outcomes.improved.control",
      "outcomes.improved.dignity",
      "outcomes.improved.health",
    ],
  },
  overspending: {
    label: "Overspending and unmet need",
    switches: [
      "deficit.bailed_out_share",
      "deficit.topped_up_share",
      "unmet_need.worsening",
      "unmet_need.leaving",
      "review.withdraw_after",
      "take_up.response_to_rate",
    ],
    shapes: ["deficit.bail_out_nhs_share", "unmet_need.tolerance", "review.tolerance"],
  },
  misuse: {
    label: "Misuse and monitoring",
    switches: ["misuse.yearly_probability", "misuse.monitoring_intensity"],
    shapes: ["misuse.share_lost", "misuse.most_recovered_share", "misuse.monitoring_cost"],
  },
  wider_uses: {
    label: "Wider uses and pay to relatives",
    switches: ["wider_uses.share", "relatives.paid_share"],
    shapes: ["wider_uses.core_work_share", "wider_uses.replaced_share", "wider_uses.replaced_nhs_share"],
  },
} as const satisfies Record<string, Parameters>;
export type MechanismName = keyof typeof mechanisms;
export const mechanismNames = Object.keys(mechanisms) as MechanismName[];

/** The mechanisms that can be switched off. */
export type SwitchedMechanism = Exclude<MechanismName, "who_holds">;
const switchedMechanisms = mechanismNames.filter((name): name is SwitchedMechanism => name !== "who_holds");

/** Where neutral is not what the schema's default is: all that is left over goes back to the payer. */
const otherNeutrals: Readonly<Record<string, number>> = {
  "surplus.reinvested_share": 0,
  "surplus.recovered_share": 1,
};

const parametersOf = (name: MechanismName): readonly string[] => {
  const { switches, shapes }: Parameters = mechanisms[name];
  return [...switches, ...shapes];
};

/** The mechanism a parameter of an arm belongs to, by its path within the arm; undefined for one nobody has claimed. */
export function mechanismOf(parameter: string): MechanismName | undefined {
  return mechanismNames.find((name) => parametersOf(name).includes(parameter));
}

/** The neutral value of a parameter of an arm: a number, or undefined where neutral is to leave it out. */
const neutralOf = (parameter: string): number | undefined =>
  otherNeutrals[parameter] ?? specAt(["arms", "arm", ...parameter.split(".")])?.neutral;

type Arm = Study["scenario"]["arms"][string];
type Contract = Study["scenario"]["contracts"][string];

const splitIn = (node: unknown, keys: readonly string[]): Split | undefined => {
  const [key, ...rest] = keys;
  if (key === undefined) return isSplit(node) ? node : undefined;
  if (typeof node !== "object" || node === null) return undefined;
  return splitIn((node as Readonly<Record<string, unknown>>)[key], rest);
};

/** Whether a field is the number `neutral` wherever it is asked for. */
const isAlways = (study: Study, split: Split, neutral: number | undefined): boolean =>
  inputsOf(split).every((index) => {
    const { leaf } = study.inputs[index]!;
    return leaf.distribution === undefined && leaf.value === neutral;
  });

const switchedOn = (study: Study, arm: Arm, name: SwitchedMechanism): boolean =>
  mechanisms[name].switches.some((parameter) => {
    const split = splitIn(arm, parameter.split("."));
    return split !== undefined && !isAlways(study, split, neutralOf(parameter));
  });

/** What a site's contract states that makes it other than a price a unit used. */
const contractTermsThatSwitch = ["take_or_pay", "fixed_share", "bulk_elasticity"] as const;

const isLinear = (study: Study, contract: Contract): boolean =>
  contract.spot_price === undefined &&
  contract.nhs_share === undefined &&
  contractTermsThatSwitch.every((term) => isAlways(study, contract[term], 0));

function contractsSwitchedOn(study: Study, arms: readonly Arm[]): boolean {
  const { contracts, costs } = study.scenario;
  return (
    costs.reference_price !== undefined ||
    arms.some((arm) => Object.values(arm.contracts).some((terms) => Object.keys(terms).length > 0)) ||
    Object.values(contracts).some((contract) => !isLinear(study, contract))
  );
}

/**
 * The mechanisms that an arm or the one it is compared with has switched on. What becomes of surpluses matters only where
 * setting or price can leave one.
 */
export function mechanismsOn(study: Study, arms: readonly string[]): readonly SwitchedMechanism[] {
  const own = arms.map((name) => study.scenario.arms[name]!);
  const offering = own.filter((arm) => arm.rollout !== undefined);
  const on = (name: SwitchedMechanism): boolean => offering.some((arm) => switchedOn(study, arm, name));
  const leavesSurplus = on("setting") || on("price_and_gain");
  return switchedMechanisms.filter((name) => {
    if (name === "contracts") return contractsSwitchedOn(study, own);
    if (name === "reinvestment" || name === "recovery") return leavesSurplus && on(name);
    return on(name);
  });
}

/** An arm with some mechanisms at their neutral values; new inputs are added to `inputs`. */
export function neutralArm(
  study: Study,
  name: string,
  off: readonly SwitchedMechanism[],
  inputs: StudyInput[],
): Arm {
  let arm: unknown = study.scenario.arms[name]!;
  for (const mechanism of off) {
    // An arm's own contract terms go with the site's, in `neutralContracts`.
    if (mechanism === "contracts") continue;
    for (const parameter of parametersOf(mechanism)) {
      const keys = parameter.split(".");
      const split = splitIn(arm, keys);
      const neutral = neutralOf(parameter);
      if (split === undefined || (neutral !== undefined && isAlways(study, split, neutral))) continue;
      arm = withPart(
        arm,
        keys,
        neutral === undefined ? undefined : neutralSplit(study, split, neutral, inputs),
      );
    }
  }
  // The same keys with other splits, or without optional ones: still a bound arm.
  return arm as Arm;
}

/** A neutral number as an input, one for all arms that need it. */
function neutralSplit(study: Study, split: Split, neutral: number, inputs: StudyInput[]): Split {
  const { path, leaf } = study.inputs[inputsOf(split)[0]!]!;
  const known = inputs.findIndex(
    (input, at) => at >= study.inputs.length && input.path === path && input.leaf.value === neutral,
  );
  if (known >= 0) return { input: known };
  inputs.push(numberInput(path, leaf.spec, neutral));
  return { input: inputs.length - 1 };
}

/**
 * The scenario with contracts that follow use and nothing else: each costs its price a unit used, whatever was committed,
 * in every arm, and the client group's payers pay. Nobody states a reference price, so that it is the contracts' average
 * price: a unit then costs the same under contract and at the reference price.
 */
export function neutralContracts(
  study: Study,
  inputs: StudyInput[],
): Pick<Study["scenario"], "contracts" | "costs"> {
  const { contracts, costs } = study.scenario;
  const { reference_price: _stated, ...otherCosts } = costs;
  const linear = Object.entries(contracts).map(([name, contract]): [string, Contract] => {
    const { spot_price: _spot, nhs_share: _nhs, first_renewal_years: _renewal, ...terms } = contract;
    const put = (term: "coverage" | (typeof contractTermsThatSwitch)[number], neutral: number): Split =>
      isAlways(study, terms[term], neutral) ? terms[term] : neutralSplit(study, terms[term], neutral, inputs);
    return [
      name,
      {
        ...terms,
        coverage: put("coverage", 1),
        take_or_pay: put("take_or_pay", 0),
        fixed_share: put("fixed_share", 0),
        bulk_elasticity: put("bulk_elasticity", 0),
      },
    ];
  });
  return { contracts: Object.fromEntries(linear), costs: otherCosts };
}
