/** Years a scenario cannot have: told where they are written, once, and never a fault of the program. */
import { describe, expect, it } from "vitest";
import { wordFault } from "../../src/faults/fault.js";
import { starterScenario } from "../../src/report/starterScenario.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";

async function told(from: string, to: string, index = ""): Promise<readonly string[]> {
  const text = starterScenario.replace(from, to);
  if (text === starterScenario) throw new Error(`the starter has no ${from}`);
  const parsed = await parseScenario(text, { name: "mine.yaml", read: () => index });
  return "faults" in parsed ? parsed.faults.map(wordFault) : [];
}

const start = (month: string) => told("start: 2011-04", `start: ${month}`);
const priceYear = (year: string) => told("price_year: 2010/11\ndraws", `price_year: ${year}\ndraws`);
const priceIndex = (csv: string) => told("draws: 200", "draws: 200\nprice_index: index.csv", csv);

describe("a year that a scenario cannot have", () => {
  it.each(["9999-04", "0000-01", "2011", "2011-13"])("start: %s", async (month) => {
    const faults = await start(month);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(
      /^mine\.yaml:15:1 start: .*allowed: a month from 1900-01 to 2099-12, such as 2011-04$/,
    );
  });

  it.each(["2010/12", "2010", "April 2010"])("price_year: %s", async (year) => {
    const faults = await priceYear(year);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^mine\.yaml:17:1 price_year: .*allowed: a financial year such as "2010\/11"$/);
  });

  it("a price year that the index does not hold is told at the price year, not at every amount", async () => {
    expect(await priceYear("2050/51")).toEqual([
      "mine.yaml:17:1 price_year: not allowed, found 2050/51; allowed: a year of the price index (1990 to 2024)",
    ]);
  });
});

describe("an index of one's own", () => {
  it("is told its bad rows by line and column", async () => {
    expect(await priceIndex("year,index\n2010,100\n2010,101\n2006,0\n")).toEqual([
      "index.csv:3:1 year: bad cell, found 2010 twice; allowed: one row a year",
      "index.csv:4:6 index: bad cell, found 0 in 2006; allowed: a number above 0",
    ]);
    expect(await priceIndex("year,index\n")).toEqual([
      "index.csv:1:1 year: bad cell, found no rows; allowed: a row a year",
    ]);
  });

  it("is told a misspelt column as one", async () => {
    expect(await priceIndex("year,indx\n2010,100\n2006,90\n")).toContain(
      'index.csv:1:6 indx: unknown key; allowed: year, index; did you mean "index"?',
    );
  });
});
