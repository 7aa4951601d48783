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

  test("a text too long for the first column stands whole, on a line of its own", () => {
    const path =
      "arms.budget.purchase.efficiency_gain.by_client_group.learning_disability.by_deployment.managed";
    const rows = [
      ["Input", "Change"],
      [path, "£1.20m to £3.40m"],
      ["short", "£5"],
    ];
    expect(textTable(rows)).toEqual([
      "  Input            Change",
      `  ${path}`,
      "         £1.20m to £3.40m",
      "  short                £5",
    ]);
    for (const line of textTable([["long ".repeat(40), "£1"]])) {
      expect([...line].length).toBeLessThanOrEqual(screenWidth);
    }
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
