/** Whether people listed one by one fit the scenario that lists them. */

import type { KeyFault } from "../../faults/keyFault.js";
import { keysOf } from "../../faults/keyPath.js";
import { type Bound, inputAt, type StudyInput } from "../../inputs/split.js";
import { quantile } from "../../quantity/distribution.js";
import type { ScenarioFile } from "../schema/scenarioSchema.js";
import type { Individuals } from "./individuals.js";

/** The least value an input can take in any draw. */
const least = (input: StudyInput): number =>
  input.leaf.distribution === undefined ? input.leaf.value! : quantile(input.leaf.distribution, 1e-16);

/**
 * What does not fit between listed people and the scenario: a package where the mean package is 0, since packages
 * are kept as multiples of the mean; people listed where there are to be no existing users.
 */
export function checkIndividuals(
  individuals: Individuals,
  scenario: ScenarioFile,
  bound: Bound<ScenarioFile>,
  inputs: readonly StudyInput[],
): readonly KeyFault[] {
  return Object.entries(individuals).flatMap(([site, groups]) =>
    Object.entries(groups).flatMap(([group, people]) => {
      const at = { site, region: scenario.sites[site]!.region, client_group: group };
      const users = inputs[inputAt(bound.people.existing_users, at)]!;
      const none =
        users.leaf.value === 0
          ? [
              {
                path: keysOf(users.path),
                code: "inconsistent" as const,
                found: `0 existing users at ${site} in ${group}, with ${people.count} listed in people.individuals`,
                allowed: "a number above 0, or existing_users left out: then those listed are counted",
              },
            ]
          : [];
      const packages = scenario.needs.flatMap((need, level) => {
        const input = inputs[inputAt(bound.people.package_mean, { ...at, need })]!;
        if (least(input) > 0) return [];
        if (!people.need.some((own, k) => own === level && people.unitsAWeek[k]! > 0)) return [];
        return [
          {
            path: keysOf(input.path),
            code: "inconsistent" as const,
            found: `a mean package of 0 at need ${need}, where people.individuals lists people with one`,
            allowed: "a mean above 0: a listed package is kept as a multiple of it when need changes",
          },
        ];
      });
      return [...none, ...packages];
    }),
  );
}
