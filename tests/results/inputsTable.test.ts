import { describe, expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { distributionWords } from "../../src/quantity/distribution.js";
import { readEvidence } from "../../src/results/evidence.js";
import { type InputRow, inputsTable, neutralNote } from "../../src/results/inputsTable.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { smallScenario } from "../findings/auditedByHand.js";
import { smallStudy } from "./handMadeRun.js";

const evidence = readEvidence(
  `id,topic,parameter,client_group,value,low,high,unit,price_year,jurisdiction,source_title,publisher,source_year,locator,status
doc-cost,cost,Cost per user,all,,200,1800,GBP,2006,England,Choosing well,Audit Commission,2006,p. 12,document
`,
  "evidence.csv",
);

describe("inputsTable", () => {
  test("says with what an input is drawn: whose rows it takes with others, what it is correlated with", async () => {
    const csv = "a,b,c,d,e\n0.8,0.1,0.2,1,0\n0.9,0.2,0.3,2,0\n";
    const of = (column: string) => ({ distribution: "empirical", table: "model.csv", column });
    const uniform = { distribution: "uniform", low: 0.1, high: 0.2 };
    const scenario = {
      ...smallScenario,
      arms: {
        contract: {},
        budget: {
          rollout: {},
          take_up: { ceiling: of("a"), midpoint_years: of("b") },
          purchase: { efficiency_gain: uniform, price_ratio: uniform },
        },
      },
      correlations: [
        {
          inputs: ["arms.budget.purchase.efficiency_gain", "arms.budget.purchase.price_ratio"],
          rank_correlation: -0.4,
        },
      ],
    };
    const { study } = certainly(await parseScenario(scenario, { name: "small", read: () => csv }));
    const words = (path: string) =>
      inputsTable(study, evidence).rows.find((row) => row.path === `arms.budget.${path}`)!.distribution;
    expect(words("take_up.ceiling")).toMatch(
      /^empirical.*; a row of model\.csv at a time, with arms\.budget\.take_up\.midpoint_years$/,
    );
    expect(words("purchase.price_ratio")).toBe(
      "uniform, 0.1 to 0.2; rank correlation -0.4 with arms.budget.purchase.efficiency_gain",
    );
    // Alone in its table an input takes the values by itself.
    const alone = {
      ...scenario,
      correlations: [],
      arms: { ...scenario.arms, budget: { rollout: {}, take_up: { ceiling: of("a") } } },
    };
    const parsed = certainly(await parseScenario(alone, { name: "small", read: () => csv }));
    expect(
      inputsTable(parsed.study, evidence).rows.find(({ path }) => path === "arms.budget.take_up.ceiling")!
        .distribution,
    ).not.toContain("row of");
  });

  test("has a row an input, stated or neutral, with its papers", async () => {
    const study = await smallStudy({
      arms: {
        contract: {},
        budget: {
          rollout: {},
          implementation: {
            per_user: {
              distribution: "uniform",
              low: 200,
              high: 1800,
              across: "sites",
              price_year: 2006,
              source: "doc-cost",
              locator: "table 3",
              owner: "finance",
            },
          },
        },
      },
    });
    const table = inputsTable(study, evidence);
    expect(table.columns.map((column) => column.name).join(",")).toBe(
      "scenario,path,label,value,distribution,across,mean,p2_5,p97_5,unit,price_year,source,locator,note,quality,impact,owner,date",
    );
    expect(table.rows).toHaveLength(study.inputs.length);
    const row = table.rows.find(({ path }) => path === "arms.budget.implementation.per_user")!;
    expect(row).toMatchObject({
      scenario: "small",
      value: undefined,
      distribution: "uniform, 200 to 1800",
      across: "sites",
      mean: 1000,
      p2_5: 240,
      p97_5: 1760,
      unit: "GBP per user",
      price_year: "2006",
      source: "doc-cost",
      locator: "Choosing well, Audit Commission, 2006, p. 12; table 3",
      owner: "finance",
    });
    const stated = table.rows.find(({ path }) => path === "people.existing_users")!;
    expect(stated).toMatchObject({
      value: 10,
      mean: 10,
      distribution: undefined,
      across: undefined,
      note: undefined,
    });
    expect(stated.p2_5).toBeUndefined();
    const neutral = table.rows.find(({ path }) => path === "arms.budget.purchase.price_ratio")!;
    expect(neutral).toMatchObject({ value: 1, note: neutralNote, quality: undefined, owner: undefined });
  });

  test("tells who answers for what is stated, and how near each source was read", async () => {
    const papers = (path: string, rows: readonly InputRow[]) => {
      const { quality, owner, date } = rows.find((row) => row.path === path)!;
      return { quality, owner, date };
    };
    const study = await smallStudy({
      register: { owner: "finance", date: "2012-03-31" },
      arms: {
        contract: {},
        budget: {
          rollout: {
            start_years: { value: 0, source: "doc-cost" },
            ramp_years: { value: 1, source: "doc-cost", note: "Assumption: a year" },
            eligible_share: { value: 1, note: "assumption: everyone" },
            delay_years: { value: 0, note: "as planned" },
          },
          leaving_rate: {
            value: 0,
            source: "A report, 2010",
            quality: "poor",
            owner: "audit",
            date: "2010-01-01",
          },
          purchase: { price_ratio: 1, efficiency_gain: { value: 0, source: "A report, 2010" } },
        },
      },
    });
    const { rows } = inputsTable(study, evidence);
    const by = { owner: "finance", date: "2012-03-31" };
    const document = "claimed in one of the documents examined";
    expect(papers("arms.budget.rollout.start_years", rows)).toEqual({ quality: document, ...by });
    expect(papers("arms.budget.rollout.ramp_years", rows)).toEqual({
      quality: `${document}; in part an assumption`,
      ...by,
    });
    expect(papers("arms.budget.rollout.eligible_share", rows)).toEqual({ quality: "assumption", ...by });
    expect(papers("arms.budget.rollout.delay_years", rows)).toEqual({ quality: undefined, ...by });
    expect(papers("arms.budget.purchase.efficiency_gain", rows)).toEqual({ quality: "cited", ...by });
    expect(papers("arms.budget.purchase.price_ratio", rows)).toEqual({ quality: undefined, ...by });
    expect(papers("arms.budget.leaving_rate", rows)).toEqual({
      quality: "poor",
      owner: "audit",
      date: "2010-01-01",
    });
  });
});

describe("distributionWords", () => {
  test("names the distribution by its canonical parameters", () => {
    expect(distributionWords({ name: "pert", low: 0, mode: 0.1, high: 1, lambda: 4 })).toBe(
      "PERT, 0 to 1, mode 0.1",
    );
    expect(distributionWords({ name: "normal", mean: 1, sd: 0.08, truncateLow: 0 })).toBe(
      "normal, mean 1, sd 0.08, not below 0",
    );
    expect(distributionWords({ name: "beta", alpha: 1 / 3, beta: 20 })).toBe("beta, alpha 0.333333, beta 20");
    const values = Array.from({ length: 50 }, (_, at) => at + 1);
    expect(distributionWords({ name: "empirical", values })).toBe("empirical, 1, 2, 3, 4, 5 … 50 (50)");
  });
});
