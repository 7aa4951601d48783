import { describe, expect, test } from "vitest";
import { sha256 as sha256OfCore } from "../../src/questions/compare/sha256.js";
import { settingsOf } from "../../src/results/runOptions.js";
import { makeManifest, sha256 } from "../../src/shell/manifest.js";
import { readScenario } from "../../src/shell/readScenario.js";

describe("manifest", () => {
  test("the core's sha256 is Node's, whatever the length and the characters", () => {
    const letters = ["a", "£", "–", "😀", "\n", "\ud800", "\u0000", "ÿ"];
    for (let length = 0; length <= 260; length++) {
      const text = Array.from({ length }, (_, at) => letters[(at * 5 + length) % letters.length]).join("");
      expect(sha256OfCore(text), `${length} characters`).toBe(sha256(text));
    }
    expect(sha256OfCore("x".repeat(100_000))).toBe(sha256("x".repeat(100_000)));
  });

  test("sha256 agrees with FIPS 180-2's example and hashes UTF-8 bytes", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // printf '£' | sha256sum
    expect(sha256("£")).toBe("b4fe151e413445357b1c0935e7cf04a429492ebd23dc62bfadb2f898c431c1fd");
  });

  test("holds what a run depends on, by text and hash", async () => {
    const read = await readScenario("can-we-afford-it", { sets: ["draws=50"] });
    if ("faults" in read) throw new Error("the shipped scenario is not valid");
    const settings = settingsOf(read.value.study, { people: 40 });
    const ran = { startedAt: new Date(0), wallSeconds: 1.23456, threads: 2 };
    const manifest = makeManifest("run", read.value, settings, new Map([["summary.csv", "abc"]]), ran);
    expect(manifest).toMatchObject({
      package: "can-we-afford-it",
      command: "run",
      scenario: { name: "can-we-afford-it" },
      bases: [],
      sets: ["draws=50"],
      seed: "afford",
      draws: 50,
      people: 40,
      design: "random",
      files: { "summary.csv": sha256("abc") },
      ran: { date: "1970-01-01T00:00:00.000Z", wall_seconds: 1.235, threads: 2 },
    });
    expect(manifest.scenario.sha256).toBe(sha256(manifest.scenario.text));
    expect(manifest.tables.map((table) => table.name)).toEqual([
      "gdp-deflator",
      "discount-schedules",
      "evidence",
    ]);
  });
});
