/** Reads a scenario that stands beside the tests, with the tables it names. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { Study } from "../../src/scenario/study.js";

export async function readHand(name: string): Promise<Study> {
  const read = (file: string): Promise<string> =>
    readFile(fileURLToPath(new URL(file, import.meta.url)), "utf8");
  const parsed = await parseScenario(await read(`./${name}.yaml`), {
    name,
    read: (file) => read(`./${file.replace(/^.*\//, "")}`),
  });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults, undefined, 2));
  return parsed.value.study;
}
