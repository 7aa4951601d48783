/** Who is simulated in a run: numbers by site and client group, the same in every draw. */

import { inputMean } from "../inputs/inputMean.js";
import { type Coordinates, type Split, undividedAt } from "../inputs/split.js";
import type { Study } from "../scenario/study.js";
import { listedAt } from "../scenario/tables/individuals.js";
import { realPeopleAt } from "./compile.js";
import type { RunSettings } from "./runSettings.js";
import { siteCoordinates } from "./siteDraw.js";
import { type RealPeople, type SimulatedPeople, simulatedPeople } from "./streams.js";

/** The years that a field is stated for at coordinates; none if it is no series. */
function statedYears(split: Split, at: Coordinates): readonly number[] {
  const found = undividedAt(split, at);
  return "years" in found ? found.years.map(({ year }) => year) : [];
}

/** How many people a run simulates in its whole length, over sites and client groups, and how many real ones they stand for. */
export interface PeopleOfRun {
  readonly simulated: number;
  readonly real: number;
  /** Whether they are fewer than the real people anywhere. */
  readonly sampled: boolean;
}

/**
 * Who is simulated in a run, in numbers; with everyone simulated both are the same but for rounding.
 *
 * @example peopleOfRun(uncertainStudy, settings).sampled // false
 */
export function peopleOfRun(study: Study, settings: RunSettings): PeopleOfRun {
  const years = Math.ceil(study.timeline.months / 12);
  const over = (of: RunSettings): number =>
    populationOf(study, of)
      .flat()
      .reduce((sum, one) => sum + one.existing + one.without + years * (one.new + one.without_inflow), 0);
  const sampled = populationOf(study, settings)
    .flat()
    .some((one) => one.sampled);
  return { simulated: over(settings), real: over({ ...settings, simulatedPeople: "all" }), sampled };
}

/** Who is simulated at each site and in each client group. Expected numbers decide, so it is the same in every draw. */
export function populationOf(study: Study, settings: RunSettings): readonly (readonly SimulatedPeople[])[] {
  const values = Float64Array.from(study.inputs, (input) => input.uprating * inputMean(input));
  const years = study.timeline.months / 12;
  // Of an inflow by year the greatest stated, so that nobody stands for more than one, and however long the run is.
  const realPeople = (site: string, group: string): RealPeople => {
    const at = { ...siteCoordinates(study, site), client_group: group };
    const draw = { study, site, values, key: [0, 0] } as const;
    const { new_users_a_year: newUsers, managing_without: without } = study.scenario.people;
    const stated = [newUsers === "steady" ? undefined : newUsers, without.inflow_ratio].flatMap((split) =>
      split === undefined ? [] : statedYears(split, at),
    );
    const [people, ...others] = (stated.length === 0 ? [at.year] : stated).map((year) =>
      realPeopleAt(draw, year === undefined ? at : { ...at, year }),
    );
    const most = (stream: "new" | "without_inflow"): number =>
      Math.max(people![stream], ...others.map((other) => other[stream]));
    return { ...people!, new: most("new"), without_inflow: most("without_inflow") };
  };
  return study.sites.map((site) =>
    study.clientGroups.map((group) =>
      simulatedPeople(
        realPeople(site, group),
        years,
        settings.simulatedPeople,
        listedAt(study, site, group)?.count,
      ),
    ),
  );
}
