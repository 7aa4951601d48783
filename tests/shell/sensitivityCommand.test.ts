import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { commandLine } from "./commandLine.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const input = starterScenario;
const quick = [
  "--draws",
  "40",
  "--one-way-draws",
  "2",
  "--sobol-inputs",
  "2",
  "--threads",
  "1",
  "--set",
  "people.existing_users=6",
  "--set",
  "people.new_users_a_year=0",
];

describe("sensitivity", () => {
  test("says what it will do, and prints bars, variance shares, information and what is left out", async () => {
    const { status, out, notes } = await commandLine(["sensitivity", "-", ...quick], {
      input,
      isTerminal: true,
    });
    expect(status).toBe(0);
    // 40 draws; (1 + 2 × 8) × 2 one way; (2 + rest + chance) × 20.
    expect(notes).toMatch(
      /^154 simulations \(people simulated: up to 1,000 a site and group\): 40 draws, 34 one way, 80 for variance shares; about /,
    );
    expect(out).toContain("budget.purchase.price_ratio");
    expect(out).toContain("chance: luck of people and sites");
    expect(out).toContain("EVPI");
    expect(out).toContain("budget.implementation.per_user");
  });

  test("writes sensitivity.csv, with the groups the user names", async () => {
    const out = join(folder, "found");
    const args = [
      "--threshold",
      "20000",
      "--group",
      "money=arms.budget.surplus,contracts",
      "--out",
      out,
      "--quiet",
    ];
    const said = await commandLine(["sensitivity", "-", ...quick, ...args], { input });
    expect(said).toMatchObject({ status: 0, notes: "" });
    expect(await readFile(join(out, "sensitivity.csv"), "utf8")).toBe(said.out);
    expect(said.out).toMatch(/^scenario,analysis,arm,comparator,perspective,threshold,effect,name,kind,/);
    expect(said.out).not.toMatch(/NaN|undefined|Infinity/);
    const money = said.out.split("\n").filter((row) => row.includes(",money,group,"));
    // Its worth at both thresholds, and the share of the variance that knowing it removes.
    expect(money).toHaveLength(3);
    expect(money[0]).toContain("contracts.block.take_or_pay arms.budget.surplus.reinvested_share");
    const manifest = JSON.parse(await readFile(join(out, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ command: "sensitivity", draws: 40, people: 1000, design: "random" });
  });

  test.each([
    [["--draws", "41"], /an even number from 4/],
    [["--group", "a=arms.budgets"], /--group a: unknown name, found arms.budgets/],
    [["--group", "a"], /^--group: cannot be read, found "a"; allowed: NAME=PATH,PATH/],
    [["--effect", "eq5d"], /found eq5d; allowed: a scenario that states such quality weights/],
    [
      ["--perspective", "carer"],
      /--perspective: unknown name, found carer; allowed: council, nhs, public, society/,
    ],
  ])("refuses %j", async (args, words) => {
    const { status, out, notes } = await commandLine(["sensitivity", "-", ...args], { input });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(notes).toMatch(words);
  });
});
