import { describe, expect, it } from "vitest";
import { loadDocument } from "../../src/scenario/document.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";

const load = (text: string, sets: readonly string[] = []) =>
  loadDocument({ name: "a.yaml", text }, { resolve: (_from, name) => name, sets });

const armsOf = async (text: string, sets: readonly string[] = []) => {
  const loaded = await load(text, sets);
  if ("faults" in loaded) throw new Error(JSON.stringify(loaded.faults));
  return { arms: (loaded.value.value as { arms: unknown }).arms, document: loaded.value };
};

const text = `arms:
  stalled: { like: budget, rollout: { delay_years: 2 } }
  budget: { rollout: { ramp_years: 1 }, leaving_rate: 0.1 }
  frozen: { like: stalled, leaving_rate: 0 }
`;

describe("arms like another", () => {
  it("are that arm with what they state in its place, in the order written", async () => {
    const { arms } = await armsOf(text);
    expect(arms).toEqual({
      stalled: { like: "budget", rollout: { ramp_years: 1, delay_years: 2 }, leaving_rate: 0.1 },
      budget: { rollout: { ramp_years: 1 }, leaving_rate: 0.1 },
      frozen: { like: "stalled", rollout: { ramp_years: 1, delay_years: 2 }, leaving_rate: 0 },
    });
    expect(Object.keys(arms as object)).toEqual(["stalled", "budget", "frozen"]);
  });

  it("follow what --set changes in the arm they are like", async () => {
    const { arms } = await armsOf(text, ["arms.budget.leaving_rate=0.3"]);
    expect(arms).toMatchObject({ stalled: { leaving_rate: 0.3 }, frozen: { leaving_rate: 0 } });
  });

  it("have a label of their own or none: the model's names the model alone", async () => {
    const { arms } = await armsOf(`arms:
  budget: { label: Budgets }
  stalled: { like: budget, label: Budgets later }
  frozen: { like: stalled }
`);
    expect(arms).toEqual({
      budget: { label: "Budgets" },
      stalled: { like: "budget", label: "Budgets later" },
      frozen: { like: "stalled" },
    });
  });

  it("keep the place of what was written elsewhere", async () => {
    const { document } = await armsOf(text);
    expect(document.locate(["arms", "stalled", "leaving_rate"])).toMatchObject({ line: 3 });
    expect(document.locate(["arms", "stalled", "rollout", "delay_years"])).toMatchObject({ line: 2 });
  });

  it("share the sample of every input they do not state", async () => {
    const parsed = await parseScenario({
      afford: 1,
      title: "Three arms",
      start: "2011-04",
      horizon_years: 1,
      price_year: "2010/11",
      needs: ["any"],
      client_groups: { older_people: {} },
      sites: { shire: {} },
      people: { existing_users: 10, need_mix: 1, package_mean: 10 },
      contracts: { main: { price: 15 } },
      arms: {
        later: { like: "budget", rollout: { delay_years: 0.5 } },
        contract: {},
        budget: {
          rollout: {},
          take_up: { ceiling: { distribution: "uniform", low: 0, high: 1 }, steepness: 9 },
        },
        mean: { like: "later", take_up: { ceiling: 0.5 } },
      },
      baseline: "contract",
    });
    if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
    const { arms } = parsed.value.study.scenario;
    expect(Object.keys(arms)).toEqual(["later", "contract", "budget", "mean"]);
    expect(arms.later!.take_up).toEqual(arms.budget!.take_up);
    expect(arms.later!.rollout!.delay_years).not.toEqual(arms.budget!.rollout!.delay_years);
    expect(arms.mean!.rollout).toEqual(arms.later!.rollout);
    expect(arms.mean!.take_up.ceiling).not.toEqual(arms.budget!.take_up.ceiling);
    expect(arms.mean!.take_up.steepness).toEqual(arms.budget!.take_up.steepness);
    const ceilings = parsed.value.study.inputs.filter((input) => input.path.endsWith("take_up.ceiling"));
    expect(ceilings.map((input) => input.path)).toEqual([
      "arms.budget.take_up.ceiling",
      "arms.contract.take_up.ceiling",
      "arms.mean.take_up.ceiling",
    ]);
  });

  it("tell of a name that is no arm, and of a circle", async () => {
    const unknown = await load("arms:\n  a: { like: budgte }\n  budget: {}\n");
    expect("faults" in unknown && unknown.faults).toMatchObject([
      {
        code: "unknown_name",
        line: 2,
        column: 14,
        path: "arms.a.like",
        found: '"budgte"',
        nearest: "budget",
      },
    ]);
    const circle = await load("arms:\n  a: { like: b }\n  b: { like: a }\n");
    const whole = await parseScenario("afford: 1\narms:\n  a: { like: b }\n  b: { like: a }\n");
    expect("faults" in whole && whole.faults.map(({ code }) => code)).toContain("cycle");
    expect("faults" in circle && circle.faults[0]).toMatchObject({ code: "cycle", found: "a -> b -> a" });
  });
});
