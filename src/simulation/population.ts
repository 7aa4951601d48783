/** Who is simulated in a run: numbers by site and client group, the same in every draw. */

import { mean } from "../quantity/distribution.js";
import type { Study } from "../scenario/study.js";
import { listedAt } from "../scenario/tables/individuals.js";
import { realPeopleAt } from "./compile.js";
import type { RunSettings } from "./runSettings.js";
import { siteCoordinates } from "./siteDraw.js";
import { type SimulatedPeople, simulatedPeople } from "./streams.js";

/** Who is simulated at each site and in each client group. Expected numbers decide, so it is the same in every draw. */
export function populationOf(study: Study, settings: RunSettings): readonly (readonly SimulatedPeople[])[] {
  const values = Float64Array.from(
    study.inputs,
    ({ leaf, uprating }) =>
      uprating * (leaf.distribution === undefined ? leaf.value! : mean(leaf.distribution)),
  );
  const years = study.timeline.months / 12;
  return study.sites.map((site) =>
    study.clientGroups.map((group) =>
      simulatedPeople(
        realPeopleAt(
          { study, site, values, key: [0, 0] },
          { ...siteCoordinates(study, site), client_group: group },
        ),
        years,
        settings.simulatedPeople,
        listedAt(study, site, group)?.count,
      ),
    ),
  );
}
