import { describe, expect, it } from "vitest";
import { threefry, threefrySecondWord, uniform53 } from "../../src/chance/threefry.js";

describe("Threefry-2x32-20", () => {
  it.each([
    // Known answers published with Random123 (kat_vectors): key, counter, result.
    [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0],
  ])("key %i %i, counter %i %i", (k0, k1, c0, c1, first, second) => {
    expect(threefry(k0, k1, c0, c1) >>> 0).toBe(first);
    expect(threefrySecondWord() >>> 0).toBe(second);
    // Signed words are the same words.
    expect(threefry(k0 | 0, k1 | 0, c0 | 0, c1 | 0) >>> 0).toBe(first);
  });
});

describe("uniforms", () => {
  const n = 200_000;
  const drawn = Array.from({ length: n }, (_, i) => uniform53(1, 2, i, 3));

  it("lie in (0, 1), on odd multiples of 2^−53", () => {
    const odd = drawn.every((u) => u > 0 && u < 1 && (u * 2 ** 53) % 2 === 1);
    expect(odd).toBe(true);
    const largest = (4294967295 * 1048576 + 1048575 + 0.5) * 2 ** -52;
    expect(largest).toBeLessThan(1);
  });

  it("fill 100 equal bins evenly: chi-squared of 99 degrees within 4 standard deviations (false alarms: 1 in 10,000)", () => {
    for (const word of [(u: number) => u, (u: number) => (u * 2 ** 20) % 1]) {
      const bins = new Array<number>(100).fill(0);
      for (const u of drawn) bins[Math.floor(100 * word(u))]! += 1;
      const chiSquared = bins.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0);
      expect(Math.abs(chiSquared - 99)).toBeLessThan(4 * Math.sqrt(2 * 99));
    }
  });

  it("neighbours by counter and by key are uncorrelated, within 4/√n (false alarms: 1 in 16,000 each)", () => {
    const centred = (u: number) => (u - 0.5) * Math.sqrt(12);
    const neighbours = [
      (i: number) => uniform53(1, 2, i + 1, 3),
      (i: number) => uniform53(1, 2, i, 4),
      (i: number) => uniform53(2, 2, i, 3),
      (i: number) => uniform53(1, 3, i, 3),
    ];
    for (const neighbour of neighbours) {
      const r = drawn.reduce((sum, u, i) => sum + centred(u) * centred(neighbour(i)), 0) / n;
      expect(Math.abs(r)).toBeLessThan(4 / Math.sqrt(n));
    }
  });
});
