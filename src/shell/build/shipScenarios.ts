/**
 * A step of the build: writes the shipped scenarios and tables as a module of texts, for places without files, and the
 * JSON Schema. Run after the compiler: `node dist/shell/build/shipScenarios.js`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { scenarioFileSchema } from "../../results/scenarioFileSchema.js";
import { shippedScenarios, shippedTables, shippedText } from "../packageFiles.js";

const dist = new URL("../../../dist/", import.meta.url);

const textsOf = (names: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, shippedText(name)])), undefined, 2);

const declarations = `/** Text of each shipped scenario, by the name that \`afford run\` takes. */
export declare const scenarios: Readonly<Record<string, string>>;
/** Text of each shipped table (CSV), by the name that a scenario writes. */
export declare const tables: Readonly<Record<string, string>>;
/** The text of a shipped scenario or table by the name that a scenario writes, with or without its ending: what parseScenario takes as read. */
export declare const read: (name: string) => string | undefined;
`;

const texts = `export const scenarios = ${textsOf(shippedScenarios())};
export const tables = ${textsOf(shippedTables())};
export const read = (name) => {
  const bare = name.replace(/\\.(ya?ml|csv)$/, "");
  for (const texts of [scenarios, tables]) if (Object.hasOwn(texts, bare)) return texts[bare];
  return undefined;
};
`;

mkdirSync(dist, { recursive: true });
writeFileSync(new URL("scenarios.js", dist), texts);
writeFileSync(new URL("scenarios.d.ts", dist), declarations);
writeFileSync(
  new URL("schema.json", dist),
  `${JSON.stringify(scenarioFileSchema(shippedScenarios()), undefined, 2)}\n`,
);
