/**
 * Whether two checkouts, both built, write the same bytes: every shipped scenario and every command that writes tables, at
 * small sizes.
 *
 *     node bench/sameBytes.mjs OLD_CHECKOUT [NEW_CHECKOUT] [--only PART]
 *
 * Prints a line for each table that differs, or that only one of the two wrote, and ends with exit status 1 if there is one.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const words = process.argv.slice(2);
const onlyAt = words.indexOf("--only");
const [, only] = onlyAt < 0 ? [] : words.splice(onlyAt, 2);
const [old, young = "."] = words;
if (old === undefined) {
  console.error("usage: node bench/sameBytes.mjs OLD_CHECKOUT [NEW_CHECKOUT] [--only PART]");
  process.exit(2);
}

const afford = (checkout) => join(checkout, "bin", "afford.js");
const listed = execFileSync(process.execPath, [afford(young), "list", "--format", "json"], {
  encoding: "utf8",
});
const scenarios = JSON.parse(listed).list.map(({ name }) => name);
const few = ["--draws", "20", "--people", "60"];
const flagship = "can-we-afford-it";

/** Arguments by the name of the folder their tables go to. */
const jobs = new Map([
  ...scenarios.map((name) => [`run-${name}`, ["run", name, "--draws", "20", "--keep-draws"]]),
  ["why", ["why", flagship, ...few, "--orders", "20"]],
  ["breakeven", ["breakeven", flagship, ...few, "--vary", "arms.budget.purchase.price_ratio=0.5:1.5"]],
  ["sites", ["sites", "audit-commission-choosing-well", ...few]],
  ["sensitivity", ["sensitivity", flagship, "--draws", "64", "--people", "60"]],
  ["sweep", ["sweep", flagship, ...few, "--vary", "arms.budget.purchase.price_ratio=0.8:1.2:3"]],
  ["compare", ["compare", flagship, "stalled-rollout", ...few]],
  ["decide", ["decide", "run-can-we-afford-it/draws.csv", "--threshold", "20000"]],
  ["explain", ["explain", flagship]],
  ["audit", ["audit", "direct-payments-2007", "eight-pct-pilot"]],
]);

const tablesOf = (folder) => {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".csv"));
  } catch {
    return [];
  }
};

const into = mkdtempSync(join(tmpdir(), "same-bytes-"));
let differing = 0;
for (const [name, [command, ...rest]] of jobs) {
  if (only !== undefined && !name.includes(only) && !(only === "decide" && name === `run-${flagship}`))
    continue;
  const folders = [old, young].map((checkout, at) => {
    const root = join(into, at === 0 ? "old" : "new");
    const folder = join(root, name);
    const own = rest.map((word) => (word.startsWith("run-") ? join(root, word) : word));
    const run = spawnSync(
      process.execPath,
      [afford(checkout), command, ...own, "--out", folder, "--format", "csv", "--quiet"],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    );
    return { folder, run };
  });
  const [before, after] = folders;
  const tables = new Set([...tablesOf(before.folder), ...tablesOf(after.folder)]);
  const bytes = (folder, table) => {
    try {
      return readFileSync(join(folder, table), "latin1");
    } catch {
      return undefined;
    }
  };
  const different = [...tables].filter((table) => bytes(before.folder, table) !== bytes(after.folder, table));
  const sameScreen = before.run.stdout === after.run.stdout;
  if (before.run.status !== after.run.status)
    different.push(`exit ${before.run.status} and ${after.run.status}`);
  if (tables.size === 0 && before.run.stdout === "")
    different.push(`nothing written: ${before.run.stderr.trim()}`);
  differing += different.length + (sameScreen ? 0 : 1);
  console.log(
    `${name}: ${tables.size} tables, ${different.length === 0 ? "the same" : `differing: ${different.join(", ")}`}${
      sameScreen ? "" : "; standard output differs"
    }`,
  );
}
console.log(differing === 0 ? "the same bytes" : `${differing} differ; tables in ${into}`);
process.exit(differing === 0 ? 0 : 1);
