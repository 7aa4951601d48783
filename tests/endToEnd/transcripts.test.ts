/**
 * Golden transcripts of the command line: the whole of what a command says, as it was last looked at. They are no claim
 * that the numbers are true, only a notice that they moved. `U=1 npx vitest run tests/endToEnd` writes them anew.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { afford } from "./afford.js";

const transcripts = new URL("transcripts/", import.meta.url);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
  const { stdout } = await afford(["init"]);
  await writeFile(join(folder, "my-council.yaml"), stdout);
  await writeFile(
    join(folder, "mistakes.yaml"),
    stdout
      .replace("ceiling:", "ceilin:")
      .replace("horizon_years: 5", "horizon_years: five")
      .replace("mean: 1, sd: 0.08", "mean: 1")
      .replace("baseline: contract", "baseline: contracts"),
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Numbers cut to six significant digits, the package's version to a word. */
const steady = (text: string): string =>
  text
    .replace(/\d+\.\d{4,}(e[+-]?\d+)?/g, (number) => String(Number(Number(number).toPrecision(6))))
    .replace(/can-we-afford-it \d+\.\d+\.\d+/g, "can-we-afford-it VERSION");

const commands: Readonly<Record<string, readonly string[]>> = {
  help: ["--help"],
  "run-help": ["run", "--help"],
  "unknown-command": ["rnu"],
  "unknown-option": ["run", "my-council.yaml", "--drws", "5"],
  "validate-mistakes": ["validate", "mistakes.yaml"],
  "validate-valid": ["validate", "my-council.yaml", "can-we-afford-it"],
  list: ["list", "--format", "table"],
  explain: ["explain", "my-council.yaml", "--format", "table"],
  run: ["run", "my-council.yaml", "--draws", "20", "--format", "table", "--quiet"],
  "run-few-people": [
    "run",
    "my-council.yaml",
    "--draws",
    "10",
    "--people",
    "20",
    "--format",
    "table",
    "--quiet",
  ],
};

describe("transcripts", () => {
  test.each(Object.entries(commands))("%s", async (name, args) => {
    const { status, stdout, stderr } = await afford(args, { cwd: folder });
    const said = stderr === "" ? "" : `--- standard error ---\n${stderr}`;
    const found = steady(`$ afford ${args.join(" ")}\n${stdout}${said}--- exit status ${status} ---\n`);
    const file = new URL(`${name}.txt`, transcripts);
    if (process.env.U === "1") {
      await mkdir(transcripts, { recursive: true });
      await writeFile(file, found);
    }
    expect(found).toBe(await readFile(file, "utf8"));
  });
});
