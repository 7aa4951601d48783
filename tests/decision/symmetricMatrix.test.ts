import fc from "fast-check";
import { expect, test } from "vitest";
import { cholesky, solveLower, solveUpper, symmetricEigen } from "../../src/decision/symmetricMatrix.js";

// Random cases are seeded: every run tries the same ones.
fc.configureGlobal({ seed: 20061201 });

const entry = fc.integer({ min: -9, max: 9 });
const symmetric = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.array(entry, { minLength: size * size, maxLength: size * size }).map((cells) => ({
    size,
    matrix: Float64Array.from(cells, (_, at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      return cells[row * size + column]! + cells[column * size + row]!;
    }),
  })),
);

test("eigenvalues rise, and the matrix is put together again from them and their vectors", () => {
  fc.assert(
    fc.property(symmetric, ({ size, matrix }) => {
      const { values, vectors } = symmetricEigen(matrix, size);
      for (let k = 1; k < size; k++) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]!);
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          const sum = vectors.reduce((all, v, k) => all + values[k]! * v[row]! * v[column]!, 0);
          expect(sum).toBeCloseTo(matrix[row * size + column]!, 9);
          const product = vectors[row]!.reduce((all, value, at) => all + value * vectors[column]![at]!, 0);
          expect(product).toBeCloseTo(row === column ? 1 : 0, 10);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("a positive definite system is solved; what is not positive definite has no triangle", () => {
  // A by hand: 4 2 / 2 5; A·(1, −1) = (2, −3).
  const lower = cholesky(Float64Array.of(4, 2, 2, 5), 2)!;
  const x = Float64Array.of(2, -3);
  solveLower(lower, 2, x);
  solveUpper(lower, 2, x);
  expect(Array.from(x)).toEqual([expect.closeTo(1, 12), expect.closeTo(-1, 12)]);
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
});
