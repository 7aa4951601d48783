/** The end of an audit tells results, which could have come out otherwise, apart from what holds by construction or was put in. */
import { expect, test } from "vitest";
import { auditScreen } from "../../src/findings/auditScreen.js";
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

test("a kind that no finding is of is not told of", async () => {
  const screen = auditScreen([await judged("result", { above: 8 })]);
  expect(screen).toContain("1 finding\n  1 result: 1 reproduced, 0 not reproduced, 0 inconclusive\nA result");
});
