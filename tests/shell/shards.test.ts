/** `afford run --shard` and `afford merge`: the folder of the run in one piece, byte for byte, or every shard that is wrong. */
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { commandLine, type Said } from "./commandLine.js";

let folder: string;
const inFolder = (...names: readonly string[]): string => join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
  await writeFile(inFolder("rates.csv"), "rate\n0.2\n0.5\n0.7\n");
  await writeFile(
    inFolder("council.yaml"),
    `${starterScenario}structures:
  plain: { weight: 1, note: a reason, set: {} }
  dear: { weight: 1, note: a reason, set: { arms.budget.purchase.price_ratio: 1.3 } }
  dearest: { weight: 0, note: a reason, set: { arms.budget.purchase.price_ratio: 2 } }
`,
  );
  await writeFile(
    inFolder("mine.yaml"),
    `afford: 1
extends: council.yaml
arms:
  budget: { take_up: { ceiling: { distribution: empirical, table: rates.csv, column: rate } } }
`,
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** From 100 draws on there are twins. */
const settings = ["--draws", "100", "--people", "2", "--threads", "1", "--quiet"];
const run = (...args: readonly string[]): Promise<Said> =>
  commandLine(["run", inFolder("mine.yaml"), ...settings, ...args]);
async function shards(name: string, of: number, ...args: readonly string[]): Promise<readonly string[]> {
  const folders = Array.from({ length: of }, (_, at) => inFolder(`${name}-${at + 1}`));
  for (const [at, out] of folders.entries()) {
    const said = await run("--shard", `${at + 1}/${of}`, "--out", out, ...args);
    expect(said).toEqual({ status: 0, out: "", notes: "" });
  }
  return folders;
}
const merge = (folders: readonly string[], ...args: readonly string[]): Promise<Said> =>
  commandLine(["merge", ...folders, "--quiet", ...args]);

/** The text of every file of a folder; of the manifest without the circumstances of the run. */
async function filesOf(out: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(out)).sort();
  const texts = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(out, name), "utf8");
      return [name, name === "manifest.json" ? text.slice(0, text.indexOf('\n  "ran": ')) : text];
    }),
  );
  return Object.fromEntries(texts);
}

describe("shards, merged, are the run in one piece", () => {
  test("every file to the byte, and what is printed", async () => {
    const asked = ["--keep-draws", "--threshold", "15000", "25000"];
    const one = await run(...asked, "--out", inFolder("one"));
    const joined = await merge(await shards("part", 3, ...asked), "--out", inFolder("merged"));
    expect(joined).toEqual(one);
    const found = await filesOf(inFolder("merged"));
    expect(Object.keys(found)).toEqual([
      "datapackage.json",
      "draws.csv",
      "inputs.csv",
      "ledger.csv",
      "manifest.json",
      "structures.csv",
      "summary.csv",
    ]);
    expect(found).toEqual(await filesOf(inFolder("one")));
    expect(found["summary.csv"]).toContain("cost_luck_share");
  });

  test("of one structure, with settings on top, on screen; without a folder too", async () => {
    const asked = ["--structure", "dear", "--set", "horizon_years=2", "--seed", "it's"];
    const table = ["--format", "table"];
    const one = await run(...asked, ...table, "--out", inFolder("dear"));
    const folders = await shards("dear", 2, ...asked);
    expect(await merge(folders, ...table, "--out", inFolder("dear-merged"))).toEqual(one);
    expect(await merge(folders, ...table)).toEqual(one);
    expect(await filesOf(inFolder("dear-merged"))).toEqual(await filesOf(inFolder("dear")));
  });

  test("of a folder's run, run again", async () => {
    const folders = [1, 2].map((part) => inFolder(`again-${part}`));
    for (const [at, out] of folders.entries()) {
      const args = ["run", inFolder("one"), "--threads", "1", "--quiet", "--shard", `${at + 1}/2`];
      expect((await commandLine([...args, "--keep-draws", "--out", out])).status).toBe(0);
    }
    const joined = await merge(folders, "--out", inFolder("again"));
    expect(joined.status).toBe(0);
    const tables = async (of: string) => (await filesOf(inFolder(of)))["draws.csv"];
    expect(await tables("again")).toBe(await tables("one"));
  });
});

describe("a shard's folder", () => {
  test("says what it holds: a file of the numbers that its description counts", async () => {
    const { resources } = JSON.parse(await readFile(inFolder("part-2", "datapackage.json"), "utf8"));
    const { path, bytes, hash, axes } = resources[0];
    const tallies = await readFile(inFolder("part-2", path));
    const { draws, arms, groups, periods, items } = axes;
    expect(tallies.length).toBe(bytes);
    expect(8 * draws * arms.length * groups.length * periods.length * items.length).toBe(bytes);
    const manifest = JSON.parse(await readFile(inFolder("part-2", "manifest.json"), "utf8"));
    expect(hash).toBe(`sha256:${manifest.files[path]}`);
    expect(manifest).toMatchObject({
      command: "shard",
      draws: 100,
      shard: { part: 2, of: 3, twins: 10, keep_draws: true, thresholds_gbp: [15000, 25000] },
    });
    // 100 draws, 10 twins and 10 of the stress test, in three.
    expect([axes.first_draw, draws]).toEqual([40, 40]);
  });
});

describe("shards that are no run", () => {
  const wrong = async (folders: readonly string[], words: RegExp): Promise<void> => {
    const out = inFolder("never");
    const { status, out: printed, notes } = await merge(folders, "--out", out);
    expect({ status, printed }).toEqual({ status: 2, printed: "" });
    expect(notes.replaceAll(folder, "")).toMatch(words);
    expect(await readdir(out)).toEqual([]);
  };
  const parts = (...numbers: readonly number[]) => numbers.map((part) => inFolder(`part-${part}`));

  test("lost, doubled", async () => {
    await wrong(
      parts(3),
      /^merge: missing file, found no shards 1 to 2 of 3; allowed: all 3 shards of the run\n1 fault\n$/,
    );
    await wrong(
      parts(1, 3, 1),
      /^\/part-1\/manifest\.json shard\.part: not allowed, found shard 1\/3, which is in \/part-1 too; allowed: each shard once\nmerge: missing file, found no shard 2 of 3; .*\n2 faults/,
    );
  });

  test("of another run, by all that differs", async () => {
    await run("--shard", "2/3", "--out", inFolder("foreign"), "--seed", "x", "--set", "horizon_years=1");
    await wrong(
      [inFolder("foreign"), ...parts(1, 3)],
      /^\/foreign\/manifest\.json sets: not allowed, found \["horizon_years=1"\]; allowed: \[\], as the run of \/part-1 has it\n.* seed: not allowed, found "x"; allowed: "afford", .*\n.* shard\.keep_draws: .*\n.* shard\.thresholds_gbp: .*\nmerge: missing file, found no shard 2 of 3/,
    );
    await run("--shard", "2/2", "--out", inFolder("halves"), "--keep-draws", "--threshold", "15000", "25000");
    await wrong(
      [...parts(1, 3), inFolder("halves")],
      /^\/halves\/manifest\.json shard\.of: not allowed, found 2; allowed: 3, /,
    );
  });

  test("of another version, or of tables that have changed since", async () => {
    const older = await Promise.all(
      [1, 2, 3].map(async (part) => {
        const copy = inFolder(`older-${part}`);
        await cp(inFolder(`part-${part}`), copy, { recursive: true });
        const manifest = JSON.parse(await readFile(join(copy, "manifest.json"), "utf8"));
        await writeFile(join(copy, "manifest.json"), JSON.stringify({ ...manifest, version: "0.0.1" }));
        return copy;
      }),
    );
    await wrong(
      older,
      /^\/older-1\/manifest\.json version: unknown version, found 0\.0\.1; allowed: shards of version/,
    );
    const table = inFolder("rates.csv");
    const text = await readFile(table, "utf8");
    await writeFile(table, text.replace("0.5", "0.6"));
    await wrong(
      parts(1, 2, 3),
      /^\/rates\.csv: contradicts itself, found another text than the shards were run with/,
    );
    await writeFile(table, text);
  });

  test("not as they were written: cut short, another byte, no manifest, no folder, a whole run", async () => {
    const copies = await Promise.all(
      [1, 2, 3].map(async (part) => {
        await cp(inFolder(`part-${part}`), inFolder(`copy-${part}`), { recursive: true });
        return inFolder(`copy-${part}`);
      }),
    );
    await truncate(inFolder("copy-2", "tallies.f64"), 80);
    await wrong(
      copies,
      /^\/copy-2\/tallies\.f64: contradicts itself, found 80 bytes; allowed: \d+ bytes: 40 draws of \d+ numbers\n1 fault/,
    );
    const bytes = await readFile(inFolder("part-2", "tallies.f64"));
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(inFolder("copy-2", "tallies.f64"), bytes);
    await wrong(
      copies,
      /^\/copy-2\/tallies\.f64: contradicts itself, found other bytes than its manifest has the hash of/,
    );
    await rm(inFolder("copy-2", "manifest.json"));
    await wrong(
      copies,
      /^\/copy-2\/manifest\.json: missing file, .*\nmerge: missing file, found no shard 2 of 3/,
    );
    await wrong([inFolder("nowhere")], /^\/nowhere\/manifest\.json: missing file, .*\n1 fault/);
    await wrong([inFolder("one")], /^\/one\/manifest\.json command: wrong kind of value, found "run"/);
  });

  test("whose manifest was changed by hand", async () => {
    const manifest = JSON.parse(await readFile(inFolder("part-1", "manifest.json"), "utf8"));
    await cp(inFolder("part-1"), inFolder("changed"), { recursive: true });
    for (const shard of [{ part: 4 }, { of: 1e6, part: 1 }, { twins: 101 }]) {
      const text = JSON.stringify({ ...manifest, shard: { ...manifest.shard, ...shard } });
      await writeFile(inFolder("changed", "manifest.json"), text);
      await wrong([inFolder("changed")], /^\/changed\/manifest\.json shard: wrong kind of value/);
    }
  });
});

test.each([
  [["--shard", "2"], /^--shard: cannot be read, found "2"; allowed: K\/N, such as 2\/4/],
  [["--shard", "0/4"], /^--shard: out of range, found 0\/4; allowed: K\/N, K from 1 to N/],
  [["--shard", "5/4"], /^--shard: out of range, found 5\/4/],
  [["--shard", "1/4"], /^--out: missing; allowed: a folder, as --shard writes its part of the run/],
  [
    ["--shard", "1/101", "--out", "never"],
    /^--shard: out of range, found 1\/101; allowed: at most 100 shards, as many as draws/,
  ],
  [
    ["--shard", "1/4", "--out", "never", "--format", "csv", "--excel"],
    /^--format: not allowed, found csv; .* merge takes it\n--excel: /,
  ],
])("run %j is refused", async (args, words) => {
  const { status, out, notes } = await run(...args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(notes).toMatch(words);
});
