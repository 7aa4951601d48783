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

  it("by financial year, as the Treasury publishes it, by calendar year, or as Excel gives financial years back", async () => {
    const indices = [94, 95, 96, 97, 98, 99, 100, 101].join(" ").split(" ");
    const written = {
      calendar: ["2004", "2005", "2006", "2007", "2008", "2009", "2010", "2011"],
      financial: ["2004/05", "2005/06", "2006/07", "2007/08", "2008/09", "2009/10", "2010/11", "2011/12"],
      treasury: ["2004-05", "2005-06", "2006-07", "2007-08", "2008-09", "2009-10", "2010-11", "2011-12"],
      full: [
        "2004/2005",
        "2005/2006",
        "2006/2007",
        "2007/2008",
        "2008/2009",
        "2009/2010",
        "2010/2011",
        "2011/2012",
      ],
      excel: ["May-04", "Jun-05", "Jul-06", "Aug-07", "Sep-08", "Oct-09", "Nov-10", "Dec-11"],
    };
    const text = starterScenario
      .replace("draws: 200", "draws: 200\nprice_index: index.csv")
      .replaceAll(/price_year: 2010\/11(?!\n)/g, "price_year: 2006/07");
    for (const years of Object.values(written)) {
      const index = `year,index\n${years.map((year, at) => `${year},${indices[at]}\n`).join("")}`;
      const parsed = await parseScenario(text, { name: "mine.yaml", read: () => index });
      if ("faults" in parsed) throw new Error(parsed.faults.map(wordFault).join("\n"));
      const upratings = parsed.value.study.inputs.map(({ uprating }) => uprating).filter((one) => one !== 1);
      expect(upratings.length).toBeGreaterThan(2);
      // Money of 2006/07 in the prices of 2010/11: 100 ÷ 96.
      for (const one of upratings) expect(one).toBeCloseTo(100 / 96, 12);
    }
  });

  it("says which years it has, and shows how a year is written", async () => {
    const gaps = "year,index\n2006,63\n2008,66\n2009,67\n2011,68\n";
    expect(await priceIndex(gaps)).toContainEqual(
      expect.stringContaining("found 2010/11; allowed: a year of the price index (2006, 2008 to 2009, 2011)"),
    );
    expect(await priceIndex("year,index\n2006/08,63\nNov-11,64\n2010,65\n")).toEqual([
      'index.csv:2:1 year: bad cell, found "2006/08"; allowed: a year such as 2006 or 2006/07',
      'index.csv:3:1 year: bad cell, found "Nov-11"; allowed: a year such as 2006 or 2006/07',
    ]);
  });
});

describe("a month, however it is written", () => {
  it.each([
    "0.0833",
    "0.0833333",
    "0.083333333333",
    "1.33333333333",
    "1.3333",
    "2.5",
    "60",
  ])("%s years", async (years) => {
    expect(await told("horizon_years: 5", `horizon_years: ${years}`)).toEqual([]);
  });

  it("is asked for where it is none, by a bound that is itself allowed", async () => {
    const [fault] = await told("horizon_years: 5", "horizon_years: 0.05");
    expect(fault).toContain("a number from 0.0833 to 60");
    expect(await told("horizon_years: 5", "horizon_years: 1.3")).toEqual([
      expect.stringContaining("a whole number of months"),
    ]);
  });
});
