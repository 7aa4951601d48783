/**
 * The recipes of docs/many-machines, run as they stand: each gives the bytes of the run in one piece. What a recipe needs beside this
 * package (GNU parallel, Slurm) is installed by `.ci/run`; where it is missing the recipe is skipped, and is a failure where CI is set.
 * All but the first are of the long form, being a minute of processes.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { isLong } from "../cases.js";
import { afford, affordPath, type Ended, endOf } from "./afford.js";
import { openSlurm, type SlurmCluster, slurmCommands } from "./slurmCluster.js";

const docs = join(import.meta.dirname, "../../docs");
const recipe = (name: string): string => join(docs, "many-machines", name);

let folder: string;
/** The files of the run in one piece, by name. */
let whole: Readonly<Record<string, string>>;
const settings = ["--draws", "100", "--people", "2"];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "afford-"));
  mkdirSync(join(folder, "bin"));
  const command = join(folder, "bin/afford");
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${affordPath}" "$@"\n`);
  chmodSync(command, 0o755);
  const { stdout } = await afford(["init"]);
  writeFileSync(join(folder, "mine.yaml"), stdout);
  const args = ["run", "./mine.yaml", ...settings, "--threads", "1", "--quiet", "--out", "whole"];
  expect(await afford(args, { cwd: folder })).toMatchObject({ status: 0, stderr: "" });
  whole = filesOf(join(folder, "whole"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The text of every file of a run's folder; of the manifest without the circumstances of the run. */
function filesOf(out: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(out).map((name) => {
      const text = readFileSync(join(out, name), "utf8");
      return [name, name === "manifest.json" ? text.slice(0, text.indexOf('\n  "ran": ')) : text];
    }),
  );
}

/** Runs a command in a folder of its own beside the scenario, in which `afford` is the built command. */
function inFolder(
  cwd: string,
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const PATH = `${join(folder, "bin")}:${process.env.PATH}`;
  const child = spawn(command, args, { cwd, env: { ...process.env, ...environment, PATH } });
  return endOf(child);
}

/** What of commands that a recipe needs is not here. */
const missing = (commands: readonly string[]): readonly string[] =>
  commands.filter((command) => spawnSync("sh", ["-c", `command -v ${command}`]).status !== 0);
const skips = (lost: readonly string[]): boolean => lost.length > 0 && process.env.CI === undefined;
const why = (lost: readonly string[]): string => (lost.length === 0 ? "" : ` (needs ${lost.join(", ")})`);

test("one shard after another, as the page has it", async () => {
  const page = readFileSync(join(docs, "many-machines.md"), "utf8");
  const [, block] = /```sh\n(for part [\s\S]*?)```/.exec(page)!;
  const cwd = join(folder, "by-hand");
  mkdirSync(cwd);
  writeFileSync(join(cwd, "mine.yaml"), readFileSync(join(folder, "mine.yaml")));
  const said = await inFolder(cwd, "sh", ["-euc", block!]);
  expect(said, said.stderr).toMatchObject({ status: 0 });
  expect(filesOf(join(cwd, "results"))).toEqual(whole);
});

const parallel = missing(["parallel"]);
test.skipIf(!isLong || skips(parallel))(`GNU parallel${why(parallel)}`, async () => {
  expect(parallel).toEqual([]);
  const args = ["./mine.yaml", "5", "by parallel", ...settings];
  const said = await inFolder(folder, recipe("parallel.sh"), args);
  expect(said, said.stderr).toMatchObject({ status: 0 });
  expect(filesOf(join(folder, "by parallel"))).toEqual(whole);
  // Where the second shard's folder should be stands a file.
  mkdirSync(join(folder, "stopped.shards"));
  writeFileSync(join(folder, "stopped.shards/2"), "");
  const stopped = await inFolder(folder, recipe("parallel.sh"), ["./mine.yaml", "3", "stopped", ...settings]);
  expect(stopped.status).not.toBe(0);
  expect(stopped.stderr).toContain("--out: wrong kind of value, found the file stopped.shards/2");
  expect(existsSync(join(folder, "stopped"))).toBe(false);
});

describe.skipIf(!isLong)("Slurm", () => {
  const lost = missing(slurmCommands);
  if (process.getuid?.() !== 0) (lost as string[]).push("root");
  let cluster: SlurmCluster | undefined;
  beforeAll(async () => {
    if (lost.length > 0) return;
    mkdirSync(join(folder, "slurm"));
    cluster = await openSlurm(join(folder, "slurm"), 2);
  });
  afterAll(() => cluster?.close());

  /** Submits the recipe and waits until no job is left. */
  async function submitted(args: readonly string[]): Promise<void> {
    const { environment } = cluster!;
    const told = () => readdirSync(join(folder, "slurm")).filter((name) => name.endsWith(".out"));
    const logs = () =>
      told()
        .map((name) => readFileSync(join(folder, "slurm", name), "utf8"))
        .join("\n");
    // The controller answers once it has read its state.
    for (let tries = 0; ; tries++) {
      const said = await inFolder(folder, recipe("slurm.sh"), args, environment);
      if (said.status === 0) break;
      if (tries > 60) throw new Error(`${said.stderr}\n${logs()}`);
      await pause(500);
    }
    for (let waited = 0; ; waited += 500) {
      const { status, stdout } = await inFolder(folder, "squeue", ["--noheader"], environment);
      if (status === 0 && stdout.trim() === "") return;
      if (waited > 200_000) throw new Error(`jobs are left: ${stdout}\n${logs()}`);
      await pause(500);
    }
  }

  test.skipIf(skips(lost))(`job array${why(lost)}`, async () => {
    expect(lost).toEqual([]);
    await submitted(["./mine.yaml", "3", "by slurm", ...settings]);
    const jobs = readdirSync(folder).filter((name) => name.endsWith(".log"));
    const said = jobs.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
    expect(existsSync(join(folder, "by slurm")), said).toBe(true);
    expect(filesOf(join(folder, "by slurm"))).toEqual(whole);
  });

  test.skipIf(skips(lost))(`a shard that fails: nothing is merged${why(lost)}`, async () => {
    expect(lost).toEqual([]);
    // Where the second shard's folder should be stands a file.
    mkdirSync(join(folder, "failed.shards"));
    writeFileSync(join(folder, "failed.shards/2"), "");
    await submitted(["./mine.yaml", "3", "failed", ...settings]);
    expect(existsSync(join(folder, "failed.shards/3/manifest.json"))).toBe(true);
    expect(existsSync(join(folder, "failed"))).toBe(false);
  });
});

test.skipIf(!isLong)("Kubernetes Indexed Job, index by index", async () => {
  const jobs = parseAllDocuments(readFileSync(recipe("kubernetes.yaml"), "utf8")).map((one) => one.toJS());
  const [shards, merge] = jobs;
  const containerOf = (job: typeof shards) => job.spec.template.spec.containers[0];
  const { command, env } = containerOf(shards);
  expect(jobs.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
    "batch/v1 Job",
    "batch/v1 Job",
  ]);
  expect(shards.spec.completionMode).toBe("Indexed");
  const stated = Object.fromEntries(env.map(({ name, value }: Record<string, string>) => [name, value]));
  expect(stated.SHARDS).toBe(String(shards.spec.completions));
  const cwd = join(folder, "volume");
  mkdirSync(cwd);
  const scenario = readFileSync(join(folder, "mine.yaml"), "utf8");
  writeFileSync(
    join(cwd, "scenario.yaml"),
    scenario.replace(/^draws: .*$/m, "draws: 100\nsimulated_people: 2"),
  );
  // As the cluster runs it: in any order, an index a second time where its pod was lost.
  for (const index of [2, 0, 3, 1, 0]) {
    const said = await inFolder(cwd, command[0], command.slice(1), {
      ...stated,
      JOB_COMPLETION_INDEX: String(index),
    });
    expect(said, said.stderr).toMatchObject({ status: 0 });
  }
  const [program, ...args] = containerOf(merge).command;
  const merged = await inFolder(cwd, program, args);
  expect(merged, merged.stderr).toMatchObject({ status: 0 });
  const one = await afford(["run", "./scenario.yaml", "--quiet", "--threads", "1", "--out", "one"], { cwd });
  expect(one.status).toBe(0);
  expect(filesOf(join(cwd, "results"))).toEqual(filesOf(join(cwd, "one")));
});
