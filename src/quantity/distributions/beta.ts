import { betaOfInterval } from "./betaOfInterval.js";
import { betaQuantile } from "./betaQuantile.js";
import { type DistributionFamily, inconsistent } from "./family.js";
import { short } from "./words.js";

/** A share between 0 and 1. */
export interface Beta {
  readonly name: "beta";
  readonly alpha: number;
  readonly beta: number;
}

export const beta: DistributionFamily<Beta> = {
  keys: {
    mean: { meaning: "The mean share, 0 to 1.", above: 0, below: 1 },
    sd: { meaning: "The standard deviation of the share.", above: 0 },
    alpha: { meaning: "The first shape parameter: events seen, plus those of the prior.", above: 0 },
    beta: { meaning: "The second shape parameter: non-events seen, plus those of the prior.", above: 0 },
    events: { meaning: "How many had the event, out of `of`: alpha = events, beta = of − events.", above: 0 },
    of: { meaning: "How many were observed.", above: 0 },
    low: { meaning: "The lower end of the stated central interval, a share.", above: 0, below: 1 },
    high: { meaning: "The upper end of the stated central interval, a share.", above: 0, below: 1 },
    interval: { meaning: "The probability of the central interval low to high: 0.95.", above: 0, below: 1 },
  },
  forms: [
    ["mean", "sd"],
    ["alpha", "beta"],
    ["events", "of"],
    ["low", "high", "interval"],
  ],
  optional: [],
  slowQuantile: true,
  make(given) {
    if (given.has("alpha"))
      return { value: { name: "beta", alpha: given.number("alpha"), beta: given.number("beta") } };
    if (given.has("events")) {
      const events = given.number("events");
      const of = given.number("of");
      if (of <= events) return inconsistent("of", of, `a number above events (${events})`);
      return { value: { name: "beta", alpha: events, beta: of - events } };
    }
    if (given.has("mean")) {
      const mean = given.number("mean");
      const sd = given.number("sd");
      // mean·(1 − mean)/sd² is what the two shapes would be worth together, plus one.
      const precision = (mean * (1 - mean)) / (sd * sd) - 1;
      if (!(precision > 0)) {
        const most = Math.sqrt(mean * (1 - mean));
        return inconsistent("sd", sd, `a number below ${most}, the most a share of mean ${mean} can have`);
      }
      return { value: { name: "beta", alpha: mean * precision, beta: (1 - mean) * precision } };
    }
    const low = given.number("low");
    const high = given.number("high");
    const interval = given.number("interval");
    if (low >= high) return inconsistent("high", high, `a number above low (${low})`);
    const shapes = betaOfInterval(low, high, interval);
    if (shapes === undefined) {
      return inconsistent(
        "interval",
        interval,
        `an interval some beta distribution has at ${low} to ${high}`,
      );
    }
    return { value: { name: "beta", alpha: shapes.alpha, beta: shapes.beta } };
  },
  quantile: (d, u) => betaQuantile(u, d.alpha, d.beta),
  mean: (d) => d.alpha / (d.alpha + d.beta),
  variance(d) {
    const total = d.alpha + d.beta;
    return ((d.alpha / total) * (d.beta / total)) / (total + 1);
  },
  support: () => [0, 1],
  words: (d) => `beta, alpha ${short(d.alpha)}, beta ${short(d.beta)}`,
};
