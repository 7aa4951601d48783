import { expect, test } from "vitest";
import { quickestOf } from "../../src/shell/manyRuns.js";

test.each([
  // The first draw alone tells nothing of the rest, however long it took.
  [10, [3, 0.4, 0.1], 0.4, 2],
  [10, [0.5, 0.4, 0.3, 0.35, 0.1], 0.3, 4],
  [10, [1, 0.9, 0.8, 0.1], 0.8, 3],
  [1, [3, 0.4], 3, 1],
])("of %d draws that take %j s the quickest tried takes %d s, after %d", (draws, seconds, quickest, tried) => {
  const asked: number[] = [];
  expect(quickestOf(draws, (draw) => seconds[asked.push(draw) - 1]!)).toBe(quickest);
  expect(asked).toEqual(seconds.slice(0, tried).map((_, draw) => draw));
});
