import { describe, expect, test } from "vitest";
import { durationWords, progressLine, progressWords, recentRate } from "../../src/shell/progressLine.js";

describe("progress", () => {
  test("in words: share, rate and time left", () => {
    // At 12.5 a second the 550 that are left take 44 s.
    expect(progressWords({ done: 450, total: 1000 }, 12.5)).toBe(
      "450 of 1,000 draws (45%), 12.5 a second, 44 s left",
    );
    expect(progressWords({ done: 0, total: 10 }, undefined)).toBe("0 of 10 draws (0%)");
    expect([0.2, 99, 150, 7200].map(durationWords)).toEqual(["1 s", "99 s", "3 min", "2.0 h"]);
  });

  test("a slow start makes no hours out of minutes: the rate is that of the draws, lately", () => {
    const rate = recentRate();
    // Threads open for ten seconds; then ten draws a second, of 16,000: 27 minutes, not the 44 hours that one draw in ten seconds says.
    expect(rate(10_000, 1)).toBeUndefined();
    expect(rate(10_100, 2)).toBeUndefined();
    let last: number | undefined;
    for (let done = 3; done <= 300; done++) last = rate(10_000 + 100 * (done - 1), done);
    expect(last).toBeCloseTo(10, 6);
    // From here on five times as slow: over the later half of the time that is what is told.
    const at = 10_000 + 100 * 299;
    for (let done = 1; done <= 60; done++) last = rate(at + 500 * done, 300 + done);
    expect(last).toBeCloseTo(2, 1);
    // Told again without a draw done, the rate stands.
    expect(rate(at + 31_000, 360)).toBe(last);
  });

  const watch = (isTTY: boolean) => {
    let at = 0;
    const written: string[] = [];
    const line = progressLine({ isTTY, write: (text) => written.push(text) }, () => at);
    return {
      line,
      written,
      wait: (milliseconds: number) => {
        at += milliseconds;
      },
    };
  };

  test("draws over itself on a terminal, ten times a second at most, and clears up", () => {
    const { line, written, wait } = watch(true);
    line.tell({ done: 1, total: 2 });
    wait(50);
    line.tell({ done: 2, total: 2 });
    wait(60);
    line.tell({ done: 2, total: 2 });
    line.end();
    expect(written).toHaveLength(3);
    expect(written[1]).toMatch(/^\r\[#{24}\] 2 of 2 draws \(100%\)/);
    expect(written[2]).toBe("\r\x1b[K");
  });

  test("elsewhere says a plain line now and then, and nothing of a short run", () => {
    const { line, written, wait } = watch(false);
    line.tell({ done: 1, total: 4 });
    wait(15_000);
    line.tell({ done: 2, total: 4 });
    wait(1000);
    line.tell({ done: 3, total: 4 });
    line.end();
    expect(written).toEqual(["2 of 4 draws (50%), 0.0667 a second, 30 s left\n"]);
  });
});
