/** Six different mistakes in a scenario, its base and its table: six messages, each with its place, and exit 2. */
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { startAfford } from "./afford.js";

const folder = fileURLToPath(new URL("./sixFaults", import.meta.url));

describe("a scenario with six faults", () => {
  for (const command of ["validate", "run", "explain"]) {
    it(`is told all of them at once by ${command}, and nothing runs`, async () => {
      const { status, stdout, stderr } = await startAfford([command, "six.yaml"], { cwd: folder }).ended;
      expect(status).toBe(2);
      expect(stdout).toBe("");
      const told = stderr.trim().split("\n");
      expect(told).toHaveLength(7);
      const places = told.slice(0, 6).map((line) => line.split(":", 3).join(":").replace(/ .*/, ""));
      expect(places).toEqual([
        "six.yaml:4:3",
        "six.yaml:5:3",
        "six.yaml:8:5",
        "six.yaml:12:7",
        "base.yaml:14:16",
        "index.csv:3:6",
      ]);
      expect(told[0]).toContain('did you mean "existing_users"?');
      expect(told[1]).toContain('wrong kind of value, found "lots"; allowed: a number from 0 to 1 (share)');
      expect(told[2]).toContain("out of range, found 1.4; allowed: a number from 0 to 1 (share)");
      expect(told[3]).toContain("found lognormal with mean; allowed: mean, sd; or mean, cv");
      expect(told[4]).toContain("out of range, found -0.1; allowed: a number from 0 (per year)");
      expect(told[5]).toContain('bad cell, found "£100"; allowed: a plain number such as 1000');
      expect(told[6]).toBe("6 faults in 3 files");
    });
  }

  it("gives them as data too", async () => {
    const { status, stdout } = await startAfford(["validate", "six.yaml", "--format", "json"], {
      cwd: folder,
    }).ended;
    expect(status).toBe(2);
    expect((JSON.parse(stdout) as { faults: unknown[] }).faults).toHaveLength(6);
  });
});
