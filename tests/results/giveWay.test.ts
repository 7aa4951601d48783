import { afterEach, describe, expect, test, vi } from "vitest";
import { givingWay, type Steps, straightThrough } from "../../src/results/giveWay.js";

/** Work of so many parts of so much each. */
function* workOf(parts: number, each: number): Steps<number> {
  for (let part = 0; part < parts; part++) yield each;
  return parts;
}

afterEach(() => vi.unstubAllGlobals());

describe("giving way", () => {
  test.each([
    // One turn to begin with, then one each time 600 have been done.
    [0, 1000, 1],
    [5, 100, 1],
    [6, 100, 2],
    [3, 600, 4],
    [3, 2000, 4],
  ])("%d parts of %d take %d turns", async (parts, each, turns) => {
    let taken = 0;
    vi.stubGlobal("setImmediate", (run: () => void) => {
      taken += 1;
      queueMicrotask(run);
    });
    expect(await givingWay(workOf(parts, each))).toBe(parts);
    expect(taken).toBe(turns);
    expect(straightThrough(workOf(parts, each))).toBe(parts);
  });

  test("a browser's way is a channel of messages, which is closed at the end", async () => {
    vi.stubGlobal("setImmediate", undefined);
    let closed = 0;
    class Channel {
      readonly port2 = { onmessage: null as (() => void) | null };
      readonly port1 = {
        postMessage: () => setTimeout(() => this.port2.onmessage?.(), 0),
        close: () => {
          closed += 1;
        },
      };
    }
    vi.stubGlobal("MessageChannel", Channel);
    expect(await givingWay(workOf(4, 600))).toBe(4);
    expect(closed).toBe(1);
    const controller = new AbortController();
    const stopped = givingWay(workOf(1e9, 600), controller.signal);
    setTimeout(() => controller.abort("enough"), 5);
    await expect(stopped).rejects.toBe("enough");
    expect(closed).toBe(2);
  });

  test("where there is neither, a timer does", async () => {
    vi.stubGlobal("setImmediate", undefined);
    vi.stubGlobal("MessageChannel", undefined);
    expect(await givingWay(workOf(3, 600))).toBe(3);
  });
});
