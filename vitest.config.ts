import { defineConfig } from "vitest/config";

const testsOf = (...rooms: readonly string[]) => rooms.map((room) => `tests/${room}/**/*.test.ts`);
/** Rooms whose tests call a part alone, on numbers and texts written in the test: seconds in all. */
const unit = testsOf(
  "accounts",
  "chance",
  "decision",
  "faults",
  "house",
  "inputs",
  "quantity",
  "screen",
  "table",
);
/** Tests that open files, threads and processes. */
const shell = testsOf("endToEnd", "package", "shell");
const all = testsOf("*");

export default defineConfig(({ mode }) => {
  // Each project reads this file again, in a mode of its own: the number of cases is settled the first time.
  process.env.AFFORD_TEST_CASES ??= mode === "long" || process.env.CI ? "100" : "12";
  return {
    test: {
      setupFiles: "tests/cases.ts",
      // Every processor: one is left out otherwise, which is half of two.
      maxWorkers: "100%",
      env: { AFFORD_TEST_CASES: process.env.AFFORD_TEST_CASES },
      // Far above what any test takes on a machine with nothing else to do.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      // The core keeps nothing between calls, so that its tests share one worker's modules: half the processor time.
      projects: [
        { extends: true, test: { name: "unit", include: unit, isolate: false } },
        { extends: true, test: { name: "core", include: all, exclude: [...unit, ...shell], isolate: false } },
        { extends: true, test: { name: "shell", include: shell } },
      ],
    },
  };
});
