/** The volume to be expected without budgets: closed forms, and the reference's trace of the same monthly process. */
import { describe, expect, it } from "vitest";
import { compileSite } from "../../src/simulation/compile.js";
import { drawSampler } from "../../src/simulation/drawSampler.js";
import { expectedVolume } from "../../src/simulation/expectedVolume.js";
import { populationOf } from "../../src/simulation/population.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import type { GroupTables } from "../../src/simulation/tables.js";
import type { ScenarioObject } from "../properties/randomScenario.js";
import { studyOf } from "../properties/runProduct.js";
import { markovTrace } from "../reference/markovTrace.js";
import type { PersonParameters, Stream } from "../reference/monthlyPerson.js";
import { twoNeeds } from "./twoNeeds.js";

const scenario = {
  ...twoNeeds,
  title: "Expected volume",
  horizon_years: 3,
  people: {
    existing_users: 100,
    new_users_a_year: 24,
    need_mix: { by_need: { low: 0.6, high: 0.4 } },
    new_user_need_mix: { by_need: { low: 0.9, high: 0.1 } },
    package_mean: { by_need: { low: 5, high: 20 } },
    package_cv: 0.5,
    managing_without: {
      ratio: 0.5,
      claim_rate: { by_need: { low: 0.1, high: 0.6 } },
      package_fraction: 0.7,
      need_mix: { by_need: { low: 0.8, high: 0.2 } },
    },
  },
  life_course: {
    death: { by_need: { low: 0.1, high: 0.3 } },
    worsening: { by_need: { low: 0.4, high: 0 } },
    improving: { by_need: { low: 0, high: 0.2 } },
    residential_care: { by_need: { low: 0.05, high: 0.25 } },
  },
  contracts: { block: { price: 14 } },
};

async function tablesOf(changed: object, read?: (name: string) => string): Promise<GroupTables> {
  const study = await studyOf({ ...scenario, ...changed } as ScenarioObject, read);
  const settings = runSettings(study, { draws: 1 });
  const sampler = drawSampler(study, settings);
  const site = { study, site: "here", values: sampler.sample(0), key: [1, 2] as const };
  return compileSite(site, populationOf(study, settings)[0]!).groups[0]!;
}

const quintileMix = [0.2, 0.2, 0.2, 0.2, 0.2];
const person = (stream: Stream, needMix: readonly number[], packageFraction: number): PersonParameters => ({
  stream,
  needMix,
  quintileMix,
  packageMeanUnitsAWeek: [5, 20],
  packageCv: 0.5,
  packageFraction,
  atHome: { death: [0.1, 0.3], worsening: [0.4, 0], improving: [0, 0.2], admissions: [0, 0] },
  inResidentialCare: { death: [0, 0], worsening: [0, 0], improving: [0, 0], admissions: [0, 0] },
  residentialCare: [0.05, 0.25],
  claims: [0.1, 0.6],
});

describe("the volume to be expected", () => {
  it("is that of the reference's trace, with every stream and every event of life", async () => {
    const found = expectedVolume(await tablesOf({}), 36);
    const volume = new Float64Array(36);
    const add = (real: number, each: PersonParameters) =>
      markovTrace(each, undefined, 36).forEach((month, at) => {
        volume[at]! += real * month.contractUnitsAWeek;
      });
    add(100, person("existing", [0.6, 0.4], 1));
    add(50, person("without", [0.8, 0.2], 0.7));
    for (const arrivalYear of [0, 1, 2]) {
      add(24, { ...person("new", [0.9, 0.1], 1), arrivalYear });
      add(12, { ...person("without_inflow", [0.8, 0.2], 0.7), arrivalYear });
    }
    // 60 people of 5 units and 40 of 20.
    expect(found.start).toBeCloseTo(1100, 10);
    for (let month = 0; month < 36; month++) expect(found.months[month]!).toBeCloseTo(volume[month]!, 8);
  });

  it("falls with deaths at 0.12 a year as 1,000·exp(−0.01·months)", async () => {
    const people = { existing_users: 100, need_mix: 1, package_mean: 10 };
    const found = expectedVolume(
      await tablesOf({ needs: ["any"], people, life_course: { death: 0.12 } }),
      36,
    );
    expect(found.start).toBe(1000);
    for (const month of [0, 11, 35])
      expect(found.months[month]!).toBeCloseTo(1000 * Math.exp(-0.01 * (month + 1)), 9);
  });

  it("holds listed people at their own packages and weights", async () => {
    const { existing_users: _, ...people } = scenario.people;
    const listed = {
      ...people,
      new_users_a_year: 0,
      managing_without: { ratio: 0 },
      individuals: "people.csv",
    };
    const rows = ["p1,here,older_people,low,4,1,,", "p2,here,older_people,high,30,5,,2"];
    const head = "id,site,client_group,need,units_a_week,quintile,contribution_share,weight";
    const table = [head, ...rows, ""].join("\n");
    const tables = await tablesOf({ people: listed }, () => table);
    const found = expectedVolume(tables, 2);
    expect(found.start).toBeCloseTo(64, 12);
    // A month: death, then worse (4 units become 16, ×20/5) or better (30 become 7.5), then a care home.
    const p = (rate: number) => 1 - Math.exp(-rate / 12);
    const low = 4 * (1 - p(0.1)) * ((1 - p(0.4)) * (1 - p(0.05)) + 4 * p(0.4) * (1 - p(0.25)));
    const high = 60 * (1 - p(0.3)) * ((1 - p(0.2)) * (1 - p(0.25)) + 0.25 * p(0.2) * (1 - p(0.05)));
    expect(found.months[0]!).toBeCloseTo(low + high, 10);
  });
});
