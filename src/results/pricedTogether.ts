/** Studies whose draws are walked once for all of them: those that only prices tell apart. */
import type { Study } from "../scenario/study.js";
import type { SiteDraw } from "../simulation/siteDraw.js";
import { isWalkedAlike, sharedInputs } from "../simulation/walkedAlike.js";

/** Positions of studies, those together that one walk serves, in the order of their first. */
export function pricedTogether(studies: readonly Study[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  studies.forEach((study, at) => {
    const group = groups.find(([first]) => isWalkedAlike(studies[first!]!, study));
    if (group === undefined) groups.push([at]);
    else group.push(at);
  });
  return groups;
}

/**
 * Makes the function that gives a site of a study the draw that another study was walked in: the inputs that both have come to the
 * same, and what only one has is a number.
 */
export function drawnAs(study: Study, walked: Study): (site: SiteDraw) => SiteDraw {
  if (study === walked) return (site) => site;
  const shared = sharedInputs(study.inputs, walked.inputs);
  const own = study.inputs.slice(shared).map(({ leaf, uprating }) => uprating * leaf.value!);
  const values = new Float64Array(study.inputs.length);
  values.set(own, shared);
  return (site) => {
    values.set(site.values.subarray(0, shared));
    return { ...site, study, values };
  };
}
