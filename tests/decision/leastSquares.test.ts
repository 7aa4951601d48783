import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { selectionTable, selectTerms } from "../../src/decision/forwardSelection.js";
import { dot, leastSquares } from "../../src/decision/leastSquares.js";
import { regressionBasis } from "../../src/decision/regressionBasis.js";
import { leastSuccesses, stream } from "./samples.js";

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

describe("least squares", () => {
  test("a line through three points (normal equations by hand)", () => {
    // x 0, 1, 2; y 1, 2, 4: slope 3/2, intercept 5/6.
    const { coefficients, residuals, leverage } = leastSquares(
      [
        [1, 1, 1],
        [0, 1, 2],
      ],
      [1, 2, 4],
    );
    expect(coefficients[0]).toBeCloseTo(5 / 6, 14);
    expect(coefficients[1]).toBeCloseTo(1.5, 14);
    expect(Array.from(residuals)).toEqual([1 / 6, -1 / 3, 1 / 6].map((value) => expect.closeTo(value, 14)));
    expect(Array.from(leverage)).toEqual([5 / 6, 1 / 3, 5 / 6].map((value) => expect.closeTo(value, 14)));
  });

  test("a famous hard one: NIST Longley, certified to 9 figures", () => {
    // https://www.itl.nist.gov/div898/strd/lls/data/Longley.shtml
    const rows = [
      [60323, 83, 234289, 2356, 1590, 107608, 1947],
      [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
      [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
      [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
      [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
      [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
      [64989, 99, 365385, 1870, 3547, 115094, 1953],
      [63761, 100, 363112, 3578, 3350, 116219, 1954],
      [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
      [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
      [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
      [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
      [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
      [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
      [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
      [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
    ];
    const certified = [
      -3482258.63459582, 15.0618722713733, -0.35819179292591e-1, -2.02022980381683, -1.03322686717359,
      -0.511041056535807e-1, 1829.15146461355,
    ];
    const columns = [rows.map(() => 1), ...[1, 2, 3, 4, 5, 6].map((at) => rows.map((row) => row[at]!))];
    const { coefficients } = leastSquares(
      columns,
      rows.map((row) => row[0]!),
    );
    certified.forEach((value, at) => {
      expect(coefficients[at]! / value).toBeCloseTo(1, 6);
    });
  });

  test("residuals are orthogonal to every column, dependent columns are left out", () => {
    const cell = fc.integer({ min: -9, max: 9 });
    const row = fc.tuple(cell, cell, cell);
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 12 }), (rows) => {
        const [a, b, y] = [0, 1, 2].map((at) => rows.map((cells) => cells[at]!)) as [
          number[],
          number[],
          number[],
        ];
        const sum = a.map((value, at) => value + 2 * b[at]!);
        const fit = leastSquares([a, b, sum], y);
        expect(fit.coefficients[2]).toBeUndefined();
        for (const column of [a, b, sum]) expect(Math.abs(dot(column, fit.residuals))).toBeLessThan(1e-8);
        const rank = fit.coefficients.filter((value) => value !== undefined).length;
        expect(fit.leverage.reduce((total, value) => total + value, 0)).toBeCloseTo(rank, 9);
      }),
    );
  });
});

describe("regression basis", () => {
  test("columns have mean 0 and variance 1; inputs that never vary give none", () => {
    const { uniform } = stream("basis");
    const x = Float64Array.from({ length: 200 }, uniform);
    const columns = regressionBasis([x, x.map(uniform), x.map(() => 3)]);
    expect(columns.length).toBeGreaterThan(10);
    for (const column of columns) {
      expect(column.reduce((sum, value) => sum + value, 0) / 200).toBeCloseTo(0, 10);
      expect(dot(column, column) / 200).toBeCloseTo(1, 10);
    }
    expect(regressionBasis([x.map(() => 3)])).toEqual([]);
    expect(regressionBasis([])).toEqual([]);
  });

  test("the inputs themselves come first, and the number of columns stays within bounds for many inputs", () => {
    const { uniform } = stream("many");
    const inputs = Array.from({ length: 40 }, () => Float64Array.from({ length: 50 }, uniform));
    const columns = regressionBasis(inputs);
    expect(columns.length).toBeLessThanOrEqual(300);
    inputs.forEach((input, at) => {
      const line = leastSquares([new Float64Array(50).fill(1), input], columns[at]!);
      expect(dot(line.residuals, line.residuals)).toBeLessThan(1e-18);
    });
  });

  test("a few distinct values are fitted by their own means", () => {
    const x = Float64Array.from({ length: 100 }, (_, draw) => [1, 2, 5, 9][draw % 4]!);
    const y = x.map((value, draw) => [3, -1, 4, 4][[1, 2, 5, 9].indexOf(value)]! + (draw % 8 < 4 ? 1 : -1));
    const fit = leastSquares([new Float64Array(100).fill(1), ...regressionBasis([x])], y);
    const means = [1, 2, 5, 9].map((level) => {
      const cells = y.filter((_, draw) => x[draw] === level);
      return cells.reduce((sum, value) => sum + value, 0) / cells.length;
    });
    for (let draw = 0; draw < 4; draw++) expect(fit.fitted[draw]).toBeCloseTo(means[draw]!, 9);
  });
});

describe("forward selection", () => {
  const { uniform, normal } = stream("selection");
  const dictionary = Array.from({ length: 30 }, () =>
    Float64Array.from({ length: 600 }, () => uniform() - 0.5),
  );
  const table = selectionTable(dictionary);

  test("finds the terms a response is made of, largest first", () => {
    const response = dictionary[3]!.map(
      (value, draw) => 5 + 4 * value - 2 * dictionary[17]![draw]! + 0.1 * normal(),
    );
    expect(selectTerms(table, response).slice(0, 3)).toEqual([0, 4, 18]);
    expect(selectTerms(table, response).length).toBeLessThanOrEqual(5);
  });

  test("takes nothing but the mean for pure noise, mostly, with thirty columns to be misled by", () => {
    let none = 0;
    for (let trial = 0; trial < 150; trial++) {
      if (selectTerms(table, Float64Array.from({ length: 600 }, normal)).length === 1) none++;
    }
    // 75% is claimed (78% of 320 others were right); false alarm once in 10,000.
    expect(none).toBeGreaterThanOrEqual(leastSuccesses(150, 0.75, 1e-4));
  });

  test("an exact fit stops when nothing is left to explain", () => {
    const response = dictionary[0]!.map((value, draw) => value + dictionary[1]![draw]!);
    expect(selectTerms(table, response).slice().sort()).toEqual([0, 1, 2]);
    expect(selectTerms(table, new Float64Array(600).fill(7))).toEqual([0]);
  });
});
