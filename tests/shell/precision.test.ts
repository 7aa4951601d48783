/** `run --precision`: as many draws as it takes, and the same bytes as asking for so many. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseScenario, run } from "../../src/index.js";
import { starterScenario } from "../../src/report/starterScenario.js";
import { commandLine } from "./commandLine.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const small = ["--threads", "1", "--set", "people.existing_users=8", "--set", "people.new_users_a_year=0"];
const afford = (...args: readonly string[]) =>
  commandLine(["run", "-", ...small, ...args], { input: starterScenario });

/** Every file of a folder but what a manifest says of the circumstances. */
async function bytesOf(out: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const name of await readdir(out)) {
    const text = await readFile(join(out, name), "utf8");
    found[name] = name === "manifest.json" ? JSON.stringify({ ...JSON.parse(text), ran: undefined }) : text;
  }
  return found;
}

describe("run --precision", () => {
  test.each([
    "random",
    "latin_hypercube",
    "sobol",
  ])("of %s draws writes the bytes of a run of the draws it took", async (design) => {
    const as = ["--set", `design=${design}`];
    const [precise, asked] = [join(folder, `${design}-precise`), join(folder, `${design}-asked`)];
    const said = await afford(...as, "--precision", "15%", "--draws", "600", "--out", precise);
    expect(said.status).toBe(0);
    const { draws } = JSON.parse(await readFile(join(precise, "manifest.json"), "utf8"));
    expect(draws % 10).toBe(0);
    await afford(...as, "--draws", String(draws), "--out", asked, "--quiet");
    expect(await bytesOf(precise)).toEqual(await bytesOf(asked));
    expect(said.notes).toContain(`Met with ${draws} draws`);
  });

  test("stops at the most draws, and says that it is not met and what would be enough", async () => {
    const { status, out } = await afford("--precision", "£50", "--draws", "40", "--format", "table");
    expect(status).toBe(0);
    expect(out.replace(/\s+/g, " ")).toMatch(
      /at most £50\. Not met with 40 draws, the most allowed: .* About [\d,.m]+ draws would meet it/,
    );
    expect(out).toContain("--draws 40 ");
  });

  test.each([
    [["--precision", "close"], /^--precision: .*found "close"; allowed: a share or an amount above 0/],
    [["--precision", "0%"], /^--precision: out of range, found 0%/],
    [["--precision", "£1%"], /^--precision: /],
    [["--precision", "1%", "--shard", "1/2", "--out", "x"], /^--precision: .*shards has its draws/],
    [["--precision", "1%", "--set", "arms.budget=null"], /--(precision|set)|arms/],
  ])("refuses %j", async (args, words) => {
    const { status, out, notes } = await afford(...args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toMatch(words);
  });

  test("is an option of the library's run too, which tells what it took", async () => {
    const parsed = await parseScenario(starterScenario, {});
    if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
    const { study } = parsed.value;
    const reached = await run(study, { precision: { share: 0.5 }, people: 20 });
    if ("faults" in reached) throw new Error(JSON.stringify(reached.faults));
    const { precision, result } = reached.value;
    expect(precision!.isMet).toBe(true);
    expect(precision!.looks.at(-1)).toBe(result.settings.draws);
    for (const { mean, mcse } of precision!.arms) expect(mcse).toBeLessThanOrEqual(0.5 * Math.abs(mean));
    expect(await run(study, { precision: { gbp: -1 } })).toMatchObject({ faults: [{ file: "--precision" }] });
  });
});
