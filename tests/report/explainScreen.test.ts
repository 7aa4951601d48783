import { describe, expect, test } from "vitest";
import { explainScreen } from "../../src/report/explainScreen.js";
import { listScreen } from "../../src/report/listScreen.js";
import { inputsTable } from "../../src/results/inputsTable.js";
import { smallStudy } from "../results/handMadeRun.js";

describe("explainScreen", () => {
  test("tells every stated input with its papers, and the neutral ones shortly at the end", async () => {
    const study = await smallStudy({
      contracts: {
        block: {
          price: { value: 13.77, price_year: "2014/15", source: "UKHCA 2015", note: "minimum price" },
          take_or_pay: { distribution: "uniform", low: 0.6, high: 1, label: "Guaranteed hours" },
        },
      },
    });
    const screen = explainScreen(study, inputsTable(study, new Map()).rows);
    expect(screen).toContain("5 inputs stated, 1 of them uncertain; 4 have no source");
    expect(screen).toContain(
      [
        "contracts.block.price",
        "    Contract price of a unit.",
        "    13.77 GBP per unit, 2014/15 prices; priced",
        "    source: UKHCA 2015",
        "    note: minimum price",
        "",
      ].join("\n"),
    );
    expect(screen.replace(/\s+/g, " ")).toContain(
      "Guaranteed hours mean 0.8, 95% interval 0.61 to 0.99 share; uniform, 0.6 to 1, across draws; priced",
    );
    const [stated, neutral] = screen.split("At their neutral value");
    expect(neutral).toContain("arms.budget.purchase.price_ratio 1");
    expect(stated).not.toContain("price_ratio");
    for (const input of study.inputs) expect(screen).toContain(input.path);
    for (const line of screen.split("\n")) expect([...line].length).toBeLessThanOrEqual(100);
  });
});

describe("listScreen", () => {
  test("tells name, title and question", () => {
    expect(
      listScreen([
        { name: "a", title: "A study", question: "Can we?" },
        { name: "b", title: "B", question: undefined },
      ]),
    ).toBe("a\n    A study\n    Can we?\nb\n    B\n");
  });
});
