/** A person's monthly hazards: by place and need, times the ratios for holding a budget and for unmet need. */
import { budgetHazards } from "../mechanisms/armTables.js";
import { changeHazard } from "./clock.js";
import { status } from "./lives.js";
import { armOf, deploymentOf, dueAt, type Walker } from "./walker.js";

const { death, worsening, improving, residential, claim, leaving, admission, returning } = dueAt;
const { budget, residential: inCare, without } = status;

/** Clocks of the hazards that holding a budget may change, in the order of their ratios. */
const clocks = { death, worsening, residentialCare: residential, admissions: admission, leaving };
const clockOf = budgetHazards.map((hazard) => clocks[hazard]);

/** Works out the present hazards, after a change of need, status, deployment, effects or unmet need; clocks follow later. */
export function findHazards(walker: Walker): void {
  const { present, tables, need } = walker;
  const resident = walker.status === inCare;
  const place = resident ? walker.needs + need : need;
  present[death] = tables.death[place]!;
  present[worsening] = tables.worsening[place]!;
  present[improving] = tables.improving[place]!;
  present[residential] = resident ? 0 : tables.residential[need]!;
  present[admission] = tables.admissions[place]!;
  present[claim] = walker.status === without ? tables.claimRate[need]! / 12 : 0;
  present[returning] = walker.gaveUp > 0 ? returningHazard(walker) : 0;
  if (walker.status === budget) addBudgetEffects(walker);
}

/** Of a person who gave a budget up: only while the rule lets them hold one. */
function returningHazard(walker: Walker): number {
  const arm = armOf(walker);
  const isEligible = walker.eligibleUniform < arm.eligibleShare[walker.need]!;
  return isEligible ? arm.deployments[walker.gaveUp - 1]!.returning : 0;
}

function addBudgetEffects(walker: Walker): void {
  const { present } = walker;
  const deployment = deploymentOf(walker);
  present[leaving] = deployment.leaving;
  if (walker.effectsOn) multiply(present, deployment.effectRatios);
  if (walker.unmetFelt) multiply(present, deployment.unmetRatios);
}

function multiply(present: Float64Array, ratios: Float64Array): void {
  for (let k = 0; k < ratios.length; k++) present[clockOf[k]!]! *= ratios[k]!;
}

/**
 * Lets death, changes of need, residential care and admissions run at the present state's hazards from month `from` on. Admissions
 * before it must have been counted.
 */
export function changeHazards(walker: Walker, from: number): void {
  findHazards(walker);
  changeHazard(walker, death, from);
  changeHazard(walker, worsening, from);
  changeHazard(walker, improving, from);
  changeHazard(walker, residential, from);
  changeHazard(walker, admission, from);
}
