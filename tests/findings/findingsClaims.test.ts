/** Every claim of the five documents has a finding in a scenario that ships. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { shippedScenarios, shippedText } from "../../src/shell/packageFiles.js";
import { readScenario } from "../../src/shell/readScenario.js";
import { readCsv } from "../../src/table/csv.js";

const read = readCsv(shippedText("claims"), "claims.csv", [
  { name: "id", type: "string", meaning: "The claim, by document and number." },
  { name: "document", type: "string", meaning: "The documents that make it." },
  {
    name: "kind",
    type: "string",
    meaning: "What its finding shows.",
    allowed: ["input", "identity", "result"],
  },
  { name: "claim", type: "string", meaning: "What they claim." },
]);
const claims = certainly(read).rows;

test("37 claims, each once", () => {
  expect(new Set(claims.map(({ id }) => id)).size).toBe(37);
  expect(claims).toHaveLength(37);
});

test("each document that is cited is known", () => {
  const documents = readFileSync(new URL("../../scenarios/tables/README.md", import.meta.url), "utf8");
  for (const document of new Set(claims.flatMap((claim) => claim.document.split(", ")))) {
    expect(documents).toContain(`| ${document} |`);
  }
});

test("each claim has a finding of its kind in a shipped scenario", async () => {
  const found = new Map<string, string[]>();
  for (const name of shippedScenarios()) {
    const scenario = await readScenario(name);
    if ("faults" in scenario) throw new Error(`${name} is not valid`);
    for (const [id, { kind }] of Object.entries(scenario.value.study.scenario.findings)) {
      found.set(id, [...(found.get(id) ?? []), kind]);
    }
  }
  const missing = claims.filter(({ id }) => !found.has(id)).map(({ id }) => id);
  expect(missing, "claims without a finding").toEqual([]);
  const otherKind = claims.filter(({ id, kind }) => !found.get(id)!.includes(kind)).map(({ id }) => id);
  expect(otherKind, "claims whose findings are all of another kind").toEqual([]);
});
