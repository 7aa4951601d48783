/** How many people a run simulates where nobody says: the number that help, README, schema and manifest tell. */
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { settingsOf } from "../../src/results/runOptions.js";
import { scenarioFileSchema } from "../../src/results/scenarioFileSchema.js";
import { peopleOfRun, populationOf } from "../../src/simulation/population.js";
import { defaultPeople } from "../../src/simulation/runSettings.js";
import { studyOf } from "../properties/runProduct.js";
import { commandLine } from "../shell/commandLine.js";
import { twoNeeds } from "./twoNeeds.js";

/** 3,000 users at the start and 100 a year for ten years: 4,000 in all. */
const council = {
  ...twoNeeds,
  title: "A council of 4,000 people",
  horizon_years: 10,
  people: {
    existing_users: 3000,
    new_users_a_year: 100,
    need_mix: { by_need: { low: 0.5, high: 0.5 } },
    package_mean: 10,
  },
  contracts: { block: { price: 14 } },
};
const told = new Intl.NumberFormat("en-GB").format(defaultPeople);

describe("people simulated unless stated", () => {
  test("are 1,000 a site and group over the run, in the streams' proportions, whoever asks", async () => {
    const study = await studyOf(council);
    const settings = settingsOf(study, {});
    expect(settings.simulatedPeople).toBe(1000);
    expect(populationOf(study, settings)[0]![0]).toMatchObject({ sampled: true, existing: 750, new: 25 });
    expect(peopleOfRun(study, settings)).toEqual({ simulated: 1000, real: 4000, sampled: true });
  });

  test("are everyone where there are no more", async () => {
    const study = await studyOf({ ...council, people: { ...council.people, existing_users: 0 } });
    expect(peopleOfRun(study, settingsOf(study, {}))).toEqual({
      simulated: 1000,
      real: 1000,
      sampled: false,
    });
  });

  test("are everyone for `all`, in the scenario or over its number", async () => {
    const everyone = { simulated: 4000, real: 4000, sampled: false };
    const all = await studyOf({ ...council, simulated_people: "all" });
    expect(peopleOfRun(all, settingsOf(all, {}))).toEqual(everyone);
    const few = await studyOf({ ...council, simulated_people: 400 });
    expect(peopleOfRun(few, settingsOf(few, {})).simulated).toBe(400);
    expect(peopleOfRun(few, settingsOf(few, { people: "all" }))).toEqual(everyone);
  });

  test.each([
    "run",
    "why",
    "breakeven",
    "sensitivity",
    "sweep",
    "compare",
    "sites",
    "audit",
  ])("are what the help of %s says", async (command) => {
    const { out } = await commandLine([command, "--help"]);
    expect(out.replace(/\s+/g, " ")).toContain(`or all (default: the scenario's, or ${defaultPeople})`);
  });

  test("are what README and the schema say", async () => {
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    expect(readme.replace(/\s+/g, " ")).toContain(`${told} unless stated, or \`all\``);
    expect(JSON.stringify(scenarioFileSchema())).toContain(`Left out: ${told}.`);
  });

  test("other words for a number of people are refused, in an option and in a scenario", async () => {
    const input = JSON.stringify(council);
    const option = await commandLine(["run", "-", "--people", "most"], { input });
    expect(option.notes).toMatch(/^--people: .*; allowed: a whole number from 1, such as 1000, or all/);
    const key = await commandLine(["validate", "-"], {
      input: JSON.stringify({ ...council, simulated_people: "most" }),
    });
    expect(key.notes + key.out).toMatch(/simulated_people.*all/);
  });
});
