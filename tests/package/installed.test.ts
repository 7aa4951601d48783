/** What an install of the package brings along, read off the lock file, which `npm ci` keeps in step with package.json. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../../package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
};

it("an install is few packages, itself among them", () => {
  const installed = Object.entries(lock.packages).filter(([, { dev }]) => dev !== true);
  expect(installed.length).toBeGreaterThan(1);
  expect(installed.length).toBeLessThanOrEqual(12);
});
