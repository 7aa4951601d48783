import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { afford, bash, startAfford } from "./afford.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-"));
  const { stdout } = await afford(["init"]);
  await writeFile(join(folder, "my-council.yaml"), stdout);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const small = ["my-council.yaml", "--draws", "20", "--people", "30"];
const csvFiles = ["draws.csv", "inputs.csv", "ledger.csv", "summary.csv"];

/** Waits until the run has taken its folder, which it does just before it simulates. */
async function untilThere(path: string): Promise<void> {
  for (let waited = 0; !existsSync(path); waited += 50) {
    if (waited > 60_000) throw new Error(`${path} did not appear`);
    await pause(50);
  }
}

describe("afford run", () => {
  test("gives the same bytes for one thread, two and five", async () => {
    const texts: string[][] = [];
    for (const threads of ["1", "2", "5"]) {
      const out = join(folder, `threads-${threads}`);
      const { status, stdout } = await afford(
        ["run", ...small, "--keep-draws", "--threads", threads, "--out", out, "--quiet"],
        { cwd: folder },
      );
      expect(status).toBe(0);
      expect((await readdir(out)).sort()).toEqual([...csvFiles, "datapackage.json", "manifest.json"].sort());
      const files = await Promise.all(csvFiles.map((name) => readFile(join(out, name), "utf8")));
      expect(files[3]).toBe(stdout);
      texts.push(files);
    }
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  test("runs that share their threads give the same bytes as in one thread, whichever run comes next", async () => {
    const bailedOut = "arms.budget.deficit.bailed_out_share";
    const vary = ["--vary", `${bailedOut}=0:1:3`, "--draws", "20", "--people", "30", "--quiet"];
    const [alone, shared] = await Promise.all(
      ["1", "3"].map((threads) =>
        afford(["sweep", "my-council.yaml", ...vary, "--threads", threads], { cwd: folder }),
      ),
    );
    expect(shared).toEqual({ status: 0, stdout: alone!.stdout, stderr: "" });
    const costs = new Set(alone!.stdout.split("\n").filter((line) => /,budget,.*council.*,cost,/.test(line)));
    expect(costs.size, alone!.stdout).toBeGreaterThanOrEqual(3);
  });

  test("writes tables that say what they are", async () => {
    const out = join(folder, "threads-1");
    const { resources } = JSON.parse(await readFile(join(out, "datapackage.json"), "utf8"));
    expect(resources.map(({ path }: { path: string }) => path).sort()).toEqual(csvFiles);
    for (const { path, schema } of resources) {
      const [header] = (await readFile(join(out, path), "utf8")).split("\n");
      expect(header).toBe(schema.fields.map(({ name }: { name: string }) => name).join(","));
    }
    const manifest = JSON.parse(await readFile(join(out, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      command: "run",
      draws: 20,
      people: 30,
      seed: "afford",
      ran: { threads: 1 },
    });
    expect(manifest.scenario.text).toBe(await readFile(join(folder, "my-council.yaml"), "utf8"));
  });

  test("refuses a folder that holds a run, unless told to overwrite it", async () => {
    const out = join(folder, "threads-1");
    const before = await readFile(join(out, "manifest.json"), "utf8");
    const refused = await afford(["run", ...small, "--out", out], { cwd: folder });
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain("holds a run already");
    expect(await readFile(join(out, "manifest.json"), "utf8")).toBe(before);
    const allowed = await afford(["run", ...small, "--out", out, "--overwrite"], { cwd: folder });
    expect(allowed.status).toBe(0);
    // Without --keep-draws the draws of the run before are gone, so that no file is of another run.
    expect(await readdir(out)).not.toContain("draws.csv");
  });

  test("ends with 3 and a message where the folder cannot be written", async () => {
    const below = join(folder, "my-council.yaml", "below");
    const { status, stdout, stderr } = await afford(["run", ...small, "--out", below], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toBe(`cannot write ${below}: part of the path is a file, not a folder\n`);
  });

  test.skipIf(process.getuid?.() === 0)(
    "ends with 3 where the folder is read-only (skipped for root, who may write)",
    async () => {
      const locked = join(folder, "locked");
      await mkdir(locked);
      await chmod(locked, 0o555);
      const { status, stderr } = await afford(["run", ...small, "--out", locked], { cwd: folder });
      expect(status).toBe(3);
      expect(stderr).toContain("permission denied");
    },
  );

  test.skipIf(!existsSync("/dev/full"))("ends with 3 where standard output is full", async () => {
    const { status, stderr } = await bash("afford list > /dev/full", folder);
    expect(status).toBe(3);
    expect(stderr).toBe("cannot write the results: no space left on the disk\n");
  });

  test("ends quietly when whoever reads has gone", async () => {
    const { stdout, stderr } = await bash(
      `afford run ${small.join(" ")} --quiet | head -1; echo "status \${PIPESTATUS[0]}"`,
      folder,
    );
    expect(stdout).toMatch(/^scenario,arm,.*\nstatus 0\n$/);
    expect(stderr).toBe("");
  });

  test("reads a scenario from standard input, called stdin in tables", async () => {
    const input = await readFile(join(folder, "my-council.yaml"), "utf8");
    const { status, stdout } = await afford(["run", "-", "--draws", "2", "--people", "5"], { input });
    expect(status).toBe(0);
    expect(stdout.split("\n")[1]).toMatch(/^stdin,/);
  });

  test("a folder called like a shipped scenario changes nothing", async () => {
    await mkdir(join(folder, "can-we-afford-it"));
    const { status, stdout } = await afford(["validate", "can-we-afford-it"], { cwd: folder });
    expect({ status, stdout: stdout.slice(0, 23) }).toEqual({ status: 0, stdout: "can-we-afford-it: valid" });
  });

  test("tells a missing file in one message, without a stack", async () => {
    const { status, stdout, stderr } = await afford(["run", "no/such.yaml"], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("no/such.yaml: ");
    expect(stderr).toContain("no such file");
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    "1",
    "2",
  ])("interrupted, with %s threads: 130, a message, and nothing half-written", async (threads) => {
    const out = join(folder, `interrupted-${threads}`);
    const run = startAfford(
      ["run", "my-council.yaml", "--draws", "5000", "--threads", threads, "--out", out],
      {
        cwd: folder,
      },
    );
    await untilThere(out);
    await pause(300);
    run.kill("SIGINT");
    const { status, stdout, stderr } = await run.ended;
    expect({ status, stdout }).toEqual({ status: 130, stdout: "" });
    expect(stderr).toContain("interrupted");
    expect(await readdir(out)).toEqual([]);
  });
});

describe("what the build ships", () => {
  test("texts and schema are those the command line knows", async () => {
    const shipped = (await import(new URL("../../dist/scenarios.js", import.meta.url).href)) as {
      readonly scenarios: Readonly<Record<string, string>>;
      readonly tables: Readonly<Record<string, string>>;
    };
    const listed = JSON.parse((await afford(["list", "--format", "json"])).stdout).list;
    expect(Object.keys(shipped.scenarios)).toEqual(listed.map(({ name }: { name: string }) => name));
    expect(shipped.tables["gdp-deflator"]).toMatch(/^year,index\n/);
    const schema = await readFile(new URL("../../dist/schema.json", import.meta.url), "utf8");
    expect((await afford(["schema"])).stdout).toBe(schema);
  });
});
