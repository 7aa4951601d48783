/** Links between the pages of documentation lead somewhere. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const pages = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md", "scenarios/README.md"],
  "scenarios/tables/README.md",
  ...readdirSync(join(root, "docs")).flatMap((page) => (page.endsWith(".md") ? [`docs/${page}`] : [])),
];

test.each(pages)("%s", (page) => {
  const links = readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g);
  const dead = [...links].filter(([, to]) => !existsSync(join(root, dirname(page), to!)));
  expect(dead.map(([link]) => link)).toEqual([]);
});
