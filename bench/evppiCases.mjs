/**
 * Cases whose EVPPI is known: closed forms, published models whose conditional expectations are closed, and inputs worth
 * nothing. `sample(draws, normal, uniform)` gives inputs by name and the gain of each arm over the first; `learnt` names
 * inputs; `expected` gives each arm's expected gain at a value of what is learnt, for the truth.
 */
const TAU = 2 * Math.PI;

const columns = (draws, make) => {
  const rows = Array.from({ length: draws }, make);
  const names = Object.keys(rows[0].inputs);
  return {
    inputs: Object.fromEntries(names.map((name) => [name, rows.map((row) => row.inputs[name])])),
    gains: rows[0].gains.map((_, arm) => rows.map((row) => row.gains[arm])),
  };
};

/** A case of one row at a time: `row({ normal, uniform })` gives `{ inputs, gains }`. */
const each = (name, learnt, row, expected, more = {}) => ({
  name,
  learnt,
  sample: (draws, chance) => columns(draws, () => row(chance)),
  expected,
  ...more,
});

const one = (name, learnt, gain, noise, input = ({ uniform }) => uniform(), more = {}) =>
  each(
    name,
    learnt,
    (chance) => {
      const x = input(chance);
      return { inputs: { x }, gains: [gain(x) + noise * chance.normal()] };
    },
    ({ x }) => [gain(x)],
    more,
  );

const two = (name, gain, noise, more = {}) =>
  each(
    name,
    ["x", "y"],
    (chance) => {
      const inputs = { x: chance.uniform(), y: chance.uniform() };
      return { inputs, gains: [gain(inputs) + noise * chance.normal()] };
    },
    (inputs) => [gain(inputs)],
    more,
  );

const chess =
  (squares) =>
  ({ x, y }) =>
    (Math.floor(squares * x) + Math.floor(squares * y)) % 2 === 0 ? 0.85 : -1.15;

/** Twenty codes in no order, each with an effect of its own. */
const codeEffects = [
  1.2, -0.7, 0.3, -1.6, 0.9, 0.1, -0.4, 1.9, -1.1, 0.5, -0.2, 1.4, -1.9, 0.7, -0.9, 0.2, 1.0, -1.3, -0.1, 0.6,
];

/** Brennan, Kharroubi, O'Hagan & Chilcott 2007; Strong, Oakley & Brennan 2014, first case study: mean, sd of 19 inputs. */
const chemo = [
  [1000, 1],
  [0.1, 0.02],
  [5.2, 1],
  [400, 200],
  [0.7, 0.1],
  [0.3, 0.1],
  [3, 0.5],
  [0.25, 0.1],
  [-0.1, 0.02],
  [0.5, 0.2],
  [1500, 1],
  [0.08, 0.02],
  [6.1, 1],
  [0.8, 0.1],
  [0.3, 0.05],
  [3, 1],
  [0.2, 0.05],
  [-0.1, 0.02],
  [0.5, 0.2],
];
const brennan = (learnt, correlated) => {
  const gain = (t) =>
    10000 * (t[14] * t[15] * t[16] + t[17] * t[18] * t[19] - t[5] * t[6] * t[7] - t[8] * t[9] * t[10]) -
    (t[11] + t[12] * t[13] * t[4] - t[1] - t[2] * t[3] * t[4]);
  const row = ({ normal }) => {
    const z = chemo.map(() => normal());
    if (correlated) {
      // Correlation 0.6 among 5, 7, 14 and 16, and between 6 and 15: a factor they share.
      const [shared, utility] = [normal(), normal()];
      for (const at of [5, 7, 14, 16]) z[at - 1] = Math.sqrt(0.6) * shared + Math.sqrt(0.4) * z[at - 1];
      for (const at of [6, 15]) z[at - 1] = Math.sqrt(0.6) * utility + Math.sqrt(0.4) * z[at - 1];
    }
    const t = [0, ...chemo.map(([mean, sd], at) => mean + sd * z[at])];
    return { inputs: Object.fromEntries(learnt.map((at) => [`t${at}`, t[at]])), gains: [gain(t)] };
  };
  const expected = (inputs) => {
    const t = [0, ...chemo.map(([mean]) => mean)];
    for (const at of learnt) t[at] = inputs[`t${at}`];
    if (!correlated) return [gain(t)];
    const zOf = (at) => (inputs[`t${at}`] - chemo[at - 1][0]) / chemo[at - 1][1];
    for (const cluster of [
      [5, 7, 14, 16],
      [6, 15],
    ]) {
      const known = cluster.filter((at) => learnt.includes(at));
      if (known.length === 0) continue;
      const sum = known.reduce((total, at) => total + zOf(at), 0);
      // Equal correlations: the regression on each is 0.6 ÷ (1 + 0.6·(k − 1)).
      const z = (0.6 / (1 + 0.6 * (known.length - 1))) * sum;
      for (const at of cluster) if (!known.includes(at)) t[at] = chemo[at - 1][0] + chemo[at - 1][1] * z;
    }
    // What of two unknown factors of one product still moves together adds its covariance.
    const covariance = (a, b) => {
      if (learnt.includes(a) || learnt.includes(b)) return 0;
      const k = [5, 7, 14, 16].filter((at) => learnt.includes(at)).length;
      const left = 0.6 - (0.36 * k) / (1 + 0.6 * (k - 1));
      return left * chemo[a - 1][1] * chemo[b - 1][1];
    };
    return [gain(t) + 10000 * (covariance(14, 16) * t[15] - covariance(5, 7) * t[6])];
  };
  const label = `${correlated ? "correlated" : "independent"}: ${learnt.join(", ")}`;
  return each(
    `Brennan 2007, ${label}`,
    learnt.map((at) => `t${at}`),
    row,
    expected,
  );
};

const ishigami = (learnt, expected) =>
  each(
    `Ishigami, ${learnt.join(", ")}`,
    learnt,
    ({ uniform }) => {
      const [a, b, c] = [0, 1, 2].map(() => Math.PI * (2 * uniform() - 1));
      const gain = Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a) - 3.5;
      return {
        inputs: Object.fromEntries(
          [
            ["x1", a],
            ["x2", b],
            ["x3", c],
          ].filter(([name]) => learnt.includes(name)),
        ),
        gains: [gain],
      };
    },
    expected,
  );

const lognormal = ({ normal }) => Math.exp(0.8 * normal());

export const cases = [
  one(
    "line, normal x, as much noise",
    ["x"],
    (x) => x - 0.3,
    1,
    ({ normal }) => normal(),
  ),
  one(
    "line, normal x, no noise",
    ["x"],
    (x) => x - 0.3,
    0,
    ({ normal }) => normal(),
  ),
  one(
    "line, normal x, sixfold noise",
    ["x"],
    (x) => 2 * x - 1,
    12,
    ({ normal }) => normal(),
  ),
  one(
    "a toss-up, normal x, as much noise",
    ["x"],
    (x) => x,
    1,
    ({ normal }) => normal(),
    // The unit normal loss at 0.
    { truth: 1 / Math.sqrt(TAU) },
  ),
  one(
    "ln of a ratio of sd 2.1",
    ["x"],
    (x) => -500 * Math.log(x) + 150,
    0,
    ({ normal }) => Math.exp(2.1 * normal()),
  ),
  one("a skewed price, noise", ["x"], (x) => x - 1.6, 0.8, lognormal),
  one(
    "a parabola",
    ["x"],
    (x) => x * x - 1.2,
    1,
    ({ normal }) => normal(),
  ),
  one("a step", ["x"], (x) => (x < 0.63 ? 1 : -1.3), 1),
  one("six waves, no noise", ["x"], (x) => Math.sin(6 * TAU * x) + 0.15, 0),
  one("six waves, noise", ["x"], (x) => Math.sin(6 * TAU * x) + 0.15, 1),
  one(
    "20 unordered codes",
    ["x"],
    (x) => codeEffects[x - 1] - 0.2,
    1,
    ({ uniform }) => 1 + Math.floor(20 * uniform()),
  ),
  two("chessboard of 2 × 2", chess(2), 0.5),
  two("chessboard of 4 × 4", chess(4), 0.5),
  two("chessboard of 6 × 6", chess(6), 0.5),
  two("a product", ({ x, y }) => 4 * x * y - 1.2, 1),
  two("a ridge", ({ x, y }) => 1 - 8 * Math.abs(x - y), 1),
  brennan([5, 14], false),
  brennan([6, 15], false),
  brennan([7, 16], false),
  brennan([5, 6, 14, 15], false),
  brennan([7, 16], true),
  brennan([5, 14], true),
  brennan([6, 15], true),
  brennan([5, 6, 14, 15], true),
  ishigami(["x1"], ({ x1 }) => [Math.sin(x1) * (1 + 0.1 * (Math.PI ** 4 / 5))]),
  ishigami(["x2"], ({ x2 }) => [7 * Math.sin(x2) ** 2 - 3.5]),
  ishigami(["x3"], () => [0]),
  ishigami(["x1", "x3"], ({ x1, x3 }) => [Math.sin(x1) + 0.1 * x3 ** 4 * Math.sin(x1)]),
  each(
    "three arms, x and z of three",
    ["x", "z"],
    ({ normal, uniform }) => {
      const [x, z, w] = [2 * uniform(), uniform(), normal()];
      return { inputs: { x, z }, gains: [10 * x * x * z - 6 + w, 6 * Math.exp(0.5 * w) * x * (1 - z) - 3] };
    },
    ({ x, z }) => [10 * x * x * z - 6, 6 * Math.exp(0.125) * x * (1 - z) - 3],
  ),
  each(
    "twelve inputs, a sum",
    Array.from({ length: 12 }, (_, at) => `x${at}`),
    ({ normal }) => {
      const x = Array.from({ length: 12 }, () => normal());
      const gain = x.reduce((sum, value) => sum + value, 0) / Math.sqrt(12) - 0.5 + normal();
      return { inputs: Object.fromEntries(x.map((value, at) => [`x${at}`, value])), gains: [gain] };
    },
    (inputs) => [Object.values(inputs).reduce((sum, value) => sum + value, 0) / Math.sqrt(12) - 0.5],
  ),
  each(
    "a product of three prices",
    ["a", "b", "c"],
    ({ normal }) => {
      const [a, b, c] = [0.4, 0.3, 0.5].map((sd) => Math.exp(sd * normal()));
      return { inputs: { a, b, c }, gains: [a * b * c - 1.3 + 0.5 * normal()] };
    },
    ({ a, b, c }) => [a * b * c - 1.3],
  ),
  each(
    "nothing: one input beside",
    ["x"],
    ({ normal, uniform }) => ({ inputs: { x: uniform() }, gains: [normal()] }),
    () => [0],
  ),
  each(
    "nothing: six inputs beside",
    ["a", "b", "c", "d", "e", "f"],
    ({ normal, uniform }) => ({
      inputs: { a: uniform(), b: normal(), c: uniform(), d: normal(), e: uniform(), f: normal() },
      gains: [normal()],
    }),
    () => [0],
  ),
];

/** Best expected gain less the gain expected of the arm best on average, over a great many values of what is learnt. */
export function truthOf({ sample, learnt, expected }, chance, size = 400_000) {
  const { inputs } = sample(size, chance);
  let informed = 0;
  const means = [];
  for (let draw = 0; draw < size; draw++) {
    const gains = expected(Object.fromEntries(learnt.map((name) => [name, inputs[name][draw]])));
    informed += Math.max(0, ...gains) / size;
    gains.forEach((gain, arm) => {
      means[arm] = (means[arm] ?? 0) + gain / size;
    });
  }
  return informed - Math.max(0, ...means);
}
