/** The hazards a person runs a month: by place and need, times what holding a budget and unmet need do to them. */
import { changeHazard } from "./clock.js";
import { status } from "./lives.js";
import { admission, death, deploymentOf, improving, residential, type Walker, worsening } from "./walker.js";

const atPlace = (walker: Walker): number =>
  walker.status === status.residential ? walker.needs + walker.need : walker.need;

export const deathHazard = (walker: Walker): number => {
  const hazard = walker.tables.death[atPlace(walker)]!;
  return walker.effectsOn ? hazard * deploymentOf(walker).hazardRatios.death : hazard;
};

export const worseningHazard = (walker: Walker): number => {
  let hazard = walker.tables.worsening[atPlace(walker)]!;
  if (walker.effectsOn) hazard *= deploymentOf(walker).hazardRatios.worsening;
  if (walker.unmetFelt) hazard *= deploymentOf(walker).unmetWorsening;
  return hazard;
};

export const improvingHazard = (walker: Walker): number => walker.tables.improving[atPlace(walker)]!;

export const residentialHazard = (walker: Walker): number => {
  if (walker.status === status.residential) return 0;
  const hazard = walker.tables.residential[walker.need]!;
  return walker.effectsOn ? hazard * deploymentOf(walker).hazardRatios.residential : hazard;
};

export const admissionHazard = (walker: Walker): number => {
  const hazard = walker.tables.admissions[atPlace(walker)]!;
  return walker.effectsOn ? hazard * deploymentOf(walker).hazardRatios.admissions : hazard;
};

export const leavingHazard = (walker: Walker): number => {
  const deployment = deploymentOf(walker);
  return walker.unmetFelt ? deployment.leaving * deployment.unmetLeaving : deployment.leaving;
};

/**
 * Lets death, need, residential care and admissions come at the present state's hazards from month `from` on. Admissions
 * before it must have been counted.
 */
export function changeHazards(walker: Walker, from: number): void {
  changeHazard(walker, death, from, deathHazard(walker));
  changeHazard(walker, worsening, from, worseningHazard(walker));
  changeHazard(walker, improving, from, improvingHazard(walker));
  changeHazard(walker, residential, from, residentialHazard(walker));
  changeHazard(walker, admission, from, admissionHazard(walker));
}
