/** Structures as they are written: what may be set, what is wrong with them, and where that is told. */
import { describe, expect, test } from "vitest";
import { wordFaults } from "../../src/faults/fault.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { council } from "../mechanisms/council.js";

const base = JSON.stringify(council);
const read = (name: string) => (name === "base.yaml" ? base : undefined);
/** A scenario whose structures are these lines of YAML, from line 3 on. */
const scenario = (lines: string) => `extends: base.yaml\nstructures:\n${lines}`;
async function faultsOf(lines: string, sets: readonly string[] = []): Promise<readonly string[]> {
  const parsed = await parseScenario(scenario(lines), { name: "a.yaml", read, sets });
  return "faults" in parsed ? wordFaults(parsed.faults).split("\n").slice(0, -1) : [];
}
const plain = "  plain: { weight: 1, note: as it stands, set: {} }\n";

describe("a structure that cannot be", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      "a path that is not there",
      `${plain}  odd:\n    weight: 1\n    note: why\n    set:\n      arms.budget.take_up.ceilin: 0.3\n`,
      'a.yaml:8:7 structures.odd.set."arms.budget.take_up.ceilin": unknown key; allowed: ',
    ],
    [
      "an arm that is not there",
      "  odd:\n    weight: 1\n    note: why\n    set:\n      arms.budgt.take_up.ceiling: 0.3\n",
      'a.yaml:7:7 arms.budgt (in structure odd): unknown name, found "budgt"; allowed: contract, budget; did you mean "budget"?',
    ],
    [
      "an impossible value",
      "  odd:\n    weight: 1\n    note: why\n    set:\n      arms.budget.take_up.ceiling: 1.3\n",
      'a.yaml:7:7 structures.odd.set."arms.budget.take_up.ceiling": out of range, found 1.3; allowed: ',
    ],
    [
      "a distribution that is none",
      "  odd:\n    weight: 1\n    note: why\n    set:\n      life_course.death: { distribution: uniform, low: 0.3, high: 0.1 }\n",
      'a.yaml:7:61 structures.odd.set."life_course.death".high: impossible distribution, found 0.1',
    ],
    [
      "hours without a wage elsewhere",
      "  odd:\n    weight: 1\n    note: why\n    set:\n      costs.care_manager_hour: null\n",
      "costs.care_manager_hour",
    ],
    [
      "weights that are all 0",
      "  a: { weight: 0, note: why, set: {} }\n",
      "a.yaml:2:1 structures: contradicts itself",
    ],
    [
      "a negative weight",
      "  a: { weight: -1, note: why, set: {} }\n",
      "a.yaml:3:8 structures.a.weight: out of range, found -1",
    ],
    [
      "no reason",
      "  a: { weight: 1, set: {} }\n",
      "a.yaml:3:3 structures.a.note: missing; allowed: a source or a note",
    ],
    ["no weight", "  a: { note: why, set: {} }\n", "a.yaml:3:3 structures.a.weight: missing"],
    ["nothing to set", "  a: { weight: 1, note: why }\n", "a.yaml:3:3 structures.a.set: missing"],
    [
      "a setting of the run",
      "  a: { weight: 1, note: why, set: { draws: 10 } }\n",
      "a.yaml:3:37 structures.a.set.draws: not allowed, found draws; allowed: what a structure may set",
    ],
    [
      "an arm more",
      "  a: { weight: 1, note: why, set: { arms.other: {} } }\n",
      "a.yaml:3:30 structures.a.set: contradicts itself, found arms contract, budget, other; allowed: the scenario's arms",
    ],
    ["no path", "  a: { weight: 1, note: why, set: { 'arms..budget': 1 } }\n", "a.yaml:3:37"],
    [
      "a misspelt key",
      "  a: { wieght: 1, note: why, set: {} }\n",
      "a.yaml:3:8 structures.a.wieght: unknown key",
    ],
  ];
  for (const [what, lines, told] of cases) {
    test(`${what} is told where it stands`, async () => {
      expect((await faultsOf(lines)).join("\n")).toContain(told);
    });
  }

  test("is told with every other mistake, once", async () => {
    const lines =
      "  a: { weight: -1, note: why, set: { life_course.death: -1 } }\n  b: { weight: 1, set: { life_course.dead: 1 } }\n";
    const faults = await faultsOf(lines, ["life_course.worsening=-3"]);
    expect(faults.map((fault) => fault.replace(/:.*/, ""))).toHaveLength(5);
    for (const path of [
      "structures.a.weight",
      "life_course.death",
      "structures.b.note",
      "life_course.dead",
      "worsening",
    ])
      expect(faults.filter((fault) => fault.includes(path)).length).toBeGreaterThanOrEqual(1);
  });
});

test("a setting from outside has the last word, also over what a structure sets", async () => {
  const lines = `${plain}  long: { weight: 3, note: why, label: Long lives, set: { life_course.death: 0.01 } }\n`;
  const deaths = async (sets: readonly string[]) => {
    const parsed = await parseScenario(scenario(lines), { read, sets });
    if ("faults" in parsed) throw new Error(wordFaults(parsed.faults));
    return parsed.value.study.structures!.map(({ weight, study }) => {
      const death = study.inputs.find(({ path }) => path === "life_course.death")!;
      return [weight, death.leaf.value];
    });
  };
  expect(await deaths([])).toEqual([
    [0.25, 0.1],
    [0.75, 0.01],
  ]);
  expect(await deaths(["life_course.death=0.3", "structures.long.weight=1"])).toEqual([
    [0.5, 0.3],
    [0.5, 0.3],
  ]);
});

test("a structure keeps what it does not set, and says what speaks for it", async () => {
  const lines = `${plain}  dear: { weight: 1, source: a report, label: Dear, set: { contracts.main.price: 20 } }\n`;
  const parsed = await parseScenario(scenario(lines), { read });
  if ("faults" in parsed) throw new Error(wordFaults(parsed.faults));
  const { study } = parsed.value;
  const [first, second] = study.structures!;
  expect(first!.study.inputs).toEqual(study.inputs.slice(0, first!.study.inputs.length));
  expect(second).toMatchObject({
    name: "dear",
    label: "Dear",
    source: "a report",
    set: { "contracts.main.price": 20 },
  });
  // One input is stated otherwise, and stands after the scenario's own.
  expect(study.inputs.length).toBe(first!.study.inputs.length + 1);
  expect(study.inputs.at(-1)).toMatchObject({ path: "contracts.main.price", leaf: { value: 20 } });
});
