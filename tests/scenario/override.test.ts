import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dottedPath, readKeyPath } from "../../src/faults/keyPath.js";
import { loadDocument } from "../../src/scenario/document.js";

const text = `afford: 1
arms:
  budget:
    ceiling: 0.3
    hour: { distribution: gamma, mean: 12, sd: 3, unit: GBP per hour, price_year: 2010/11, source: a, note: b, label: Hour, across: sites }
    rate: { value: 1, source: a }
    split: { by_need: { low: { value: 1, unit: share, source: a } } }
sites:
  "St. Albans": { region: elsewhere }
needs: [low, high]
empty:
`;

const set = async (...sets: string[]) => {
  const loaded = await loadDocument({ name: "a.yaml", text }, { resolve: (_, name) => name, sets });
  return "faults" in loaded
    ? { faults: loaded.faults }
    : { value: loaded.value.value as Scenario, document: loaded.value };
};
type Scenario = { readonly arms: { readonly budget: Readonly<Record<string, unknown>> } };

const faultOf = async (setting: string) => {
  const { faults } = await set(setting);
  expect(faults).toHaveLength(1);
  return faults![0]!;
};

describe("--set PATH=VALUE", () => {
  it("takes numbers, text, lists and maps as YAML", async () => {
    const { value } = await set(
      "arms.budget.ceiling=0.4",
      "needs=[all]",
      "arms.budget.rate={distribution: beta, mean: 0.5, sd: 0.1}",
      "title=Kent = 1",
    );
    expect(value).toMatchObject({
      needs: ["all"],
      title: "Kent = 1",
      arms: { budget: { ceiling: 0.4, rate: { distribution: "beta", mean: 0.5, sd: 0.1 } } },
    });
  });

  it("stands at --set, and leaves the rest where it was", async () => {
    const { document } = await set("arms.budget.ceiling=0.4", "new.deep.key=1");
    expect(document!.locate(["arms", "budget", "ceiling"])).toEqual({ file: "--set" });
    expect(document!.locate(["new", "deep", "other"])).toEqual({ file: "--set" });
    expect(document!.locate(["arms", "budget"])).toEqual({ file: "a.yaml", line: 3, column: 3 });
    expect(document!.dirOf(["new", "deep", "key"])).toBe("--set");
  });

  it("keeps what an input measures and drops what vouched for its old value", async () => {
    const { value } = await set(
      "arms.budget.hour=14",
      "arms.budget.rate=2",
      "arms.budget.split.by_need.low=3",
    );
    expect(value!.arms.budget.hour).toEqual({
      value: 14,
      label: "Hour",
      unit: "GBP per hour",
      price_year: "2010/11",
    });
    expect(value!.arms.budget.rate).toEqual({ value: 2 });
    expect(value!.arms.budget.split).toEqual({ by_need: { low: { value: 3, unit: "share" } } });
  });

  it("replaces a split whole, and one argument of a distribution alone", async () => {
    const { value } = await set("arms.budget.split=1", "arms.budget.hour.mean=15");
    expect(value!.arms.budget.split).toBe(1);
    expect(value!.arms.budget.hour).toMatchObject({ distribution: "gamma", mean: 15, sd: 3, source: "a" });
  });

  it("reaches lists by index, quoted keys, and keys that stand empty", async () => {
    const { value } = await set("needs.1=severe", 'sites."St. Albans".region=london', "empty.key=1");
    expect(value).toMatchObject({
      needs: ["low", "severe"],
      sites: { "St. Albans": { region: "london" } },
      empty: { key: 1 },
    });
  });

  it("applies settings in order, and takes a key away by null", async () => {
    const { value, document } = await set(
      "arms.budget.ceiling=1",
      "arms.budget.ceiling=2",
      "arms.budget.rate=null",
    );
    expect(value!.arms.budget.ceiling).toBe(2);
    expect(value!.arms.budget).not.toHaveProperty("rate");
    expect(document!.locate(["arms", "budget", "rate"])).toEqual({ file: "--set" });
  });

  it.each([
    ["arms.budget.ceiling", "syntax", "arms.budget.ceiling"],
    ["=3", "syntax", ""],
    ["arms..ceiling=3", "syntax", ""],
    ['sites."St. Albans=3', "syntax", ""],
    ["arms.budget.ceiling=", "syntax", "arms.budget.ceiling"],
    ["needs=[low", "syntax", "needs"],
    ["needs.2=x", "out_of_range", "needs.2"],
    ["needs.last=x", "out_of_range", "needs.last"],
    ["arms.budget.ceiling=.nan", "out_of_range", "arms.budget.ceiling"],
    ["arms.budget.ceiling.mean=3", "wrong_type", "arms.budget.ceiling"],
    ["arms.budget.nothing=null", "not_allowed", "arms.budget.nothing"],
    ["arms.budget.rate={value: 1, value: 2}", "duplicate_key", "arms.budget.rate.value"],
    ["extends=b.yaml", "not_allowed", "extends"],
    ["__proto__.x=1", "unknown_key", "__proto__.x"],
  ])("refuses %s", async (setting, code, path) => {
    expect(await faultOf(setting)).toMatchObject({
      code,
      path,
      file: "--set",
      allowed: expect.stringMatching(/./),
    });
    expect(await faultOf(setting)).not.toHaveProperty("line");
  });

  it("tells every faulty setting and still lets the rest be checked", async () => {
    const loaded = await loadDocument(
      { name: "a.yaml", text },
      { resolve: (_, name) => name, sets: ["needs.9=1", "x", "arms.budget.ceiling=0.9"] },
    );
    expect(loaded).toMatchObject({
      faults: [{ code: "out_of_range" }, { code: "syntax" }],
      sound: { value: { arms: { budget: { ceiling: 0.9 } } } },
    });
  });

  it("makes no arm or site of a misspelt name; one may be set as a whole", async () => {
    expect(await faultOf("arms.budgt.ceiling=0.4")).toEqual({
      code: "unknown_name",
      file: "--set",
      path: "arms.budgt",
      found: '"budgt"',
      allowed: "budget",
      nearest: "budget",
    });
    expect(await faultOf("sites.Leeds.region=london")).toMatchObject({ code: "unknown_name" });
    const { value } = await set("arms.other={ceiling: 0.4}");
    expect(value).toMatchObject({ arms: { other: { ceiling: 0.4 } } });
  });

  it("takes no comment for the null that takes a key away", async () => {
    expect(await faultOf("needs=#all")).toMatchObject({ code: "syntax", path: "needs", found: '"#all"' });
  });

  it("never throws, whatever is set", async () => {
    const setting = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .tuple(fc.constantFrom("needs.0", "arms", "arms.budget.hour", "a.b"), fc.string())
        .map(([path, value]) => `${path}=${value}`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(setting, { maxLength: 3 }),
        async (settings) => void (await set(...settings)),
      ),
    );
  });
});

describe("a path of keys", () => {
  it("is read back from how it is written, whatever the keys", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (keys) => {
        const written = dottedPath(keys);
        expect(readKeyPath(written)).toEqual({ path: keys, end: written.length });
        expect(readKeyPath(`${written}=a.b=c`)).toEqual({ path: keys, end: written.length });
      }),
    );
  });
});
