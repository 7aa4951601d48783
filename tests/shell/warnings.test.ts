/** Warnings as commands tell them: on the run's screen, else on standard error; refused with `--strict`, silent with `--quiet`. */
import { describe, expect, it } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { commandLine } from "./commandLine.js";

const given = { input: starterScenario };
/** A small closed group, so that nothing is warned of but the slip. */
const small = ["--set", "people.existing_users=8", "--set", "people.new_users_a_year=0"];
const slip = [...small, "--set", "arms.budget.purchase.price_ratio=95"];
const line =
  "--set arms.budget.purchase.price_ratio: warning: found 95 (ratio); 0 to 10 is usual here; 0.95 if per cent was meant";
const quick = ["--draws", "3", "--threads", "1"];

describe("afford validate", () => {
  it("counts warnings and tells them, and is content", async () => {
    const said = await commandLine(["validate", "-", ...slip], given);
    expect(said).toEqual({
      status: 0,
      out: expect.stringMatching(/^-: valid, \d+ inputs stated, 1 warning\n$/),
      notes: `${line}\n`,
    });
  });

  it("is not content with --strict", async () => {
    const said = await commandLine(["validate", "-", "--strict", ...slip], given);
    expect(said.status).toBe(2);
    expect(said.notes).toBe(`${line}\n1 warning, which --strict refuses\n`);
  });

  it("gives them as data", async () => {
    const said = await commandLine(["validate", "-", "--format", "json", ...slip], given);
    expect(JSON.parse(said.out)).toMatchObject({
      faults: [],
      warnings: [{ code: "unusual_number", file: "--set" }],
    });
  });
});

describe("commands that run", () => {
  it("a run's screen begins with them, and nothing else tells them again", async () => {
    const said = await commandLine(["run", "-", "--format", "table", "--quiet", ...quick, ...slip], given);
    expect(said.out.replace(/\s+/g, " ")).toContain(
      `Worth a look before the figures ${line} Transition and steady state`,
    );
    expect(said.notes).toBe("");
  });

  it("with tables they go to standard error, unless --quiet", async () => {
    const told = await commandLine(["run", "-", "--format", "csv", ...quick, ...slip], given);
    expect(told.notes).toContain(line);
    const quiet = await commandLine(["run", "-", "--format", "csv", "--quiet", ...quick, ...slip], given);
    expect(quiet.notes).toBe("");
    expect(quiet.out).toBe(told.out);
  });

  it("--strict runs nothing", async () => {
    const said = await commandLine(["run", "-", "--strict", ...quick, ...slip], given);
    expect(said).toMatchObject({ status: 2, out: "" });
  });

  it("a value swept twice is warned of, and refused with --strict", async () => {
    const sweep = ["sweep", "-", ...quick, ...small, "--vary", "arms.budget.take_up.ceiling=0.2,0.4,0.2"];
    const words = "--vary arms.budget.take_up.ceiling: warning: found 0.2 twice; once gives the same rows\n";
    const told = await commandLine(sweep, given);
    expect(told.status).toBe(0);
    expect(told.notes).toContain(words);
    expect(await commandLine([...sweep, "--strict"], given)).toMatchObject({ status: 2, out: "" });
  });
});
