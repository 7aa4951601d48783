import { describe, expect, it } from "vitest";
import { type Design, type DesignKind, makeDesign } from "../../src/chance/design.js";
import { makeRunKey } from "../../src/chance/key.js";
import { permutation } from "../../src/chance/permutation.js";
import { sobolDimensions, sobolDirections } from "../../src/chance/sobolDirections.js";

const run = makeRunKey("design");
function design(kind: DesignKind, draws: number, paths: readonly string[], key = run): Design {
  const made = makeDesign(kind, key, draws, paths);
  if ("faults" in made) throw new Error(JSON.stringify(made.faults));
  return made.value;
}
function column(d: Design, draws: number, input: number, randomisation?: number): number[] {
  const all = Array.from({ length: draws }, (_, draw) => draw);
  const chosen =
    randomisation === undefined ? all : all.filter((draw) => d.randomisationOf(draw) === randomisation);
  return chosen.map((draw) => d.uniform(draw, input));
}

describe.each(["random", "latin_hypercube", "sobol"] as const)("%s", (kind) => {
  it("gives uniforms strictly inside (0, 1), the same when asked again and in any order", () => {
    const first = design(kind, 200, ["a", "b"]);
    const again = design(kind, 200, ["a", "b"]);
    for (let draw = 199; draw >= 0; draw--) {
      const u = again.uniform(draw, 1);
      expect(u > 0 && u < 1).toBe(true);
      expect(first.uniform(draw, 1)).toBe(u);
    }
  });
  it("an input added at the end changes nobody else's luck", () => {
    const few = design(kind, 100, ["a", "b"]);
    const more = design(kind, 100, ["a", "b", "c"]);
    for (const input of [0, 1]) expect(column(more, 100, input)).toEqual(column(few, 100, input));
  });
  it("another seed is other luck, and inputs are not each other's copies", () => {
    const d = design(kind, 100, ["a", "b"]);
    const other = design(kind, 100, ["a", "b"], makeRunKey("other"));
    const both = [...column(d, 100, 0), ...column(d, 100, 1), ...column(other, 100, 0)];
    expect(new Set(both).size).toBe(300);
  });
  it("estimates a mean without bias: 200 seeds, within 4 standard errors (false alarms: 1 in 16,000)", () => {
    const estimates = Array.from({ length: 200 }, (_, seed) => {
      const d = design(kind, 20, ["a", "b"], makeRunKey(`seed ${seed}`));
      const products = column(d, 20, 0).map((u, draw) => u * d.uniform(draw, 1) ** 2);
      return products.reduce((sum, x) => sum + x, 0) / 20;
    });
    const centre = estimates.reduce((sum, x) => sum + x, 0) / 200;
    const variance = estimates.reduce((sum, x) => sum + (x - centre) ** 2, 0) / 199;
    expect(Math.abs(centre - 1 / 6)).toBeLessThan(4 * Math.sqrt(variance / 200));
  });
});

describe("random", () => {
  it("an input put before, or a draw added, changes nobody else's luck", () => {
    const few = design("random", 7, ["a", "b"]);
    const more = design("random", 12, ["z", "b", "a"]);
    expect(column(more, 7, 2)).toEqual(column(few, 7, 0));
    expect(column(more, 7, 1)).toEqual(column(few, 7, 1));
  });
  it("every draw is a randomisation of its own", () => {
    const d = design("random", 7, []);
    expect([d.randomisations, d.randomisationOf(6)]).toEqual([7, 6]);
  });
});

describe("latin hypercube", () => {
  const d = design("latin_hypercube", 250, ["a", "b", "c"]);
  it("each input falls exactly once in each stratum of each of the ten randomisations", () => {
    for (let randomisation = 0; randomisation < 10; randomisation++) {
      for (const input of [0, 1, 2]) {
        const strata = column(d, 250, input, randomisation).map((u) => Math.floor(25 * u));
        expect(strata.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i));
      }
    }
  });
  it("an input put before changes nobody else's luck", () => {
    const shuffled = design("latin_hypercube", 250, ["z", "a"]);
    expect(column(shuffled, 250, 1)).toEqual(column(d, 250, 0));
  });
  it("randomisations and inputs have orders of their own", () => {
    const orders = [0, 1, 2].flatMap((input) =>
      Array.from({ length: 10 }, (_, r) =>
        column(d, 250, input, r)
          .map((u) => Math.floor(25 * u))
          .join(),
      ),
    );
    expect(new Set(orders).size).toBe(30);
  });
  it("every order of three is equally likely: chi-squared of 5 degrees below 27.9 over 6,000 (false alarms: 4 in 100,000)", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = permutation([i, 9], 3).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquared).toBeLessThan(27.9);
  });
});

describe("sobol", () => {
  it.each([
    // The unscrambled points of SciPy 1.17 (qmc.Sobol, Joe and Kuo's numbers) in 32 bits: dimension, index, digits.
    [0, 55, 3959422976],
    [1, 55, 2751463424],
    [2, 55, 2483027968],
    [9, 55, 738197504],
    [99, 55, 738197504],
    [500, 55, 738197504],
    [1023, 55, 3154116608],
    [1, 32, 3422552064],
    [500, 32, 2751463424],
    [1023, 32, 2214592512],
  ])("dimension %i, point %i", (dimension, index, digits) => {
    const directions = sobolDirections(dimension);
    let point = 0;
    for (let bit = 0; bit < 32; bit++) if ((index >>> bit) & 1) point ^= directions[bit]!;
    expect(point >>> 0).toBe(digits);
  });
  it("in every dimension the direction numbers are a triangular matrix: 2^m points fall once in 2^m intervals", () => {
    for (let dimension = 0; dimension < sobolDimensions; dimension++) {
      const directions = sobolDirections(dimension);
      for (let bit = 0; bit < 32; bit++) {
        const v = directions[bit]!;
        expect((v >>> (31 - bit)) & 1).toBe(1);
        expect(bit === 31 ? 0 : (v << (bit + 1)) >>> 0).toBe(0);
      }
    }
    expect(() => sobolDirections(sobolDimensions)).toThrow(RangeError);
  });
  it("scrambled, each randomisation still falls once in each of 2^m intervals, and once in each cell of 2 × 2 grids", () => {
    const d = design("sobol", 640, ["a", "b", "c"]);
    for (let randomisation = 0; randomisation < 10; randomisation++) {
      for (const input of [0, 1, 2]) {
        const strata = column(d, 640, input, randomisation).map((u) => Math.floor(64 * u));
        expect(new Set(strata).size).toBe(64);
      }
      // The first two dimensions are a (0, m, 2)-net: any 8 × 8 and 4 × 16 cells hold one point each.
      const [a, b] = [column(d, 640, 0, randomisation), column(d, 640, 1, randomisation)];
      for (const [rows, columns] of [
        [8, 8],
        [4, 16],
        [16, 4],
      ] as const) {
        expect(new Set(a.map((u, i) => `${Math.floor(rows * u)} ${Math.floor(columns * b[i]!)}`)).size).toBe(
          64,
        );
      }
    }
  });
  it("more draws continue the sequence", () => {
    expect(column(design("sobol", 640, ["a"]), 320, 0)).toEqual(column(design("sobol", 320, ["a"]), 320, 0));
  });
});

describe("even designs beat random ones where they should", () => {
  it("the mean of a smooth function of two inputs varies at most a tenth as much from seed to seed", () => {
    const spread = (kind: DesignKind) => {
      const estimates = Array.from({ length: 40 }, (_, seed) => {
        const d = design(kind, 320, ["a", "b"], makeRunKey(`spread ${seed}`));
        return column(d, 320, 0).reduce((sum, u, draw) => sum + u * u + d.uniform(draw, 1), 0) / 320;
      });
      const centre = estimates.reduce((sum, x) => sum + x, 0) / 40;
      return estimates.reduce((sum, x) => sum + (x - centre) ** 2, 0) / 39;
    };
    const random = spread("random");
    expect(spread("latin_hypercube")).toBeLessThan(random / 10);
    expect(spread("sobol")).toBeLessThan(random / 10);
  });
});

describe("faults", () => {
  it("draws that cannot be dealt out, and more inputs than dimensions", () => {
    expect(makeDesign("latin_hypercube", run, 25, [])).toMatchObject({
      faults: [{ path: ["draws"], code: "inconsistent" }],
    });
    expect(makeDesign("random", run, 0, [])).toMatchObject({
      faults: [{ path: ["draws"], code: "out_of_range" }],
    });
    const many = Array.from({ length: sobolDimensions + 1 }, (_, i) => `input ${i}`);
    expect(makeDesign("sobol", run, 25, many)).toMatchObject({
      faults: [{ path: ["draws"] }, { path: ["design"] }],
    });
    expect("value" in makeDesign("latin_hypercube", run, 20, many)).toBe(true);
  });
  it("an input or draw beyond the design throws", () => {
    expect(() => design("random", 10, ["a"]).uniform(0, 1)).toThrow(RangeError);
    expect(() => design("latin_hypercube", 10, ["a"]).uniform(10, 0)).toThrow(RangeError);
  });
});
