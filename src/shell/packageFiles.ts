/** What ships with the package: its version, its scenarios and tables. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The package's folder, seen from src/shell and from dist/shell alike. */
const packageFolder = new URL("../../", import.meta.url);
const scenarioFolder = new URL("scenarios/", packageFolder);

/** The package's version, as in its package.json. */
export function packageVersion(): string {
  const text = readFileSync(new URL("package.json", packageFolder), "utf8");
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}

/** Names of the shipped scenarios, in alphabetical order. */
export function shippedScenarios(): readonly string[] {
  return namesIn(scenarioFolder, ".yaml");
}

/** Names of the shipped tables as a scenario writes them: `gdp-deflator` for `tables/gdp_deflator.csv`. */
export function shippedTables(): readonly string[] {
  return namesIn(new URL("tables/", scenarioFolder), ".csv").map((name) => name.replaceAll("_", "-"));
}

function namesIn(folder: URL, ending: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/** The path of a shipped scenario or table, by its bare name; undefined where nothing of that name ships. */
export function shippedPath(name: string): string | undefined {
  if (shippedScenarios().includes(name)) return fileURLToPath(new URL(`${name}.yaml`, scenarioFolder));
  if (!shippedTables().includes(name)) return undefined;
  return fileURLToPath(new URL(`tables/${name.replaceAll("-", "_")}.csv`, scenarioFolder));
}

/** The path of a file in the folder of shipped scenarios. */
export const shippedFile = (relative: string): string => fileURLToPath(new URL(relative, scenarioFolder));

/** The text of a shipped scenario or table, by its bare name; a name that does not ship is a programmer's mistake. */
export function shippedText(name: string): string {
  const path = shippedPath(name);
  if (path === undefined) throw new Error(`nothing called ${name} ships with the package`);
  return readFileSync(path, "utf8");
}
