/** Every mechanism of the catalogue has its tests, in a file of its name, and its part of the model's page. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mechanisms } from "../../src/mechanisms/catalogue.js";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/model.md"), "utf8");

test.each(mechanisms.map(({ name }) => name))("%s", (name) => {
  expect(existsSync(join(root, `tests/mechanisms/${name}.test.ts`)), "no test file").toBe(true);
});

test("docs/model.md has a section for each, in the catalogue's order", () => {
  const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(mechanisms.map(({ name }) => name));
});
