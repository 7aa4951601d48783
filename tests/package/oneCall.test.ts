/** Each command has its function: one call gives the table that the command prints, with the same names and defaults. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as afford from "../../src/index.js";
import { shippedScenarios, shippedText } from "../../src/shell/packageFiles.js";
import { commandLine } from "../shell/commandLine.js";

const scenario = afford.init();
let study: afford.Study;
beforeAll(async () => {
  const parsed = afford.certainly(await afford.parseScenario(scenario, { name: "stdin" }));
  study = parsed.study;
});

/** What a command prints for the starter scenario. */
async function printed(command: string, ...args: readonly string[]): Promise<string> {
  const { status, out, notes } = await commandLine([command, "-", "--quiet", "--threads", "1", ...args], {
    input: scenario,
  });
  expect(status, notes).toBe(0);
  return out;
}

const csvOf = ({ columns, rows }: afford.TableData<object>): string => afford.writeCsv(columns, rows);

const tableOf = (answer: afford.Outcome<{ readonly table: afford.TableData<object> }>): string =>
  csvOf(afford.certainly(answer).table);

const bias = "arms.budget.budget_setting.bias";
const few = { draws: 4, people: 10 } as const;
const fewOptions = ["--draws", "4", "--people", "10"];

describe("one call gives what the command prints", () => {
  it("run", async () => {
    const answer = afford.certainly(await afford.run(study, few));
    expect(csvOf(answer.summary)).toBe(await printed("run", ...fewOptions));
    expect(answer.draws).toBeUndefined();
    const kept = afford.certainly(await afford.run(study, { ...few, keepDraws: true, seed: "other" }));
    expect(kept.draws?.rows).toHaveLength(4 * study.arms.length);
  });

  it("why, breakeven, sweep", async () => {
    expect(tableOf(await afford.why(study, { ...few, orders: 4 }))).toBe(
      await printed("why", "--orders", "4", ...fewOptions),
    );
    const range = `${bias}=-0.3:0.3`;
    const target = { target: "neutral:0.5", probes: 5 } as const;
    const options = ["--vary", range, "--target", target.target, "--probes", "5"];
    const found = tableOf(await afford.breakeven(study, { ...few, ...target, vary: range }));
    expect(found).toBe(await printed("breakeven", ...options, ...fewOptions));
    const data = { path: bias, range: { low: -0.3, high: 0.3 } };
    expect(tableOf(await afford.breakeven(study, { ...few, ...target, vary: data }))).toBe(found);
    const grid = { vary: [`${bias}=0,0.1`, "contracts.block.price=12:14:2"], metric: ["cost"] };
    const sweepOptions = [...grid.vary.flatMap((vary) => ["--vary", vary]), "--metric", "cost"];
    expect(tableOf(await afford.sweep(study, { ...few, ...grid }))).toBe(
      await printed("sweep", ...sweepOptions, ...fewOptions),
    );
  });

  it("sites, sensitivity", async () => {
    expect(tableOf(await afford.sites(study, { ...few, breakevenDraws: 2 }))).toBe(
      await printed("sites", "--breakeven-draws", "2", ...fewOptions),
    );
    const group = { prices: ["arms.budget.purchase"] };
    const asked = { draws: 40, people: 10, oneWayDraws: 2, sobolInputs: 1, group };
    const options = ["--draws", "40", "--people", "10", "--one-way-draws", "2", "--sobol-inputs", "1"];
    expect(tableOf(await afford.sensitivity(study, asked))).toBe(
      await printed("sensitivity", "--group", "prices=arms.budget.purchase", ...options),
    );
  });

  it("compare", async () => {
    const other = scenario.replace("take_or_pay: ", "take_or_pay: 0.5 #");
    const parsed = afford.certainly(await afford.parseScenario(other, { name: "other" }));
    const folder = await mkdtemp(join(tmpdir(), "afford-"));
    await writeFile(join(folder, "stdin.yaml"), scenario);
    await writeFile(join(folder, "other.yaml"), other);
    const files = [join(folder, "stdin.yaml"), join(folder, "other.yaml")];
    const { out } = await commandLine(["compare", ...files, "--quiet", "--threads", "1", ...fewOptions]);
    await rm(folder, { recursive: true });
    expect(tableOf(await afford.compare([study, parsed.study], few))).toBe(out);
  });

  it("whyChanged, of the texts that two runs' folders keep", async () => {
    const folder = await mkdtemp(join(tmpdir(), "afford-"));
    await writeFile(join(folder, "one.yaml"), scenario);
    await writeFile(join(folder, "prices.csv"), "price\n12\n14\n");
    const sets = [
      `contracts.block.price={ distribution: empirical, table: "${join(folder, "prices.csv")}", column: price, price_year: 2010/11 }`,
      "seed=other",
    ];
    const at = (name: string): string => join(folder, name);
    const run = (out: string, ...args: readonly string[]) =>
      commandLine([
        "run",
        at("one.yaml"),
        "--out",
        at(out),
        "--quiet",
        "--threads",
        "1",
        ...fewOptions,
        ...args,
      ]);
    await run("before");
    await run("after", ...sets.flatMap((set) => ["--set", set]));
    const kept = async (out: string): Promise<afford.KeptRun> => ({
      name: at(out),
      manifest: await readFile(join(at(out), "manifest.json"), "utf8"),
      summary: await readFile(join(at(out), "summary.csv"), "utf8"),
    });
    const [before, after] = [await kept("before"), await kept("after")];
    const options = { read: (name: string) => readFile(name, "utf8") };
    const { out } = await commandLine(["compare", at("before"), at("after"), "--quiet", "--threads", "1"]);
    const found = afford.certainly(await afford.whyChanged(before, after, options));
    expect(csvOf(found.table)).toBe(out);
    expect(found.differences.map(({ kind }) => kind)).toEqual(["inputs", "luck"]);
    await rm(folder, { recursive: true });
    // Without anything to read tables with, that is told; nothing throws, whatever the texts are.
    expect(await afford.whyChanged(before, after)).toMatchObject({ faults: [{}, { code: "missing_file" }] });
    for (const manifest of ["", "null", "[]", "{", '{"package":"can-we-afford-it","bases":3}'])
      expect(await afford.whyChanged({ ...before, manifest }, after, options)).toHaveProperty("faults");
    for (const summary of ["", '"', "arm,comparator\n1,2\n"])
      expect(await afford.whyChanged({ ...before, summary }, before, options)).toHaveProperty("faults");
  });

  it("explain, list, init, schema, validate", async () => {
    const evidence = shippedText("evidence");
    const told = await commandLine(["explain", "-"], { input: scenario });
    expect(csvOf(afford.explain(study, { evidence }).table)).toBe(told.out);
    const texts = Object.fromEntries(shippedScenarios().map((name) => [name, shippedText(name)]));
    expect(tableOf(await afford.list(texts))).toBe((await commandLine(["list"])).out);
    expect((await commandLine(["init"])).out).toBe(afford.init());
    expect((await commandLine(["init", "--table"])).out).toBe(afford.init({ table: true }));
    expect((await commandLine(["init", "--contracts"])).out).toBe(afford.init({ contracts: true }));
    expect(JSON.parse((await commandLine(["schema"])).out)).toEqual(afford.schema(shippedScenarios()));
    const faulty = "afford: 1\ntitel: Mine\n";
    const { out } = await commandLine(["validate", "-", "--format", "json"], { input: faulty });
    expect(JSON.parse(out)).toMatchObject({ faults: await afford.validate(faulty, { name: "-" }) });
    expect(await afford.validate(scenario)).toEqual([]);
  });

  it("audit", async () => {
    const finding = `
findings:
  dearer:
    claim: A budget costs the council more.
    source: "000"
    kind: result
    checks:
      - metric: { metric: cost, arm: budget, comparator: contract, perspective: council }
        expect: { above: -1000000000 }
`;
    const audited = scenario + finding;
    const parsed = afford.certainly(await afford.parseFindings(audited, { name: "stdin" }));
    const { out, notes } = await commandLine(["audit", "-", "--quiet", "--threads", "1", ...fewOptions], {
      input: audited,
    });
    expect(tableOf(await afford.audit([parsed], few)), notes).toBe(out);
  });

  it("decide", async () => {
    const answer = afford.certainly(await afford.run(study, { draws: 50, people: 5, keepDraws: true }));
    const text = csvOf(answer.draws!);
    const asked = { threshold: [0, 20_000], cost: "cost_public" };
    const { out } = await commandLine(["decide", "-", "--threshold", "0", "20000", "--cost", "cost_public"], {
      input: text,
    });
    expect(tableOf(afford.decide(text, asked))).toBe(out);
    expect(tableOf(afford.decide(answer.draws!, asked))).toBe(out);
  });
});

describe("shards", () => {
  it("are merged to what the command prints for the run in one piece", async () => {
    const folder = await mkdtemp(join(tmpdir(), "afford-"));
    const shards = await Promise.all(
      [1, 2, 3].map(async (part): Promise<afford.WholeShard> => {
        const name = join(folder, String(part));
        await printed("run", ...fewOptions, "--shard", `${part}/3`, "--out", name);
        const bytes = await readFile(join(name, "tallies.f64"));
        const tallies = new Float64Array(new Uint8Array(bytes).buffer);
        return { name, manifest: await readFile(join(name, "manifest.json"), "utf8"), tallies };
      }),
    );
    await rm(folder, { recursive: true });
    const answer = afford.certainly(await afford.merge(shards));
    expect(csvOf(answer.summary)).toBe(await printed("run", ...fewOptions));
    const cut = { ...shards[1]!, tallies: shards[1]!.tallies.subarray(1) };
    expect(await afford.merge([shards[0]!, cut, shards[2]!])).toMatchObject({
      faults: [{ code: "inconsistent", file: `${cut.name}/tallies.f64` }],
    });
    expect(await afford.merge(shards, { version: "0.0.1" })).toMatchObject({
      faults: [{ code: "wrong_version" }],
    });
  });
});

describe("a question with mistakes", () => {
  it("tells all of them at once, as the command does, and runs nothing", async () => {
    const asked = { vary: `${bias}=0:x`, target: "neutral:2", perspective: "mars", arm: "bugdet", probes: 1 };
    const answer = await afford.breakeven(study, asked as unknown as afford.AskedBreakeven);
    if (!("faults" in answer)) throw new Error("faults expected");
    expect(answer.faults.map(({ file }) => file)).toEqual([
      "--probes",
      "--target",
      "--perspective",
      "--vary",
    ]);
    const why = await afford.why(study, { arm: "bugdet", orders: 5, draws: 4 });
    if (!("faults" in why)) throw new Error("faults expected");
    expect(why.faults).toMatchObject([{ file: "--arm", nearest: "budget" }, { file: "--orders" }]);
    expect(await afford.compare([study])).toMatchObject({ faults: [{ found: "one scenario" }] });
    expect(await afford.sweep(study, { vary: [] })).toMatchObject({ faults: [{ file: "--vary" }] });
    expect(await afford.audit([{ studies: [study], findings: [] }], { draws: 1 })).toHaveProperty("faults");
  });
});

describe("a question that takes many runs", () => {
  it("tells its progress as one, and stops where it is told to", async () => {
    const told: { done: number; total: number }[] = [];
    await afford.why(study, { ...few, orders: 4, progress: (one) => told.push(one) });
    const last = told.at(-1)!;
    expect(last.done).toBe(last.total);
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).sort((a, b) => a - b));
    expect(new Set(told.map(({ total }) => total)).size).toBe(1);
    const controller = new AbortController();
    const stopped = afford.sweep(study, {
      ...few,
      vary: `${bias}=0,0.1,0.2`,
      signal: controller.signal,
      progress: () => controller.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  });
});
