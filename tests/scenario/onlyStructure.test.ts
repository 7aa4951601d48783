/** One structure read alone is the study that it is among all. */
import { expect, test } from "vitest";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { type Study, studyInStructure } from "../../src/scenario/study.js";
import { twoNeeds } from "../simulation/twoNeeds.js";

const council = {
  ...twoNeeds,
  title: "Ten users",
  horizon_years: 1,
  people: {
    existing_users: 10,
    need_mix: { by_need: { low: 0.5, high: 0.5 } },
    package_mean: { distribution: "uniform", low: 8, high: 12 },
  },
  contracts: { block: { price: 14 } },
  structures: {
    dear: { weight: 1, note: "a reason", set: { "contracts.block.price": 20 } },
    cheap: { weight: 3, note: "a reason", set: { "contracts.block.price": 10 } },
  },
};

async function read(options: object): Promise<Study> {
  const parsed = await parseScenario(council, options);
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value.study;
}

test("a structure that is read alone is the study that it is among all", async () => {
  const [all, alone] = [await read({}), await read({ onlyStructure: "cheap" })];
  expect(alone.structures?.map(({ name, weight }) => [name, weight])).toEqual([["cheap", 0.75]]);
  expect(studyInStructure(alone, "cheap")).toEqual(studyInStructure(all, "cheap"));
});

test("all are read where none has the name", async () => {
  expect((await read({ onlyStructure: "chaep" })).structures).toHaveLength(2);
});
