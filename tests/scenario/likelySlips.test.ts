/** Likely slips are warned of with their place, refused by --strict alone; what is unusual on purpose is left in peace. */
import { describe, expect, it } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { wordWarnings } from "../../src/faults/warning.js";
import { starterScenario } from "../../src/report/starterScenario.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { shippedScenarios, shippedText } from "../../src/shell/packageFiles.js";
import { readScenario } from "../../src/shell/readScenario.js";

const starter = starterScenario;

/** What is warned of: path, then what was found. */
async function warned(sets: readonly string[], text = starter): Promise<readonly string[]> {
  const { warnings } = certainly(await parseScenario(text, { name: "a.yaml", sets }));
  return warnings.map(({ path, found }) => `${path}: ${found}`);
}

describe("numbers hardly ever seen in their field", () => {
  it.each([
    ["arms.budget.purchase.price_ratio=95", "arms.budget.purchase.price_ratio: 95 (ratio)"],
    ["arms.budget.budget_setting.bias=5", "arms.budget.budget_setting.bias: 5 (share)"],
    ["life_course.worsening=12", "life_course.worsening: 12 (per year)"],
    ["life_course.admissions=40", "life_course.admissions: 40 (per year)"],
    ["arms.budget.leaving_rate=5", "arms.budget.leaving_rate: 5 (per year)"],
    ["arms.budget.effects.worsening=90", "arms.budget.effects.worsening: 90 (hazard ratio)"],
    ["people.package_cv=50", "people.package_cv: 50 (ratio)"],
    [
      "arms.budget.claims.attraction={ distribution: uniform, low: 100, high: 200 }",
      "arms.budget.claims.attraction: a mean of 150 (ratio)",
    ],
  ])("%s", async (set, expected) => {
    expect(await warned([set])).toEqual([expected]);
  });

  it.each([
    ["life_course.admissions=6"],
    ["arms.budget.take_up.steepness=12"],
    // At once: who moves is priced, and nobody follows.
    ["life_course.residential_care=1000", "costs.residential_care_week=600", "people.new_users_a_year=0"],
    ["arms.budget.purchase.price_ratio=1.4"],
    ["arms.budget.implementation.per_user=9500"],
  ])("%s is nothing odd", async (...sets) => {
    expect(await warned(sets)).toEqual([]);
  });

  it("is told with file and place, and what per cent would have meant", async () => {
    const text = starter.replace("worsening: { value: 0.05", "worsening: { value: 5");
    const parsed = certainly(await parseScenario(text, { name: "a.yaml" }));
    expect(wordWarnings(parsed.warnings)).toMatch(
      /^a\.yaml:\d+:\d+ life_course\.worsening: warning: found 5 \(per year\); 0 to 3 is usual here; 0\.05 if per cent was meant$/,
    );
  });

  it("no shipped scenario is warned of", async () => {
    for (const name of shippedScenarios()) {
      const { warnings } = certainly(await readScenario(name));
      expect([name, warnings]).toEqual([name, []]);
    }
  });
});

describe("two of one name", () => {
  it("sites and arms under one label", async () => {
    const sets = [
      "sites={ a: { label: Here, region: london }, b: { label: 'Here ', region: elsewhere } }",
      "arms.budget.label=Block contracts",
    ];
    expect(await warned(sets)).toEqual([
      'arms.budget.label: "Block contracts", as contract is called',
      'sites.b.label: "Here", as a is called',
    ]);
  });
});

describe("a correlation that a base states", () => {
  const base = `${starter}
correlations:
  - inputs:
      - arms.budget.take_up.ceiling
      - arms.budget.surplus.reinvested_share
      - arms.budget.purchase.efficiency_gain
    rank_correlation: [[1, 0.2, 0.3], [0.2, 1, 0.4], [0.3, 0.4, 1]]
`;
  const parse = (text: string, sets: readonly string[] = []) =>
    parseScenario(text, {
      name: "own.yaml",
      sets,
      read: async (file) => (file === "base.yaml" ? base : undefined),
    });
  const own = (more: string): string => `afford: 1\nextends: base.yaml\n${more}`;
  const pathsOf = (study: { inputs: readonly { path: string }[] }, members: readonly number[]) =>
    members.map((at) => study.inputs[at]!.path);

  it("is left by an input made certain, with a warning where it was; the others keep their own", async () => {
    const { study, warnings } = certainly(
      await parse(own("arms: { budget: { surplus: { reinvested_share: 0.4 } } }")),
    );
    expect(study.correlations.map(({ rank }) => rank)).toEqual([
      [
        [1, 0.3],
        [0.3, 1],
      ],
    ]);
    expect(pathsOf(study, study.correlations[0]!.inputs)).toEqual([
      "arms.budget.take_up.ceiling",
      "arms.budget.purchase.efficiency_gain",
    ]);
    expect(wordWarnings(warnings)).toBe(
      "own.yaml:3:30 arms.budget.surplus.reinvested_share: warning: found an input stated anew, certain or split " +
        "otherwise; it leaves the correlation that the base states with arms.budget.take_up.ceiling, " +
        "arms.budget.purchase.efficiency_gain",
    );
  });

  it("by a setting too, by a split, and the group goes with its last but one", async () => {
    const set = certainly(await parse(base, ["arms.budget.take_up.ceiling=0.3"]));
    expect(set.warnings.map(({ file, code }) => `${file} ${code}`)).toEqual(["--set left_correlation"]);
    const split = certainly(
      await parse(own("arms: { budget: { take_up: { ceiling: { by_client_group: { otherwise: 0.4 } } } } }")),
    );
    expect(split.warnings.map(({ path }) => path)).toEqual(["arms.budget.take_up.ceiling"]);
    const two = certainly(
      await parse(own("arms: { budget: { surplus: { reinvested_share: 0.4 }, take_up: { ceiling: 0.5 } } }")),
    );
    expect(two.study.correlations).toEqual([]);
    expect(two.warnings).toHaveLength(2);
  });

  it("by whatever stands in the place of a part that the base correlates: a number, a distribution, other parts", async () => {
    const paths = [
      "arms.budget.purchase.price_ratio.by_deployment.managed",
      "arms.budget.purchase.price_ratio.by_deployment.direct_payment",
    ];
    for (const price of [
      "0.95",
      "{ distribution: uniform, low: 0.8, high: 1.1 }",
      "{ by_deployment: { otherwise: 0.9 } }",
    ]) {
      const { study, warnings } = certainly(
        await parseScenario(
          "afford: 1\nextends: can-we-afford-it\n" +
            `arms: { budget: { purchase: { price_ratio: ${price} } } }`,
          {
            name: "own.yaml",
            read: (name) => shippedText(name),
          },
        ),
      );
      const left = warnings.filter(({ code }) => code === "left_correlation").map(({ path }) => path);
      expect(left, price).toEqual(expect.arrayContaining(paths));
      expect(study.inputs.some(({ path }) => path.startsWith("arms.budget.purchase.price_ratio"))).toBe(true);
    }
  });

  it("stays a fault where whoever states the correlation states the certain input, or a name that is none", async () => {
    const correlation =
      "correlations: [{ inputs: [arms.budget.take_up.ceiling, arms.budget.deficit.bailed_out_share], rank_correlation: 0.5 }]";
    const stated = await parse(
      own(`${correlation}\narms: { budget: { deficit: { bailed_out_share: 0.5 } } }`),
    );
    const inherited = await parse(own(correlation));
    for (const found of [stated, inherited]) {
      expect("faults" in found && found.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
        "correlations.0.inputs.1 unknown_name",
      ]);
    }
  });
});
