/** The page of mechanisms is what the definitions say. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mechanismsPage } from "../../src/report/mechanismsPage.js";

test("docs/mechanisms.md is up to date: `npm run docs` writes it", () => {
  expect(readFileSync(new URL("../../docs/mechanisms.md", import.meta.url), "utf8")).toBe(mechanismsPage());
});
