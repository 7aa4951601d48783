import { type DistributionFamily, inconsistent } from "./family.js";
import { short } from "./words.js";

/** Density rising in a straight line from low to mode and falling to high. */
export interface Triangular {
  readonly name: "triangular";
  readonly low: number;
  readonly mode: number;
  readonly high: number;
}

export const triangular: DistributionFamily<Triangular> = {
  keys: {
    low: { meaning: "The least value, in the input's unit." },
    mode: { meaning: "The likeliest value, in the input's unit." },
    high: { meaning: "The greatest value, in the input's unit." },
  },
  forms: [["low", "mode", "high"]],
  optional: [],
  make(given) {
    const low = given.number("low");
    const mode = given.number("mode");
    const high = given.number("high");
    if (low >= high) return inconsistent("high", high, `a number above low (${low})`);
    if (mode < low || mode > high)
      return inconsistent("mode", mode, `a number from low to high (${low} to ${high})`);
    return { value: { name: "triangular", low, mode, high } };
  },
  quantile(d, u) {
    const range = d.high - d.low;
    const rise = d.mode - d.low;
    if (u * range < rise) return d.low + Math.sqrt(u * range * rise);
    return d.high - Math.sqrt((1 - u) * range * (d.high - d.mode));
  },
  mean: (d) => d.low + (d.mode - d.low + (d.high - d.low)) / 3,
  variance(d) {
    // The usual (a² + b² + c² − ab − ac − bc)/18, shifted to a = 0 so that a far-off origin costs no digits.
    const range = d.high - d.low;
    const rise = d.mode - d.low;
    return (range * range + rise * rise - range * rise) / 18;
  },
  support: (d) => [d.low, d.high],
  words: (d) => `triangular, ${short(d.low)} to ${short(d.high)}, mode ${short(d.mode)}`,
};
