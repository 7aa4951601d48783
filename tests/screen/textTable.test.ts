import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { screenWidth, textTable, wrapText } from "../../src/screen/textTable.js";

describe("textTable", () => {
  test("puts the first column to the left and the others to the right", () => {
    expect(
      textTable([
        ["Arm", "Cost", "P"],
        ["Budget", "£1.20m", "5%"],
        ["A", "-£3", ""],
      ]),
    ).toEqual(["  Arm       Cost   P", "  Budget  £1.20m  5%", "  A          -£3"]);
  });

  test("cuts a first column that would not fit", () => {
    const [line] = textTable([["long ".repeat(40), "£1"]]);
    expect([...line!]).toHaveLength(screenWidth);
    expect(line).toMatch(/…\s+£1$/);
  });
});

describe("wrapText", () => {
  test("breaks at spaces, hanging as told", () => {
    const lines = wrapText(`${"word ".repeat(30)}end`, 2, 4);
    expect(lines[0]!.startsWith("  word")).toBe(true);
    expect(lines[1]!.startsWith("    word")).toBe(true);
    expect(lines.at(-1)!.endsWith("end")).toBe(true);
  });

  test("loses no word and no line is too long unless a word is", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z£]{1,20}$/), { maxLength: 80 }), (words) => {
        const lines = wrapText(words.join(" "), 3);
        expect(
          lines
            .join(" ")
            .split(/\s+/)
            .filter((word) => word !== ""),
        ).toEqual(words);
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(screenWidth);
      }),
      { seed: 2011 },
    );
  });
});
