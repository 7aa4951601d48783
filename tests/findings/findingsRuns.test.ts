/** Which runs findings ask for, and that real ones give what they should. */
import { describe, expect, test } from "vitest";
import { auditFindings, planRuns } from "../../src/findings/auditFindings.js";
import { checksTable, findingsColumns, findingsTable } from "../../src/findings/findingsTable.js";
import type { RunOptions } from "../../src/results/runOptions.js";
import { runScenario } from "../../src/results/runScenario.js";
import { scenarioFileSchema } from "../../src/results/scenarioFileSchema.js";
import type { Study } from "../../src/scenario/study.js";
import { writeCsv } from "../../src/table/csv.js";
import { findingOf, parseSmall } from "./auditedByHand.js";

const takeUps = { arm: "budget", metric: "take_ups" };
const ceiling = "arms.budget.take_up.ceiling";
const none = { none: { set: { [ceiling]: 0 } } };

async function parsed(
  findings: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
) {
  const read = await parseSmall(findings, { draws: 20, ...more });
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

describe("runs", () => {
  test("are made once for what says the same, whatever it is called and in whichever finding", async () => {
    const audited = await parsed({
      F1: findingOf(
        [{ metric: { difference: [takeUps, { ...takeUps, run: "none" }] }, expect: { above: 0 } }],
        {
          variants: none,
        },
      ),
      F2: findingOf(
        [
          { for_each: { run: "ceilings" }, metric: { ...takeUps, run: "each" }, expect: "increasing" },
          { metric: { ...takeUps, run: "noted" }, expect: { above: 0 } },
        ],
        {
          variants: {
            ceilings: { sweep: { path: ceiling, values: [0, 0.25, 0.5] } },
            noted: { set: { [ceiling]: { value: 0.5, note: "the scenario's own" } } },
          },
        },
      ),
    });
    // 0 and 0.25 beside the scenario's own 0.5.
    expect(audited.studies).toHaveLength(3);
    expect(planRuns(audited).map(({ study, draws }) => [study, draws])).toEqual([
      [0, 20],
      [1, 20],
      [2, 20],
    ]);
    const judged = await auditFindings(audited, { people: 10 });
    expect(judged.map(({ verdict }) => verdict)).toEqual(["reproduced", "reproduced"]);
  });

  test("are of one structure where a finding or its variant names it, else of all of them", async () => {
    const note = "a reason";
    const structures = {
      plain: { weight: 1, note, set: {} },
      nobody: { weight: 1, note, set: { [ceiling]: 0 } },
    };
    const check = { metric: takeUps, expect: { above: 0 } };
    const nothing = { metric: takeUps, expect: { equals: 0 } };
    const more = { metric: { difference: [{ ...takeUps, run: "those" }, takeUps] }, expect: { above: 0 } };
    const audited = await parsed(
      {
        All: findingOf([check]),
        None: findingOf([nothing], { structure: "nobody" }),
        Both: findingOf([more], { structure: "nobody", variants: { those: { structure: "plain" } } }),
      },
      { structures },
    );
    expect(audited.studies.map(({ structure }) => structure?.name)).toEqual([undefined, "nobody", "plain"]);
    const judged = await auditFindings(audited, { people: 10 });
    expect(judged.map(({ verdict }) => verdict)).toEqual(["reproduced", "reproduced", "reproduced"]);
    const refused = await parseSmall(
      { F: findingOf([check], { structure: "nobdy", variants: none }) },
      { draws: 20, structures },
    );
    expect(refused).toMatchObject({
      faults: [{ path: "findings.F.structure", code: "unknown_name", nearest: "nobody" }],
    });
  });

  test("keep groups only where a finding asks for one", async () => {
    const details: unknown[] = [];
    const run = (study: Study, options: RunOptions) => {
      details.push(options.detail);
      return runScenario(study, options);
    };
    const one = (metric: object) => ({ F1: findingOf([{ metric, expect: { above: 0 } }]) });
    await auditFindings(await parsed(one(takeUps)), { run, people: 5 });
    await auditFindings(await parsed(one({ ...takeUps, group: "site=town" })), { run, people: 5 });
    expect(details).toEqual(["all", "groups"]);
  });

  test("a finding of fewer draws is judged on the first of the others' run: the same as on a run of its own", async () => {
    const check = [{ metric: takeUps, expect: { above: 1 } }];
    const few = { F1: findingOf(check, { draws: 6 }) };
    const alone = await auditFindings(await parsed(few), { people: 10 });
    const shared = await parsed({ ...few, F2: findingOf(check) });
    expect(planRuns(shared)).toMatchObject([{ draws: 20 }]);
    const [first, second] = await auditFindings(shared, { people: 10 });
    expect(first).toEqual(alone[0]);
    expect([first!.draws, second!.draws]).toEqual([6, 20]);
    expect(planRuns(shared, 9)).toMatchObject([{ draws: 9 }]);
  });

  test("of a Latin hypercube are one for each number of draws", async () => {
    const check = [{ metric: takeUps, expect: { above: 1 } }];
    const audited = await parsed(
      { F1: findingOf(check, { draws: 20 }), F2: findingOf(check) },
      { design: "latin_hypercube", draws: 40 },
    );
    expect(planRuns(audited).map(({ draws }) => draws)).toEqual([20, 40]);
    const judged = await auditFindings(audited, { people: 5 });
    expect(judged.map(({ verdict }) => verdict)).toEqual(["reproduced", "reproduced"]);
  });

  test("tell their progress as one", async () => {
    const told: number[] = [];
    const audited = await parsed({
      F1: findingOf(
        [{ metric: { difference: [takeUps, { ...takeUps, run: "none" }] }, expect: { above: 0 } }],
        {
          variants: none,
        },
      ),
    });
    await auditFindings(audited, { people: 5, progress: ({ done, total }) => told.push(done / total) });
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((left, right) => left - right));
  });

  test("of one draw are refused", async () => {
    const audited = await parsed({ F1: findingOf([{ metric: takeUps, expect: { above: 1 } }]) });
    await expect(auditFindings(audited, { draws: 1, people: 5 })).rejects.toThrow(RangeError);
  });
});

test("a table of findings has the columns users know, and one of checks says more", async () => {
  const audited = await parsed({
    F1: findingOf([
      { label: "holders", metric: takeUps, expect: { above: 1 } },
      { metric: { ratio: [takeUps, { ...takeUps, arm: "contract" }] }, expect: { above: 1 } },
    ]),
  });
  const judged = await auditFindings(audited, { people: 10 });
  expect(findingsColumns.map(({ name }) => name).join(",")).toBe(
    "scenario,id,kind,claim,source,metric,expected,found,mcse,verdict",
  );
  const { rows } = findingsTable(judged);
  expect(rows).toMatchObject([
    {
      scenario: "small",
      id: "F1",
      metric: "take_ups, budget; (take_ups, budget) / (take_ups, contract)",
      expected: "> 1; > 1",
      verdict: "inconclusive",
    },
  ]);
  expect(rows[0]!.found).toMatch(/^[\d.]+; $/);
  const checks = checksTable(judged);
  expect(checks.rows).toMatchObject([
    { check: 1, label: "holders", verdict: "reproduced", note: undefined },
    { check: 2, verdict: "inconclusive", note: "the metric has no value" },
  ]);
  expect(writeCsv(checks.columns, checks.rows).split("\n")).toHaveLength(4);
});

test("the JSON Schema holds the words a finding may use", () => {
  const schema = scenarioFileSchema() as { readonly $defs: Readonly<Record<string, unknown>> };
  const text = JSON.stringify(schema);
  for (const word of ["metric", "line", "payer", "perspective"]) {
    expect(text).toContain(`"$ref":"#/$defs/${word}"`);
  }
  expect(JSON.stringify(schema.$defs.metric)).toContain('"const":"take_ups"');
  expect(JSON.stringify(schema.$defs.line)).toContain('"block_stranded"');
  const referred = [...text.matchAll(/"\$ref":"#\/\$defs\/([^"/]+)/g)].map(([, name]) => name!);
  expect(referred.filter((name) => !Object.hasOwn(schema.$defs, name))).toEqual([]);
});

test("a variant that comes to say what the scenario says is judged, not refused: it shows no difference", async () => {
  const parsedAlike = await parsed(
    {
      F1: findingOf(
        [{ metric: { difference: [takeUps, { ...takeUps, run: "none" }] }, expect: { above: 0 } }],
        {
          variants: none,
        },
      ),
    },
    { arms: { contract: {}, budget: { rollout: {}, take_up: { ceiling: 0 } } } },
  );
  expect(parsedAlike.studies).toHaveLength(1);
  const [judged] = await auditFindings(parsedAlike, { people: 5 });
  expect(judged!.verdict).toBe("not_reproduced");
});
