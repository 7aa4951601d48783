/**
 * The product's luck for the reference: the same uniforms, by the product's published address (seed, draw, site, client
 * group, stream, year and number of the person, kind and occasion), so that the two must agree person by person.
 */
import { makeRunKey, textKey } from "../../src/chance/key.js";
import { drawKey, luck, luckKinds } from "../../src/chance/luck.js";
import { threefry, threefrySecondWord } from "../../src/chance/threefry.js";
import type { LuckKind } from "./monthlyPerson.js";
import type { LuckOfPerson } from "./referenceRun.js";

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
