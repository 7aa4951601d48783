import { describe, expect, it } from "vitest";
import { drawUniform } from "../../src/chance/key.js";
import { correlate, makeRankCorrelation, type RankCorrelation } from "../../src/chance/rankCorrelation.js";

function copula(matrix: readonly (readonly number[])[]): RankCorrelation {
  const made = makeRankCorrelation(matrix);
  if ("faults" in made) throw new Error(JSON.stringify(made.faults));
  return made.value;
}
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).toSorted((a, b) => values[a]! - values[b]!);
  const rank = new Array<number>(values.length);
  for (const [place, i] of order.entries()) rank[i] = place;
  return rank;
}
function spearman(a: readonly number[], b: readonly number[]): number {
  const n = a.length;
  const [ra, rb] = [ranks(a), ranks(b)];
  const squares = ra.reduce((sum, rank, i) => sum + (rank - rb[i]!) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

describe("rank correlation", () => {
  const matrix = [
    [1, 0.5, -0.3],
    [0.5, 1, 0.2],
    [-0.3, 0.2, 1],
  ];

  it("L·Lᵀ is 2·sin(π·ρ/6)", () => {
    const { cholesky } = copula(matrix);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const product = cholesky[i]!.reduce((sum, x, k) => sum + x * (cholesky[j]![k] ?? 0), 0);
        expect(product).toBeCloseTo(i === j ? 1 : 2 * Math.sin((Math.PI * matrix[i]![j]!) / 6), 14);
      }
    }
  });

  it("10,000 tuples have the stated rank correlations within 4/√n (at ρ = 0 one false alarm in 16,000, else fewer) and stay uniform", () => {
    const n = 10_000;
    const tuples = Array.from({ length: n }, (_, draw) =>
      correlate(copula(matrix), [
        drawUniform([1, 1], draw),
        drawUniform([1, 2], draw),
        drawUniform([1, 3], draw),
      ]),
    );
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const found = spearman(
        tuples.map((t) => t[i]!),
        tuples.map((t) => t[j]!),
      );
      expect(Math.abs(found - matrix[i]![j]!)).toBeLessThan(4 / Math.sqrt(n));
    }
    // Kolmogorov's distance beyond 2/√n has probability 2·e^−8 = 7 in 10,000 for each margin.
    for (const i of [0, 1, 2]) {
      const sorted = tuples.map((t) => t[i]!).toSorted((a, b) => a - b);
      const distance = Math.max(...sorted.map((u, k) => Math.abs(u - (k + 0.5) / n)));
      expect(distance).toBeLessThan(2 / Math.sqrt(n));
    }
  });

  it("no correlation leaves every uniform where it was", () => {
    const independent = copula([
      [1, 0],
      [0, 1],
    ]);
    const [a, b] = correlate(independent, [0.2, 1e-9]);
    expect(a).toBeCloseTo(0.2, 14);
    expect(Math.abs(b! / 1e-9 - 1)).toBeLessThan(1e-12);
  });

  it("extreme luck stays inside (0, 1)", () => {
    const u = 1 - 2 ** -53;
    for (const extreme of [u, 2 ** -53]) {
      const out = correlate(
        copula([
          [1, 0.7],
          [0.7, 1],
        ]),
        [extreme, extreme],
      );
      for (const x of out) expect(x > 0 && x < 1).toBe(true);
    }
  });

  it.each([
    [[[1]], "out_of_range"],
    [[[1, 0.5], [0.5]], "inconsistent"],
    [
      [
        [1, 0.5],
        [0.4, 1],
      ],
      "inconsistent",
    ],
    [
      [
        [0.9, 0.5],
        [0.5, 1],
      ],
      "inconsistent",
    ],
    [
      [
        [1, 1.5],
        [1.5, 1],
      ],
      "out_of_range",
    ],
    [
      [
        [1, Number.NaN],
        [Number.NaN, 1],
      ],
      "out_of_range",
    ],
    [
      [
        [1, 1],
        [1, 1],
      ],
      "inconsistent",
    ],
    [
      [
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ],
      "inconsistent",
    ],
  ])("%j is a fault", (bad, code) => {
    const made = makeRankCorrelation(bad);
    expect("faults" in made && made.faults[0]?.code).toBe(code);
  });

  it("an impossible matrix names the input it fails at", () => {
    const made = makeRankCorrelation([
      [1, 0.9, -0.9],
      [0.9, 1, 0.9],
      [-0.9, 0.9, 1],
    ]);
    expect("faults" in made && made.faults[0]?.found).toContain("input 3");
  });
});
