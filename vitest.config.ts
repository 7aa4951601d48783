import { defineConfig } from "vitest/config";

/** Rooms whose tests call a part alone, on numbers and texts written in the test: seconds in all. */
const unit = [
  "accounts",
  "chance",
  "decision",
  "faults",
  "house",
  "inputs",
  "quantity",
  "screen",
  "table",
].map((room) => `tests/${room}/**/*.test.ts`);
const all = "tests/**/*.test.ts";

export default defineConfig(({ mode }) => {
  const isLong = mode === "long" || Boolean(process.env.CI);
  return {
    test: {
      setupFiles: "tests/cases.ts",
      env: { AFFORD_TEST_CASES: process.env.AFFORD_TEST_CASES ?? (isLong ? "100" : "25") },
      // Far above what any test takes on a machine with nothing else to do.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      projects: [
        { extends: true, test: { name: "unit", include: unit } },
        { extends: true, test: { name: "whole", include: [all], exclude: unit } },
      ],
    },
  };
});
