import { describe, expect, it } from "vitest";
import { loadDocument } from "../../src/scenario/document.js";

const load = (text: string, sets: readonly string[] = []) =>
  loadDocument({ name: "a.yaml", text }, { resolve: (_from, name) => name, sets });

const armsOf = async (text: string, sets: readonly string[] = []) => {
  const loaded = await load(text, sets);
  if ("faults" in loaded) throw new Error(JSON.stringify(loaded.faults));
  return { arms: (loaded.document.value as { arms: unknown }).arms, document: loaded.document };
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
      stalled: { rollout: { ramp_years: 1, delay_years: 2 }, leaving_rate: 0.1 },
      budget: { rollout: { ramp_years: 1 }, leaving_rate: 0.1 },
      frozen: { rollout: { ramp_years: 1, delay_years: 2 }, leaving_rate: 0 },
    });
    expect(Object.keys(arms as object)).toEqual(["stalled", "budget", "frozen"]);
  });

  it("follow what --set changes in the arm they are like", async () => {
    const { arms } = await armsOf(text, ["arms.budget.leaving_rate=0.3"]);
    expect(arms).toMatchObject({ stalled: { leaving_rate: 0.3 }, frozen: { leaving_rate: 0 } });
  });

  it("keep the place of what was written elsewhere", async () => {
    const { document } = await armsOf(text);
    expect(document.locate(["arms", "stalled", "leaving_rate"])).toMatchObject({ line: 3 });
    expect(document.locate(["arms", "stalled", "rollout", "delay_years"])).toMatchObject({ line: 2 });
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
    expect("faults" in circle && circle.faults[0]).toMatchObject({ code: "cycle", found: "a -> b -> a" });
  });
});
