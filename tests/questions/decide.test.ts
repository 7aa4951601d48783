import { describe, expect, test } from "vitest";
import { analyseDraws } from "../../src/questions/decide/analyseDraws.js";
import type { DrawRow } from "../../src/questions/decide/drawTable.js";
import { expectedGain, stream } from "../decision/samples.js";

const header = ["draw", "arm", "cost", "effect"];
const question = { thresholdsGbp: [20000], key: "test" };
const rowsOf = (text: string): DrawRow[] =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [draw, arm, cost, effect] = line.trim().split(",");
      return { draw, arm, cost, effect };
    });

const analysed = (...args: Parameters<typeof analyseDraws>) => {
  const result = analyseDraws(...args);
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result.value;
};
const faultsOf = (...args: Parameters<typeof analyseDraws>) => {
  const result = analyseDraws(...args);
  return "faults" in result ? result.faults : [];
};

describe("a small table, by hand", () => {
  const rows = rowsOf(`
    1,usual,1000,1
    1,budget,3000,1.2
    2,usual,1000,1
    2,budget,5000,1.1
    3,usual,1000,1
    3,budget,4000,1.3`);
  const { arms, draws, icerTable, costConsequence, ceac, ceaf, evpi, evppi, tooFewDrawsForEvppi } = analysed(
    header,
    rows,
    { ...question, thresholdsGbp: [10000, 20000] },
  );

  test("costs and effects", () => {
    expect([arms, draws]).toEqual([["usual", "budget"], 3]);
    // £3,000 more for 0.2.
    expect(icerTable[1]!.icer).toBeCloseTo(15000, 8);
    const [, cost, , effect] = costConsequence;
    expect(cost).toMatchObject({ arm: "budget", consequence: "cost", comparator: "usual" });
    expect(cost!.difference).toMatchObject({ mean: 3000, sd: 1000, probabilityAtMost0: 0 });
    expect(effect!.difference!.mean).toBeCloseTo(0.2, 12);
  });

  test("net gains are −0, −3,000, 0 at £10,000 and 2,000, −2,000, 3,000 at £20,000", () => {
    const budget = ceac.filter(({ arm }) => arm === "budget");
    expect(budget.map(({ probability }) => probability)).toEqual([
      expect.closeTo(0, 12),
      expect.closeTo(2 / 3, 12),
    ]);
    expect(ceaf.map(({ arm }) => arm)).toEqual(["usual", "budget"]);
    expect(evpi.map(({ evpiGbp }) => evpiGbp)).toEqual([expect.closeTo(0, 6), expect.closeTo(2000 / 3, 6)]);
  });

  test("too few draws for a regression: said, not guessed", () => {
    expect([evppi, tooFewDrawsForEvppi]).toEqual([[], true]);
  });
});

describe("a table with parameters", () => {
  const draws = 1500;
  const { normal, uniform } = stream("decide");
  const columns = [...header, "input:price", "input:idle", "admissions"];
  const rows: DrawRow[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const price = 5000 + 1000 * normal();
    const idle = uniform();
    const effect = 0.3 + 0.1 * normal();
    const shared = { draw: `${draw}`, "input:price": price, "input:idle": idle };
    rows.push({ ...shared, arm: "usual", cost: 0, effect: 0, admissions: 2 });
    rows.push({ ...shared, arm: "budget", cost: price, effect, admissions: 1 });
  }
  // Gain at £20,000 ~ N(1,000, 1,000² + 2,000²), of which the price explains 1,000².
  const analysis = analysed(columns, rows, { ...question, groups: { both: ["input:price", "input:idle"] } });

  test("columns are told apart and said", () => {
    expect(analysis.columns.map(({ role }) => role)).toEqual([
      "draw",
      "arm",
      "cost",
      "effect",
      "parameter",
      "parameter",
      "outcome",
    ]);
    expect(analysis.costConsequence.at(-1)).toMatchObject({
      consequence: "admissions",
      difference: { mean: -1, sd: 0 },
    });
  });

  test("EVPI and EVPPI by closed form, within 4 standard errors", () => {
    const { evpiGbp, mcse } = analysis.evpi[0]!;
    expect(Math.abs(evpiGbp - (expectedGain(1000, Math.sqrt(5e6)) - 1000))).toBeLessThan(4 * mcse);
    const byName = Object.fromEntries(analysis.evppi.map((row) => [row.name, row]));
    const truth = expectedGain(1000, 1000) - 1000;
    for (const name of ["input:price", "both"]) {
      const { evppi, standardError, shareOfEvpi } = byName[name]!;
      expect(Math.abs(evppi - truth)).toBeLessThan(4 * standardError);
      expect(shareOfEvpi).toBeCloseTo(evppi / evpiGbp, 12);
    }
    const idle = byName["input:idle"]!;
    expect(idle.evppi).toBeLessThanOrEqual(4 * idle.standardError);
    expect(analysis.evppi.at(-1)!.name).toBe("input:idle");
  });

  test("numbers or their text, and any order of rows within the table: the same figures", () => {
    const asText = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, String(cell)])),
    );
    const again = analysed(columns, asText, { ...question, groups: { both: ["input:price", "input:idle"] } });
    expect(again).toEqual(analysis);
  });

  test("without the prefix, what never differs between the arms of a draw is a parameter", () => {
    const plain = rows.map(({ "input:price": price, "input:idle": idle, ...row }) => ({
      ...row,
      price,
      idle,
    }));
    const { columns: said } = analysed([...header, "price", "idle", "admissions"], plain, question);
    expect(said.slice(4).map(({ role }) => role)).toEqual(["parameter", "parameter", "outcome"]);
  });

  test("a parameter that differs between arms, and a group of unknown ones, are faults", () => {
    const odd = rows.map((row, at) => (at === 3 ? { ...row, "input:idle": 9 } : row));
    expect(faultsOf(columns, odd, question)).toMatchObject([
      { code: "inconsistent", path: [3, "input:idle"] },
    ]);
    const groups = { prices: ["input:prise"], none: [] };
    expect(faultsOf(columns, rows, { ...question, groups })).toMatchObject([
      { code: "unknown_name", path: ["prices"], found: "input:prise" },
      { code: "missing_key", path: ["none"] },
    ]);
  });
});

describe("faults, all at once", () => {
  test("missing and doubled columns, no rows, no threshold", () => {
    const faults = faultsOf(["draw", "cost", "cost", "price"], [], { ...question, thresholdsGbp: [] });
    expect(faults.map(({ code, path }) => [code, path.join()])).toEqual([
      ["missing_key", "arm"],
      ["missing_key", "effect"],
      ["duplicate_key", "cost"],
      ["missing_key", ""],
      ["out_of_range", "threshold"],
    ]);
  });

  test("cells that are no numbers, names that are empty", () => {
    const rows = rowsOf(`
      1,usual,1000,1
      1,budget,£3000,1.2
      2,usual,,NaN
      2,,1000,1
      2,budget,1e3,Infinity`);
    expect(faultsOf(header, rows, question).map(({ path, found }) => [...path, found])).toEqual([
      [1, "cost", "£3000"],
      [2, "cost", "empty"],
      [2, "effect", "NaN"],
      [3, "arm", "empty"],
      [4, "effect", "Infinity"],
    ]);
  });

  test("numbers so large that their squares overflow", () => {
    const rows = rowsOf(`
      1,usual,1000,1
      1,budget,1000,-1e155
      2,usual,1000,1
      2,budget,1000,1`);
    const faults = faultsOf(header, rows, { ...question, thresholdsGbp: [1e155] });
    expect(faults.map(({ code, path, found }) => [code, path[0], found])).toEqual([
      ["out_of_range", 1, "-1e155"],
      ["out_of_range", "threshold", "1e+155"],
    ]);
  });

  test("each arm in each draw exactly once", () => {
    const rows = rowsOf(`
      1,usual,1,1
      1,budget,1,1
      2,usual,1,1
      2,usual,2,1
      3,usual,1,1
      3,budget,1,1`);
    expect(faultsOf(header, rows, question)).toMatchObject([
      { path: [3, "arm"], found: "draw 2, arm usual again, after row 3" },
      { path: ["arm"], found: "draw 2 without arm budget" },
    ]);
  });

  test("one arm, or one draw, is nothing to decide on", () => {
    const faults = faultsOf(header, rowsOf("1,usual,1,1"), { ...question, thresholdsGbp: [-1, 5, 5] });
    expect(faults.map(({ path, found }) => [path.join(), found])).toEqual([
      ["arm", "1: usual"],
      ["draw", "1: 1"],
      ["threshold", "-1"],
      ["threshold", "5 twice"],
    ]);
  });
});

describe("columns of words", () => {
  const drugs = ["north", "south", "east", "west"];
  // Which of four places it is decides alone: gains of 3, −2, 1 and −4.
  const rows = (more: (draw: number, arm: string) => Record<string, string>): DrawRow[] =>
    Array.from({ length: 80 }, (_, draw) => draw).flatMap((draw) => [
      { draw, arm: "usual", cost: 0, effect: 0, ...more(draw, "usual") },
      { draw, arm: "new", cost: -[3, -2, 1, -4][draw % 4]!, effect: 0, ...more(draw, "new") },
    ]);
  const byCode = (name: (code: number) => string) => rows((draw) => ({ place: name(draw % 4) }));

  test("are parameters that tell categories apart, whatever the words", () => {
    const once = analysed(
      [...header, "place"],
      byCode((code) => drugs[code]!),
      { thresholdsGbp: [0], key: "1" },
    );
    expect(once.columns.at(-1)).toEqual({ column: "place", role: "parameter" });
    // On average the new arm loses 0.5; knowing the place is worth (3 + 1)/4.
    expect(once.evppi[0]!.evppi).toBeCloseTo(1, 6);
    const again = analysed(
      [...header, "place"],
      byCode((code) => `x${code}`),
      { thresholdsGbp: [0], key: "1" },
    );
    expect(again.evppi).toEqual(once.evppi);
  });

  test("codes may be said to be categories; a name that no parameter has is told", () => {
    const question = { thresholdsGbp: [0], key: "1", categorical: ["place"] };
    expect(analysed([...header, "place"], byCode(String), question).evppi[0]!.evppi).toBeCloseTo(1, 6);
    const found = analyseDraws([...header, "place"], byCode(String), {
      ...question,
      categorical: ["plaice"],
    });
    expect(found).toMatchObject({ faults: [{ code: "unknown_name", found: "plaice" }] });
  });

  test("a word among numbers is a slip, and words that differ between arms are no outcome", () => {
    const mixed = rows((draw) => ({ place: draw === 7 ? "l" : "1" }));
    const told = analyseDraws([...header, "place"], mixed, { thresholdsGbp: [0], key: "1" });
    expect(told).toMatchObject({
      faults: [
        { code: "bad_cell", found: "l" },
        { code: "bad_cell", found: "l" },
      ],
    });
    const outcome = rows((_, arm) => ({ note: arm }));
    const refused = analyseDraws([...header, "note"], outcome, { thresholdsGbp: [0], key: "1" });
    expect(refused).toMatchObject({ faults: [{ code: "bad_cell", found: "words, such as usual" }] });
  });
});
