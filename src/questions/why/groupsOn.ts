/**
 * Which groups of mechanisms a study has switched on, and the study with some of them off. Each parameter has a value at which it
 * does nothing; with all of them there budgets cost what contracts cost, to the penny, whoever holds one. So the differences that
 * groups make, switched on one after the other, are the net cost.
 */
import { dottedPath } from "../../faults/keyPath.js";
import type { QuantitySpec } from "../../inputs/faceted.js";
import { splitAt, withPart } from "../../inputs/partAt.js";
import { inputsOf, type Split, type StudyInput } from "../../inputs/split.js";
import { type MechanismParameter, parameters } from "../../mechanisms/catalogue.js";
import { type ContractTerm, contractTermNames, contractTerms } from "../../mechanisms/contracts/terms.js";
import { type MechanismGroup, mechanismGroupNames } from "../../mechanisms/group.js";
import type { Study } from "../../scenario/study.js";
import { numberInput } from "../../scenario/varyStudy.js";

/** The groups that can be switched off. */
export type SwitchedGroup = Exclude<MechanismGroup, "who_holds">;
export const switchedGroups = mechanismGroupNames.filter(
  (name): name is SwitchedGroup => name !== "who_holds",
);

const parametersOf = (group: MechanismGroup): readonly MechanismParameter[] =>
  parameters.filter((parameter) => parameter.group === group);

/** The group a parameter of an arm belongs to, by its path within the arm; undefined where there is no such parameter. */
export const groupOfParameter = (path: string): MechanismGroup | undefined =>
  parameters.find((parameter) => dottedPath(parameter.path) === path)?.group;

/** The value at which a parameter does nothing: a number, or undefined where it is to be left out. */
const offValue = ({ spec }: Pick<MechanismParameter, "spec">): number | undefined => spec.off ?? spec.neutral;

type Arm = Study["scenario"]["arms"][string];
type Contract = Study["scenario"]["contracts"][string];

/** Whether a field is the number `neutral` wherever it is asked for. */
const isAlways = (study: Study, split: Split, neutral: number | undefined): boolean =>
  inputsOf(split).every((index) => {
    const { leaf } = study.inputs[index]!;
    return leaf.distribution === undefined && leaf.value === neutral;
  });

const switchedOn = (study: Study, arm: Arm, group: SwitchedGroup): boolean =>
  parametersOf(group).some((parameter) => {
    const split = parameter.spec.switches === true ? splitAt(arm, parameter.path) : undefined;
    return split !== undefined && !isAlways(study, split, offValue(parameter));
  });

/** Terms with a value at which a contract costs its price a unit used, and nothing else. */
const termsWithOff = contractTermNames.filter((term) => {
  const { switches, neutral }: QuantitySpec = contractTerms[term];
  return switches === true && neutral !== undefined;
}) as readonly Extract<ContractTerm, "coverage" | "take_or_pay" | "fixed_share" | "bulk_elasticity">[];

/** What a site's contract states that makes it other than a price a unit used; cover alone does not, without a spot price. */
const contractTermsThatSwitch = termsWithOff.filter((term) => term !== "coverage");

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
 * The groups that an arm or the one it is compared with has switched on. What becomes of surpluses matters only where
 * setting or price can leave one.
 */
export function groupsOn(study: Study, arms: readonly string[]): readonly SwitchedGroup[] {
  const own = arms.map((name) => study.scenario.arms[name]!);
  const offering = own.filter((arm) => arm.rollout !== undefined);
  const on = (name: SwitchedGroup): boolean => offering.some((arm) => switchedOn(study, arm, name));
  const leavesSurplus = on("setting") || on("price_and_gain");
  return switchedGroups.filter((name) => {
    if (name === "contracts") return contractsSwitchedOn(study, own);
    if (name === "reinvestment" || name === "recovery") return leavesSurplus && on(name);
    return on(name);
  });
}

/** An arm with some groups of mechanisms at their neutral values; new inputs are added to `inputs`. */
export function neutralArm(
  study: Study,
  name: string,
  off: readonly SwitchedGroup[],
  inputs: StudyInput[],
): Arm {
  let arm: unknown = study.scenario.arms[name]!;
  for (const group of off) {
    // An arm's own contract terms go with the site's, in `neutralContracts`.
    if (group === "contracts") continue;
    for (const parameter of parametersOf(group)) {
      const keys = parameter.path;
      const split = splitAt(arm, keys);
      const neutral = offValue(parameter);
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
    const off = Object.fromEntries(
      termsWithOff.map((term) => {
        const neutral = contractTerms[term].neutral;
        const own = terms[term];
        return [term, isAlways(study, own, neutral) ? own : neutralSplit(study, own, neutral, inputs)];
      }),
    );
    return [name, { ...terms, ...off }];
  });
  return { contracts: Object.fromEntries(linear), costs: otherCosts };
}
