import { describe, expect, test } from "vitest";
import { scenarioName } from "../../src/scenario/scenarioName.js";
import { decodeText, isBareName, readNamed, resolveName } from "../../src/shell/scenarioFiles.js";

describe("names of scenarios and files", () => {
  test.each([
    ["can-we-afford-it", true],
    ["gdp-deflator", true],
    ["mine.yaml", false],
    ["mine.yml", false],
    ["mine.json", false],
    ["index.csv", false],
    ["./mine", false],
    ["folder/mine", false],
    ["-", false],
  ])("%s is shipped: %s", (name, bare) => {
    expect(isBareName(name)).toBe(bare);
  });

  test.each([
    ["studies/mine.yaml", "people.csv", "studies/people.csv"],
    ["studies/mine.yaml", "../base.yaml", "base.yaml"],
    ["mine.yaml", "tables/index.csv", "tables/index.csv"],
    ["-", "tables/index.csv", "tables/index.csv"],
    ["studies/mine.yaml", "/data/index.csv", "/data/index.csv"],
    ["studies/mine.yaml", "can-we-afford-it", "can-we-afford-it"],
    ["can-we-afford-it", "tables/index.csv", "shipped:tables/index.csv"],
    ["shipped:tables/index.csv", "../can-we-afford-it.yaml", "can-we-afford-it"],
  ])("in %s, %s is %s", (from, relative, resolved) => {
    expect(resolveName(from, relative)).toBe(resolved);
  });

  test("a scenario's name in tables does not depend on the folder", () => {
    expect(scenarioName("/somewhere/my-council.yaml")).toBe("my-council");
    expect(scenarioName("my-council.JSON")).toBe("my-council");
    expect(scenarioName("can-we-afford-it")).toBe("can-we-afford-it");
    expect(scenarioName("-")).toBe("stdin");
  });
});

describe("readNamed", () => {
  test("reads shipped scenarios and tables by bare name", async () => {
    expect(await readNamed("can-we-afford-it")).toContain("afford: 1");
    expect(await readNamed("gdp-deflator")).toMatch(/^year,index\n/);
    expect(await readNamed("shipped:tables/gdp_deflator.csv")).toBe(await readNamed("gdp-deflator"));
  });

  test("says in words what is wrong with a file", async () => {
    await expect(readNamed("no/such.yaml")).rejects.toThrow(/^no such file$/);
    await expect(readNamed("./tests/")).rejects.toThrow(/^a folder, not a file$/);
    await expect(readNamed("no-such-table")).rejects.toThrow("nothing of this name ships");
    await expect(readNamed("gdp-deflater")).rejects.toMatchObject({ nearest: "gdp-deflator" });
    await expect(readNamed("can-we-aford-it")).rejects.toMatchObject({ nearest: "can-we-afford-it" });
  });

  test("takes UTF-8, with or without a byte order mark, and nothing else", () => {
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0xc2, 0xa3]))).toBe("£");
    const faultOf = (...bytes: readonly number[]): unknown => {
      try {
        return decodeText(new Uint8Array(bytes));
      } catch (error) {
        return error;
      }
    };
    const pound = { message: "byte 0xA3, which is not UTF-8", line: 1, column: 1 };
    expect(faultOf(0xa3, 0x31)).toMatchObject(pound);
    // A byte order mark is no character of the line; £ before it, in UTF-8, is one.
    expect(faultOf(0xef, 0xbb, 0xbf, 0x31, 0x0d, 0x0a, 0xc2, 0xa3, 0x2c, 0xe9, 0x0a)).toMatchObject({
      message: "byte 0xE9, which is not UTF-8",
      line: 2,
      column: 3,
    });
    expect(faultOf(0xff, 0xfe, 0x31, 0x00)).toMatchObject({ message: "UTF-16 text", line: 1 });
  });
});
