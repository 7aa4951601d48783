import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { prepareFolder, writeFolder } from "../../src/shell/outFolder.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const run = (files: Record<string, string>): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(files),
    [
      "manifest.json",
      JSON.stringify({ files: Object.fromEntries(Object.keys(files).map((name) => [name, "hash"])) }),
    ],
  ]);

describe("prepareFolder", () => {
  test("makes a folder, with those above it", async () => {
    await prepareFolder(join(folder, "a", "b"), false);
    expect(await readdir(join(folder, "a"))).toEqual(["b"]);
  });

  test("takes a folder with other things in it, and refuses one that holds a run unless told", async () => {
    await writeFile(join(folder, "notes.txt"), "mine");
    await prepareFolder(folder, false);
    await writeFile(join(folder, "manifest.json"), "{}");
    await expect(prepareFolder(folder, false)).rejects.toMatchObject({
      exitStatus: 2,
      message: /holds a run already/,
    });
    await prepareFolder(folder, true);
  });

  test("refuses a file, and a folder below one", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(prepareFolder(file, false)).rejects.toMatchObject({
      exitStatus: 2,
      message: /--out: wrong kind of value, found the file .*; allowed: a folder/,
    });
    await expect(prepareFolder(join(file, "below"), false)).rejects.toMatchObject({
      exitStatus: 3,
      message: /part of the path is a file/,
    });
  });

  // Node's own recursion never comes back from there.
  test.skipIf(!existsSync("/proc/self"))("refuses a folder where none can be made", async () => {
    await expect(prepareFolder("/proc/no/such/folder", false)).rejects.toMatchObject({
      exitStatus: 3,
      message: /cannot write \/proc/,
    });
  });
});

describe("writeFolder", () => {
  test("writes every file whole and leaves nothing passing behind", async () => {
    await writeFolder(folder, run({ "summary.csv": "a\n1\n" }));
    expect((await readdir(folder)).sort()).toEqual(["manifest.json", "summary.csv"]);
    expect(await readFile(join(folder, "summary.csv"), "utf8")).toBe("a\n1\n");
  });

  test("takes away what only the run before had, and nothing that is not a run's", async () => {
    await writeFile(join(folder, "notes.txt"), "mine");
    await writeFolder(folder, run({ "summary.csv": "old", "draws.csv": "old" }));
    await writeFolder(folder, run({ "summary.csv": "new" }));
    expect((await readdir(folder)).sort()).toEqual(["manifest.json", "notes.txt", "summary.csv"]);
    expect(await readFile(join(folder, "summary.csv"), "utf8")).toBe("new");
  });

  test("a manifest cannot have files taken away outside its folder", async () => {
    const outside = join(folder, "precious.csv");
    await writeFile(outside, "precious");
    const inner = join(folder, "inner");
    await prepareFolder(inner, false);
    await writeFile(join(inner, "manifest.json"), JSON.stringify({ files: { "../precious.csv": "x" } }));
    await writeFolder(inner, run({ "summary.csv": "" }));
    expect(await readFile(outside, "utf8")).toBe("precious");
  });

  test("what it cannot finish it takes away again, and the run before stays", async () => {
    await writeFolder(folder, run({ "summary.csv": "old" }));
    // A name with a folder in it that does not exist cannot be written.
    const broken = new Map([
      ["ledger.csv", "new"],
      ["missing/draws.csv", "new"],
      ["manifest.json", "{}"],
    ]);
    await expect(writeFolder(folder, broken)).rejects.toMatchObject({
      exitStatus: 3,
      message: /no such file/,
    });
    expect((await readdir(folder)).sort()).toEqual(["manifest.json", "summary.csv"]);
    expect(await readFile(join(folder, "summary.csv"), "utf8")).toBe("old");
  });
});
