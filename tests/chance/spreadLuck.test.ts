/** Luck spread over a sample: even, unbiased, of a stream's own, and the same for a person however many there are. */
import { describe, expect, it } from "vitest";
import { luckKinds } from "../../src/chance/luck.js";
import { isSpread, makeSpreadLuck, spreadUnder, spreadUniform } from "../../src/chance/spreadLuck.js";

const uniforms = (key: readonly [number, number], kind: number, count: number): number[] => {
  const spread = makeSpreadLuck();
  spreadUnder(spread, key);
  return Array.from({ length: count }, (_, person) => spreadUniform(spread, kind, person));
};

describe("luck spread over a sample", () => {
  it("covers every kind of event", () => {
    for (const kind of Object.values(luckKinds)) expect(isSpread(kind)).toBe(true);
    expect(isSpread(0)).toBe(false);
    expect(isSpread(1000)).toBe(false);
    expect(isSpread(-5)).toBe(false);
  });

  it("puts 2^m people one in each of 2^m equal intervals, whatever the kind and key", () => {
    for (const kind of Object.values(luckKinds)) {
      for (const count of [2, 16, 64, 256]) {
        const strata = uniforms([kind, 77], kind, count).map((u) => Math.floor(count * u));
        expect(new Set(strata).size).toBe(count);
        expect(Math.min(...strata)).toBe(0);
      }
    }
  });

  it("fills the square of two kinds evenly: of 256 people, 16 in each of 16 equal squares of the first two", () => {
    const [first, second] = [luckKinds.takeUp, luckKinds.need].map((kind) => uniforms([3, 9], kind, 256));
    const inSquare = new Map<number, number>();
    first!.forEach((u, person) => {
      const square = 4 * Math.floor(4 * u) + Math.floor(4 * second![person]!);
      inSquare.set(square, (inSquare.get(square) ?? 0) + 1);
    });
    expect([...inSquare.values()]).toEqual(Array.from({ length: 16 }, () => 16));
  });

  it("leaves each person's uniform uniform: over 4,000 keys the mean and the variance are 1/2 and 1/12", () => {
    for (const person of [0, 1, 6]) {
      let sum = 0;
      let squares = 0;
      for (let key = 0; key < 4000; key++) {
        const u = uniforms([key, 5], luckKinds.death, person + 1)[person]!;
        sum += u - 0.5;
        squares += (u - 0.5) * (u - 0.5) - 1 / 12;
      }
      // Standard errors: √(1/12 ÷ 4,000) and √(1/180 ÷ 4,000).
      expect(Math.abs(sum / 4000)).toBeLessThan(4 * Math.sqrt(1 / 12 / 4000));
      expect(Math.abs(squares / 4000)).toBeLessThan(4 * Math.sqrt(1 / 180 / 4000));
    }
  });

  it("is a person's own: it changes with the key, and not with how many people there are", () => {
    expect(uniforms([1, 2], luckKinds.death, 10)).toEqual(
      uniforms([1, 2], luckKinds.death, 100).slice(0, 10),
    );
    expect(uniforms([1, 2], luckKinds.death, 4)).not.toEqual(uniforms([1, 3], luckKinds.death, 4));
    for (const u of uniforms([8, 8], luckKinds.misuse, 5000)) {
      expect(u).toBeGreaterThan(0);
      expect(u).toBeLessThan(1);
    }
  });
});
