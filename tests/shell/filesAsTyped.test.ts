/** A file that cannot be taken is told as it was typed, with the line and what to do. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { commandLine } from "./commandLine.js";

let folder: string;
const own = process.cwd();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
  process.chdir(folder);
  const windows = (text: string): Uint8Array => Buffer.from(text, "latin1");
  await writeFile("councils.csv", windows("site,label,region\na,Région A,elsewhere\n"));
  await writeFile("council.yaml", windows("afford: 1\ntitle: Un conseil\nnote: déjà\n"));
  await writeFile("over.yaml", "afford: 1\nextends: council.yaml\n");
  await writeFile("unicode.csv", Buffer.from("\uFEFFdraw,arm\n", "utf16le"));
  await writeFile("our.txt", "afford: 1\n");
  await writeFile("good.yaml", starterScenario);
});
afterAll(async () => {
  process.chdir(own);
  await rm(folder, { recursive: true });
});

describe("files that cannot be taken", () => {
  test.each([
    [
      ["sites", "good.yaml", "--table", "councils.csv"],
      "councils.csv:2:4: cannot be read, found byte 0xE9, which is not UTF-8; allowed: UTF-8 text: save it as CSV UTF-8\n1 fault\n",
    ],
    [
      ["decide", "councils.csv"],
      "councils.csv:2:4: cannot be read, found byte 0xE9, which is not UTF-8; allowed: UTF-8 text: save it as CSV UTF-8\n1 fault\n",
    ],
    [
      ["decide", "unicode.csv"],
      "unicode.csv:1:1: cannot be read, found UTF-16 text; allowed: UTF-8 text: save it as CSV UTF-8\n1 fault\n",
    ],
    [
      ["validate", "council.yaml"],
      "council.yaml:3:8: cannot be read, found byte 0xE9, which is not UTF-8; allowed: UTF-8 text: save it as UTF-8\n1 fault\n",
    ],
    [
      ["validate", "over.yaml"],
      "council.yaml:3:8: cannot be read, found byte 0xE9, which is not UTF-8; allowed: UTF-8 text: save it as UTF-8\n1 fault\n",
    ],
    [
      ["sites", "good.yaml", "--table", "counsils.csv"],
      "--table: missing file, found counsils.csv; allowed: a CSV with a row for each site and client group, that can be read (no such file)\n1 fault\n",
    ],
    [
      ["sites", "good.yaml", "--set", "sites_table=none.csv"],
      "--set sites_table: missing file, found none.csv; allowed: a CSV with a row for each site and client group, that can be read (no such file)\n1 fault\n",
    ],
  ])("%j", async (args, words) => {
    expect(await commandLine(args)).toMatchObject({ status: 2, out: "", notes: words });
  });

  test.each([
    ["validate"],
    ["run"],
    ["explain"],
    ["audit"],
  ])("%s says of a file without an ending that it needs a slash", async (command) => {
    const { status, notes } = await commandLine([command, "our.txt"]);
    expect(status).toBe(2);
    expect(notes).toMatch(
      /our\.txt: missing file, found .* a file that stands here; .*did you mean "\.\/our\.txt"\?/,
    );
    const named = await commandLine([command, "./our.txt"]);
    expect(named.notes).not.toContain("missing file");
  });
});
