/**
 * The product's luck for the reference: the same uniforms, by the product's published address (seed, draw, site, client
 * group, stream, year and number of the person, kind and occasion), so that the two must agree person by person.
 */
import { makeRunKey, textKey } from "../../src/chance/key.js";
import { drawKey, inputAddress, luck, luckKinds } from "../../src/chance/luck.js";
import { threefry, threefrySecondWord } from "../../src/chance/threefry.js";
import { luckPath } from "../../src/inputs/split.js";
import type { Study } from "../../src/scenario/study.js";
import type { RunSettings } from "../../src/simulation/runSettings.js";
import { inputQuantile, makeSampler } from "../../src/simulation/sampler.js";
import type { LuckKind } from "./monthlyPerson.js";
import type { LuckOfPerson } from "./referenceRun.js";
import { meanValues, type ValueOf } from "./referenceStudy.js";

const kindNumbers: Readonly<Record<LuckKind, number>> = {
  need: luckKinds.need,
  quintile: luckKinds.quintile,
  package: luckKinds.package,
  arrival: luckKinds.arrival,
  offer: luckKinds.offer,
  eligible: luckKinds.eligible,
  take_up: luckKinds.takeUp,
  deployment: luckKinds.deployment,
  budget_error: luckKinds.budgetError,
  implementation: luckKinds.implementation,
  death: luckKinds.death,
  worsening: luckKinds.worsening,
  improving: luckKinds.improving,
  residential: luckKinds.residential,
  admission: luckKinds.admission,
  claim: luckKinds.claim,
  attracted_claim: luckKinds.attractedClaim,
  leaving: luckKinds.leaving,
  yearly: luckKinds.yearly,
  misuse: luckKinds.misuse,
  returning: luckKinds.returning,
};

/** The two words a person's luck hangs on; ids are `site/group/stream/year/number`. */
export function personKey(seed: string, draw: number, id: string): readonly [number, number] {
  const [site, group, stream, year, number] = id.split("/");
  const [d0, d1] = drawKey(makeRunKey(seed), draw);
  const [t0, t1] = textKey(`${site}/${group}/${stream}`);
  const s0 = threefry(d0, d1, t0, t1);
  const s1 = threefrySecondWord();
  const p0 = threefry(s0, s1, Number(year), Number(number));
  return [p0, threefrySecondWord()];
}

export const productLuck =
  (seed: string, draw: number): LuckOfPerson =>
  (id) => {
    const [p0, p1] = personKey(seed, draw, id);
    return (kind, occasion) => luck(p0, p1, kindNumbers[kind], occasion);
  };

/**
 * Steps of probability in which the product tabulates betas, gammas and PERTs that differ between people; a person has the value in the middle of
 * the step of their uniform. The reference takes the same middle, so that the rest can be compared exactly.
 */
const personalSteps = 4096;

/** What the study's inputs come to in a draw of the product: its sample for draws and sites, and each person's own. */
export function productValues(study: Study, settings: RunSettings, draw: number): ValueOf {
  const sampler = makeSampler(study, settings);
  const means = meanValues(study);
  const bySite = new Map<string, Float64Array>();
  return (input, site, person) => {
    let values = bySite.get(site);
    if (values === undefined) {
      values = sampler.sample(draw);
      sampler.sampleSite(draw, site, values);
      bySite.set(site, values);
    }
    const value = values[input]!;
    if (!Number.isNaN(value)) return value;
    if (person === undefined) return means(input, site, undefined);
    const stated = study.inputs[input]!;
    const { kind, occasion } = inputAddress(textKey(luckPath(stated.path)));
    const [p0, p1] = personKey(settings.seed, draw, person);
    const uniform = luck(p0, p1, kind, occasion);
    if (!["beta", "gamma", "pert"].includes(stated.leaf.distribution!.name))
      return inputQuantile(stated, uniform);
    const step = Math.floor(uniform * personalSteps);
    return inputQuantile(stated, (step + 0.5) / personalSteps);
  };
}
