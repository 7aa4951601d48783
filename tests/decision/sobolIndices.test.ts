import { describe, expect, test } from "vitest";
import { type SobolRow, sobolIndices } from "../../src/decision/sobolIndices.js";
import { cases } from "../cases.js";
import { saltelliDesign, seededUniforms } from "./saltelliDesign.js";
import { leastSuccesses, stream } from "./samples.js";

/** Ishigami & Homma 1990, a = 7, b = 0.1; inputs uniform on (−π, π). */
const ishigami = (u: Float64Array): number => {
  const [x1, x2, x3] = Array.from(u, (value) => Math.PI * (2 * value - 1)) as [number, number, number];
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
};
/** Closed forms: V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2, V1 = (1 + bπ⁴/5)²/2, V2 = a²/8, V13 = b²π⁸·8/225. */
const published = { first: [0.3139, 0.4424, 0], total: [0.5576, 0.4424, 0.2437] };

const study = (
  key: string,
  rows: number,
  f: (u: Float64Array) => number,
  inputs: number,
  groups?: number[][],
): SobolRow[] => {
  const design = saltelliDesign(rows, inputs, seededUniforms(key, inputs), groups);
  const outcomes = Array.from({ length: design.groups.length + 2 }, (_, block) =>
    Float64Array.from({ length: rows }, (__, row) => f(design.point(block, row))),
  );
  const names = design.groups.map((group) => group.join("+"));
  return sobolIndices(names, outcomes, key)!;
};

describe("Ishigami", () => {
  test("the published indices follow from the closed forms", () => {
    const [a, b] = [7, 0.1];
    const variance = a ** 2 / 8 + (b * Math.PI ** 4) / 5 + (b ** 2 * Math.PI ** 8) / 18 + 0.5;
    const first = (1 + (b * Math.PI ** 4) / 5) ** 2 / 2 / variance;
    const third = (b ** 2 * Math.PI ** 8 * 8) / 225 / variance;
    expect([first, a ** 2 / 8 / variance, first + third, third]).toEqual(
      [0.3139, 0.4424, 0.5576, 0.2437].map((value) => expect.closeTo(value, 4)),
    );
  });

  test("95% intervals hold the published value about 95 times in 100", () => {
    const studies = Array.from({ length: cases }, (_, seed) => study(`ishigami ${seed}`, 512, ishigami, 3));
    // A right program fails any of the six once in 10,000 such tests.
    const least = leastSuccesses(cases, 0.95, 1e-4);
    for (let input = 0; input < 3; input++) {
      const held = (read: (row: SobolRow) => SobolRow["total"], truth: number) =>
        studies.filter((rows) => {
          const { low, high } = read(rows[input]!);
          return low <= truth && truth <= high;
        }).length;
      expect(held((row) => row.firstOrder, published.first[input]!)).toBeGreaterThanOrEqual(least);
      expect(held((row) => row.total, published.total[input]!)).toBeGreaterThanOrEqual(least);
    }
  });

  test("a shift of the outcome changes nothing but rounding; more rows, narrower intervals", () => {
    const plain = study("shift", 1024, ishigami, 3);
    const shifted = study("shift", 1024, (u) => ishigami(u) + 1e6, 3);
    const wide = study("shift", 64, ishigami, 3);
    plain.forEach((row, at) => {
      expect(shifted[at]!.firstOrder.estimate).toBeCloseTo(row.firstOrder.estimate, 6);
      expect(row.total.standardError).toBeLessThan(wide[at]!.total.standardError);
    });
  });
});

test("an additive model: first order and total agree, and are the shares of variance", () => {
  // 3u + 4v + 0w: shares 9/25, 16/25, 0.
  const rows = study("additive", 2000, ([u, v]) => 3 * u! + 4 * v!, 3);
  [9 / 25, 16 / 25, 0].forEach((share, at) => {
    const { firstOrder, total } = rows[at]!;
    expect(Math.abs(firstOrder.estimate - share)).toBeLessThanOrEqual(4 * firstOrder.standardError);
    expect(Math.abs(total.estimate - share)).toBeLessThanOrEqual(4 * total.standardError);
  });
  // An input the model ignores moves nothing: exactly 0.
  expect(rows[2]!.total).toEqual({ estimate: 0, standardError: 0, low: 0, high: 0 });
});

test("inputs moved together have their interaction with them", () => {
  // x1 and x3 interact, x2 stands alone: S{1,3} = T{1,3} = 1 − S2.
  const [pair, alone] = study("groups", 4096, ishigami, 3, [[0, 2], [1]]) as [SobolRow, SobolRow];
  for (const { estimate, standardError } of [pair.firstOrder, pair.total]) {
    expect(Math.abs(estimate - (1 - 0.4424))).toBeLessThan(4 * standardError);
  }
  expect(Math.abs(alone.total.estimate - 0.4424)).toBeLessThan(4 * alone.total.standardError);
});

test("randomised designs: intervals from the spread between randomisations", () => {
  // u² + 2v: variances 4/45 and 1/3. Twenty Latin hypercubes of 50 rows: each column has one uniform in each fiftieth.
  const [parts, size, inputs] = [20, 50, 2];
  const { uniform } = stream("latin");
  const columns = Array.from({ length: 2 * inputs }, () =>
    Array.from({ length: parts }, () =>
      Array.from({ length: size }, (_, stratum) => ({ u: (stratum + uniform()) / size, order: uniform() }))
        .sort((a, b) => a.order - b.order)
        .map(({ u }) => u),
    ).flat(),
  );
  const design = saltelliDesign(parts * size, inputs, (row, column) => columns[column]![row]!);
  const outcomes = [0, 1, 2, 3].map((block) =>
    Float64Array.from({ length: parts * size }, (_, row) => {
      const [u, v] = design.point(block, row) as unknown as [number, number];
      return u * u + 2 * v;
    }),
  );
  const randomisations = Int32Array.from({ length: parts * size }, (_, row) => Math.floor(row / size));
  const rows = sobolIndices(["u", "v"], outcomes, "latin", randomisations)!;
  [4 / 19, 15 / 19].forEach((share, at) => {
    for (const { estimate, standardError, low, high } of [rows[at]!.firstOrder, rows[at]!.total]) {
      // Student's t of 19 degrees of freedom beyond 4.5: false alarm once in 4,000.
      expect(Math.abs(estimate - share)).toBeLessThan(4.5 * standardError);
      expect((high - low) / standardError).toBeCloseTo(2 * 2.093024, 4);
    }
  });
  expect(() => sobolIndices(["u", "v"], outcomes, "latin", new Int32Array(parts * size))).toThrow(
    "2 randomisations",
  );
});

test("adding an input at the end, or rows, changes no other uniform", () => {
  const [two, three] = [seededUniforms("k", 2), seededUniforms("k", 3)];
  for (const row of [0, 5, 2]) {
    for (const input of [0, 1]) {
      expect(three(row, input)).toBe(two(row, input));
      expect(three(row, 3 + input)).toBe(two(row, 2 + input));
    }
  }
});

test("an outcome that varies by rounding alone has no indices, and a resample of it no weight", () => {
  const [low, high] = [0.3, 0.1 + 0.2];
  const constant = [
    [low, high, low, high],
    [high, low, low, high],
    [low, low, high, high],
  ];
  expect(sobolIndices(["a"], constant, "k")).toBeUndefined();
  // f = x, so A with x from B is B. In the last row A and B are equal: resamples of it alone say nothing of shares.
  const [a, b] = [
    [0, 2, 1, 0, 2, 1, 0, 2, 1, high],
    [1, 0, 3, 1, 0, 3, 1, 0, 3, low],
  ];
  const [row] = sobolIndices(["a"], [a, b, b], "k")!;
  expect(row!.firstOrder.standardError).toBeLessThan(10);
  expect(row!.total.standardError).toBeLessThan(10);
  // Fewer than ten rows tell nothing of an error.
  const [few] = sobolIndices(["a"], [a!.slice(0, 9), b!.slice(0, 9), b!.slice(0, 9)], "k")!;
  expect(few!.total.standardError).toBeNaN();
});

test("an outcome that never varies has no indices; blocks that do not fit throw", () => {
  expect(
    sobolIndices(
      ["a"],
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      "k",
    ),
  ).toBeUndefined();
  expect(() =>
    sobolIndices(
      ["a"],
      [
        [1, 2],
        [1, 2],
      ],
      "k",
    ),
  ).toThrow("blocks A, B and one a group");
});
