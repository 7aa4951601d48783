/** The end of an audit tells results, which could have come out otherwise, apart from what holds by construction or was put in. */
import { expect, test } from "vitest";
import { auditScreen } from "../../src/findings/auditScreen.js";
import { checksTable, findingsTable } from "../../src/findings/findingsTable.js";
import { costs, judgeByHand } from "./auditedByHand.js";

const judged = (kind: string, expectation: object) =>
  judgeByHand(
    [{ metric: { arm: "budget", metric: "cost" }, expect: expectation }],
    4,
    costs([9, 11, 9, 11]),
    {
      kind,
    },
  );

test("results, identities and inputs are counted apart", async () => {
  const screen = auditScreen([
    await judged("identity", { above: 8 }),
    await judged("result", { above: 8 }),
    await judged("input", { above: 8 }),
    await judged("result", { above: 12 }),
    await judged("result", { above: 9.5 }),
  ]);
  expect(screen).toContain(
    [
      "5 findings",
      "  3 results: 1 reproduced, 1 not reproduced, 1 inconclusive",
      "  1 identity: 1 reproduced, 0 not reproduced, 0 inconclusive",
      "  1 input: 1 reproduced, 0 not reproduced, 0 inconclusive",
      "A result could have come out otherwise;",
    ].join("\n"),
  );
});

test("of fewer than ten draws no error is told, on screen or in tables, and verdicts stand as before", async () => {
  const judge = async (amounts: readonly number[]) =>
    judgeByHand(
      [{ metric: { arm: "budget", metric: "cost" }, expect: { above: 8 } }],
      amounts.length,
      costs(amounts),
    );
  const few = await judge([9, 11, 9, 11, 9, 11, 9, 11, 10]);
  expect(few.verdict).toBe("reproduced");
  expect(few.checks[0]!.judgement.mcse).toEqual([Number.NaN]);
  expect(findingsTable([few]).rows[0]).toMatchObject({ found: "10", mcse: "" });
  expect(checksTable([few]).rows[0]).toMatchObject({ found: "10", mcse: "" });
  expect(auditScreen([few])).toContain("found 10\n");
  expect(auditScreen([few])).toContain("Of fewer than ten draws no error is told");
  // Ten draws 1 from their mean: sd √(10/9), error a third.
  const enough = await judge([9, 11, 9, 11, 9, 11, 9, 11, 9, 11]);
  expect(enough.checks[0]!.judgement.mcse[0]).toBeCloseTo(1 / 3, 12);
  expect(auditScreen([enough])).toContain("found 10 ± 0.333\n");
  expect(auditScreen([enough])).not.toContain("fewer than ten");
});

test("a kind that no finding is of is not told of", async () => {
  const screen = auditScreen([await judged("result", { above: 8 })]);
  expect(screen).toContain("1 finding\n  1 result: 1 reproduced, 0 not reproduced, 0 inconclusive\nA result");
});
