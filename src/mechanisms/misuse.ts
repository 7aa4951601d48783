/**
 * Misuse and monitoring: a budget is misused in a year with probability q₀·2^(−i), i being the monitoring intensity, and a
 * share δmax·(1 − 2^(−i)) of the loss is recovered.
 */
import * as z from "zod";
import { pow } from "../quantity/portableMath.js";
import { defineMechanism } from "./defineMechanism.js";
import { money, parameter, share } from "./parameter.js";

/** Probability that a budget is misused in a year. */
export const misuseProbability = (unmonitored: number, intensity: number): number =>
  unmonitored * pow(2, -intensity);

/** Share of the loss that monitoring recovers. */
export const misuseRecoveredShare = (most: number, intensity: number): number =>
  most * (1 - pow(2, -intensity));

const fields = {
  misuse: z
    .strictObject({
      yearly_probability: share(
        "Probability that some of a budget is misused in a year, unmonitored (q₀).",
        0,
        { switches: true, actsWith: ["misuse.share_lost"], byYear: true },
      ),
      share_lost: share("Share of the budget lost in a misused year.", 0, {
        actsWith: ["misuse.yearly_probability"],
        byYear: true,
      }),
      most_recovered_share: share("Share of the loss recovered as monitoring grows without end (δmax).", 0, {
        actsWith: ["misuse.monitoring_intensity"],
        byYear: true,
      }),
      monitoring_intensity: parameter(
        "level",
        "Monitoring intensity i: misuse halves with each level, and each level costs as much again.",
        0,
        { min: 0, switches: true, pricedBy: "misuse.monitoring_cost" },
      ),
      monitoring_cost: money("GBP per user-year", "Cost of one level of monitoring for a holder and year."),
    })
    .meta({ description: "Money misused, and the monitoring against it." })
    .prefault({}),
};

export const misuse = defineMechanism({
  name: "misuse",
  title: "Misuse and monitoring",
  about:
    "A budget is misused in a year with probability q₀·2^(−i), and a share of it, M, is then lost; δM is recovered, δ = δmax·(1 − 2^(−i)). " +
    "Monitoring of intensity i costs i × £ a user-year.",
  group: "misuse",
  fields,
  spending: ({ misuse: stated }, { value }) => {
    const intensity = value(stated.monitoring_intensity);
    return {
      misuseProbability: misuseProbability(value(stated.yearly_probability), intensity),
      terms: {
        shareLost: value(stated.share_lost),
        misuseRecoveredShare: misuseRecoveredShare(value(stated.most_recovered_share), intensity),
      },
    };
  },
  charges: [
    {
      line: "misuse_recovered",
      of: "holders",
      charge: (_, { nhsShare }) => ({
        payer: { public: { nhsShare: nhsShare.budget } },
        parts: [{ counts: [["misuseRecovered", -1]], each: 1, index: "care" }],
      }),
    },
    {
      line: "monitoring",
      of: "holders",
      charge: ({ misuse: stated }, { value, nhsShare }) => ({
        payer: { public: { nhsShare: nhsShare.budget } },
        parts: [
          {
            counts: [
              ["monthsWithBudget", (value(stated.monitoring_intensity) * value(stated.monitoring_cost)) / 12],
            ],
            each: 1,
          },
        ],
      }),
    },
  ],
});
