/**
 * `afford audit` and `afford compare` on a small council, from the file to the exit status: turning the one input that drives
 * a finding turns its verdict.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../../src/shell/cli/main.js";
import type { CommandConsole } from "../../src/shell/console.js";

const council = `afford: 1
title: A small council
start: 2011-04
horizon_years: 2
price_year: 2010/11
draws: 30
seed: audit
discounting: { money: { rate: 0 } }
needs: [some, much]
client_groups: { older_people: {} }
sites: { city: { region: london }, town: {} }
people:
  existing_users: 12
  new_users_a_year: 0
  need_mix: { by_need: { some: 0.5, much: 0.5 } }
  package_mean: 10
  managing_without: { ratio: 2, claim_rate: 0.1 }
life_course: { death: 0.1, worsening: 0.5, admissions: 2 }
contracts:
  home_care: { price: 14, take_or_pay: 0.9, term_years: 5 }
costs:
  care_manager_hours_a_year: 20
  care_manager_hour: 36
  hospital_admission: 2000
  own_time_hour: 9
arms:
  contract: {}
  budget:
    rollout: {}
    take_up: { ceiling: 0.9, midpoint_years: -1, steepness: 4 }
    claims: { attraction: 3 }
    budget_setting: { bias: -0.1 }
    surplus: { reinvested_share: 0.5, recovered_share: 1 }
    purchase: { efficiency_gain: 0.3 }
    wider_uses: { share: 0.1, replaced_share: 0.5 }
    advice:
      adviser: { set_up_hours: 20, hours_a_year: 20, hour: 30 }
    care_manager_hours_saved: 5
    implementation: { per_user: { distribution: uniform, low: 200, high: 1800, across: sites } }
    effects: { worsening: 0.7, admissions: 0.8 }
    own_time: { hours_a_year: 10 }
baseline: contract
findings:
`;

/** Findings of one check each, with the input that drives it and what turns it. */
const findings = {
  advice: {
    check: `
      - metric: { arm: budget, comparator: contract, lines: [advice_and_support, care_manager_time] }
        expect: { above: 0 }`,
    turn: "arms.budget.advice.adviser.hour=0",
  },
  range: {
    check: `
      - metric:
          across: sites
          take: { share_between: [200, 1800] }
          of: { ratio: [{ line: implementation }, { metric: take_ups }] }
        expect: { at_least: 0.999 }`,
    turn: "arms.budget.implementation.per_user=1900",
  },
  stranded: {
    check: `
      - metric: { arm: budget, comparator: contract, line: block_stranded }
        expect: { above: 0 }`,
    turn: "contracts.home_care.take_or_pay=0",
  },
  attracted: {
    check: `
      - metric: { metric: attracted_claims }
        expect: { above: 0 }`,
    turn: "arms.budget.claims.attraction=1",
  },
  prevention: {
    check: `
      - metric: { comparator: contract, metric: admissions }
        expect: { below: 0 }`,
    turn: "arms.budget.effects.admissions=1.5",
  },
  replaced: {
    check: `
      - metric: { comparator: contract, line: other_services_replaced, payer: nhs }
        expect: { sign: negative }`,
    turn: "arms.budget.wider_uses.replaced_share=0",
  },
  recovered: {
    check: `
      - metric: { line: unspent_recovered }
        expect: { below: 0 }`,
    turn: "arms.budget.surplus.reinvested_share=1",
  },
  ownTime: {
    check: `
      - metric: { perspective: client, line: user_own_time }
        expect: { above: 0 }`,
    turn: "arms.budget.own_time.hours_a_year=0",
  },
  lessOften: {
    check: `
      - metric: { comparator: contract, metric: worsenings, per: year }
        expect: { below: 0 }`,
    turn: "arms.budget.effects.worsening=2",
  },
  topSlice: {
    variants: `{ whole: { set: { arms.budget.budget_setting.bias: 0 } } }`,
    check: `
      - metric: { difference: [{ line: budgets_paid_out }, { line: budgets_paid_out, run: whole }] }
        expect: { below: 0 }`,
    turn: "arms.budget.budget_setting.bias=0.05",
  },
  uptake: {
    variants: `{ ceilings: { sweep: { path: arms.budget.take_up.ceiling, values: [0.1, 0.5, 0.9] } } }`,
    check: `
      - for_each: { run: ceilings }
        metric: { metric: years_with_budget, run: each }
        expect: increasing`,
    turn: "arms.budget.take_up.midpoint_years=100",
  },
} as const;
type Name = keyof typeof findings;
const names = Object.keys(findings) as Name[];

const findingText = (name: Name, more = ""): string => {
  const finding: { check: string; variants?: string } = findings[name];
  return `  ${name}:
    claim: something of ${name}
    source: "001"
    kind: result
    variants: ${finding.variants ?? "{}"}
    checks:${finding.check}
${more}`;
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
  await Promise.all(
    names.map((name) => writeFile(join(folder, `${name}.yaml`), council + findingText(name))),
  );
  await writeFile(join(folder, "all.yaml"), council + names.map((name) => findingText(name)).join(""));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function afford(...args: readonly string[]) {
  const out: string[] = [];
  const notes: string[] = [];
  const progress: string[] = [];
  const console: CommandConsole = {
    print: async (text) => void out.push(text),
    note: (text) => void notes.push(text),
    isTerminal: false,
    progress: { isTTY: true, write: (text) => progress.push(text) },
    readInput: async () => readFile(join(folder, "all.yaml"), "utf8"),
    signal: new AbortController().signal,
  };
  const status = await runCommand([...args, "--threads", "1"], console);
  return { status, out: out.join(""), notes: notes.join(""), progress: progress.join("") };
}

const verdictsIn = (csv: string): readonly string[] =>
  csv
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => row.split(",").at(-1)!);

/** What is told before anything is run. */
const announced = String.raw`about \d+ runs?, \d+ draws in all: about \d+ s\n`;

describe("afford audit", () => {
  test("reproduces every finding of the small council, and ends with 0", async () => {
    const { status, out, notes, progress } = await afford("audit", join(folder, "all.yaml"));
    expect(notes).toMatch(new RegExp(`^${names.length} findings of 1 scenario: ${announced}$`));
    expect(verdictsIn(out)).toEqual(names.map(() => "reproduced"));
    expect(out.split("\n")[0]).toBe("scenario,id,kind,claim,source,metric,expected,found,mcse,verdict");
    expect(status).toBe(0);
    expect(progress).toMatch(/\[#.*of \d+ draws/);
  });

  test.each(
    names,
  )("%s: turning the input that drives it turns the verdict, and ends with 1", async (name) => {
    const { status, out, notes } = await afford(
      "audit",
      join(folder, `${name}.yaml`),
      "--set",
      findings[name].turn,
    );
    expect(verdictsIn(out)).toEqual(["not reproduced"]);
    expect(notes).toMatch(new RegExp(`^1 finding of 1 scenario: ${announced}$`));
    expect(status).toBe(1);
  });

  test("tells all of several scenarios, each with its figures, on a screen, and writes them", async () => {
    const out = join(folder, "out");
    const told = await afford(
      "audit",
      join(folder, "advice.yaml"),
      join(folder, "range.yaml"),
      ...["--out", out, "--format", "table"],
    );
    expect(told.status).toBe(0);
    expect(told.notes).toMatch(new RegExp(`^2 findings of 2 scenarios: ${announced}wrote ${out}\n$`));
    expect(told.out).toMatch(
      /^advice {2}reproduced {2}\(result, source 001, advice\)\n {4}something of advice\n/,
    );
    expect(told.out).toMatch(/expected > 0; found [\d,]+ ± [\d,.]+\n/);
    expect(told.out).toContain("2 findings\n  2 results: 2 reproduced, 0 not reproduced, 0 inconclusive\n");
    expect((await readdir(out)).sort()).toEqual([
      "checks.csv",
      "datapackage.json",
      "findings.csv",
      "manifest.json",
    ]);
    const { resources } = JSON.parse(await readFile(join(out, "datapackage.json"), "utf8"));
    for (const { path, schema } of resources) {
      const [header] = (await readFile(join(out, path), "utf8")).split("\n");
      expect(header).toBe(schema.fields.map(({ name }: { name: string }) => name).join(","));
    }
    const manifest = JSON.parse(await readFile(join(out, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ command: "audit", scenarios: [{ draws: 30 }, { draws: 30 }] });
    expect(Object.keys(manifest.files).sort()).toEqual(["checks.csv", "datapackage.json", "findings.csv"]);
  });

  test("reads standard input, and tells JSON", async () => {
    const { out } = await afford("audit", "-", "--format", "json", "--quiet");
    const told = JSON.parse(out);
    expect(told.findings).toHaveLength(names.length);
    expect(told.checks[0]).toMatchObject({ scenario: "stdin", id: "advice", verdict: "reproduced" });
  });

  test("says an inconclusive finding's draws, and ends with 0", async () => {
    // Certain in each of 30 draws is 1 ± 0.1: about four times as many would tell it from 0.95.
    await writeFile(
      join(folder, "unsure.yaml"),
      `${council}${findingText("ownTime")}`
        .replace("line: user_own_time }", "metric: cost, statistic: { probability_above: -1e9 } }")
        .replace("{ above: 0 }", "{ at_least: 0.95 }"),
    );
    const { status, out } = await afford("audit", join(folder, "unsure.yaml"), "--format", "table");
    expect(status).toBe(0);
    expect(out).toContain("inconclusive: run about 120 draws");
    const more = await afford("audit", join(folder, "unsure.yaml"), "--draws", "120");
    expect(verdictsIn(more.out)).toEqual(["reproduced"]);
  });

  test("refuses what is wrong with a finding, at its place, with 2", async () => {
    await writeFile(
      join(folder, "wrong.yaml"),
      council + findingText("advice").replace("care_manager_time]", "care_manger_time]"),
    );
    const { status, notes, out } = await afford("audit", join(folder, "wrong.yaml"));
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(notes).toMatch(
      /wrong\.yaml:\d+:\d+ findings\.advice\.checks\.0\.metric\.lines\.1: unknown name, found care_manger_time; .*did you mean "care_manager_time"\?/,
    );
  });

  test("refuses scenarios without findings, and one draw", async () => {
    await writeFile(join(folder, "bare.yaml"), council.replace("findings:\n", ""));
    expect((await afford("audit", join(folder, "bare.yaml"))).status).toBe(2);
    expect((await afford("audit", join(folder, "all.yaml"), "--draws", "1")).status).toBe(2);
  });
});

describe("afford compare", () => {
  const write = async (name: string, from: string | RegExp, to: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, council.replace("findings:\n", "").replace(from, to));
    return path;
  };
  type Row = Readonly<Record<string, string | number | null>>;
  const rowsOf = (out: string): readonly Row[] => JSON.parse(out).compare;

  test("gives differences line by line, of the same people: only what a price changes moves", async () => {
    const first = await write("a.yaml", "", "");
    const second = await write("b.yaml", "hour: 30 }", "hour: 33 }");
    const { status, out } = await afford("compare", first, second, "--format", "json");
    expect(status).toBe(0);
    const rows = rowsOf(out);
    const moved = rows.filter(({ mean }) => mean !== 0);
    expect(new Set(moved.map(({ line }) => line))).toEqual(
      new Set(["cost", "cash_cost", "advice_and_support"]),
    );
    expect(new Set(moved.map(({ arm }) => arm))).toEqual(new Set(["budget"]));
    const advice = rows.find(
      ({ arm, comparator, period, line }) =>
        arm === "budget" && comparator === null && period === "total" && line === "advice_and_support",
    )!;
    expect(Number(advice.mean)).toBeCloseTo(0.1 * Number(advice.reference_mean), 6);
    // The difference is a tenth of the line in every draw, so its error is a tenth of the line's: paired.
    expect(Number(advice.mcse)).toBeLessThan(0.1 * Number(advice.mean));
    const lines = rows.filter(
      ({ arm, comparator, period, perspective, line }) =>
        [arm, comparator, period, perspective].join() === "budget,contract,2011/12,council" &&
        line !== "cost" &&
        line !== "cash_cost",
    );
    const total = rows.find(
      ({ arm, comparator, period, perspective, line }) =>
        [arm, comparator, period, perspective, line].join() === "budget,contract,2011/12,council,cost",
    )!;
    expect(lines.reduce((sum, { mean }) => sum + Number(mean), 0)).toBeCloseTo(Number(total.mean), 6);
  });

  test("a scenario differs from itself in nothing; the first one's draws and luck are everyone's", async () => {
    const first = await write("a.yaml", "", "");
    const second = await write("b.yaml", "draws: 30\nseed: audit", "draws: 7\nseed: other");
    const third = await write("c.yaml", "", "");
    const { out, notes, progress } = await afford("compare", first, second, third, "--format", "json");
    expect(notes).toMatch(
      /^3 scenarios, a run each of 30 draws \(people simulated: up to 1,000 a site and group\): about \d+ s\n$/,
    );
    expect(rowsOf(out).every(({ mean, mcse }) => mean === 0 && mcse === 0)).toBe(true);
    expect(progress).toContain("of 90 draws");
  });

  test("other months are compared year by year, with a note; the screen and the file say the same", async () => {
    const first = await write("a.yaml", "", "");
    const longer = await write("b.yaml", "horizon_years: 2", "horizon_years: 3");
    const out = join(folder, "compared");
    const told = await afford("compare", first, longer, "--format", "table", "--out", out);
    expect(told.status).toBe(0);
    expect(told.out).toContain("b against a: net cost of budget against contract, 2012/13");
    expect(told.out.replace(/\s+/g, " ")).toContain(
      "note: b covers other months than a: compared are 2011/12, 2012/13",
    );
    const csv = await readFile(join(out, "compare.csv"), "utf8");
    expect(csv.split("\n")[0]).toMatch(/^scenario,reference,arm,comparator,period,perspective,line,unit,/);
    expect(csv).not.toContain(",total,");
  });

  test.each([
    ["other prices", "price_year: 2010/11", "price_year: 2012/13", "prices of 2012/13 against 2010/11"],
    ["other times", "start: 2011-04", "start: 2001-04", "no financial year that both cover alike"],
    [
      "other arms",
      /arms:\n {2}contract: \{\}\n {2}budget:/,
      "arms:\n  old: {}\n  new:",
      "no arm of the same name",
    ],
  ])("%s are refused", async (_what, from, to, words) => {
    const first = await write("a.yaml", "", "");
    const second = await write("b.yaml", from, to);
    if (words.startsWith("no arm")) {
      await writeFile(
        second,
        (await readFile(second, "utf8")).replace("baseline: contract", "baseline: old"),
      );
    }
    const { status, notes } = await afford("compare", first, second);
    expect(status).toBe(2);
    expect(notes).toContain(words);
  });

  test("one scenario is no comparison", async () => {
    expect((await afford("compare", await write("a.yaml", "", ""))).status).toBe(2);
  });
});
