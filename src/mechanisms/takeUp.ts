/**
 * Take-up by users: F(t) = c / (1 + exp(−s(t − mid))), and a person with a fixed uniform u takes a budget up in the first
 * month in which it is offered and u < F(t). Raising the ceiling only adds takers.
 */
import * as z from "zod";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, otherShare, parameter, share } from "./parameter.js";
import { monthlyCurve, takeUpCeiling } from "./takeUpCurve.js";

const fields = {
  take_up: z
    .strictObject({
      ceiling: share("Share of those offered who take a budget up in the end.", 0, {
        by: bySite,
        byYear: true,
        column: "take_up_ceiling",
      }),
      midpoint_years: parameter(
        "years",
        "Years after the start at which half of the ceiling is reached.",
        0,
        { by: bySite, column: "take_up_midpoint_years" },
      ),
      steepness: parameter("per year", "Steepness of the S-curve of take-up.", 1, {
        min: 0,
        usualMax: 60,
        by: bySite,
      }),
      odds_ratio: parameter(
        "odds ratio",
        "Odds of taking up against the ceiling's, by quintile, client group or need; nested splits multiply nothing.",
        1,
        { min: 0, aboveMin: true, by: ["client_group", "need", "quintile"] },
      ),
      need_odds_ratio: parameter(
        "odds ratio",
        "Further odds of taking up by need, multiplied with odds_ratio.",
        1,
        { min: 0, aboveMin: true, by: ["client_group", "need"] },
      ),
      response_to_rate: parameter(
        "elasticity",
        "How much a meagre budget deters: log odds per log of (1 + bias) over the mean price ratio.",
        0,
        { min: 0, by: bySite, group: "overspending", switches: true },
      ),
      new_user_ceiling: otherShare("Ceiling for new users. Left out: the ceiling.", {
        by: bySite,
        byYear: true,
      }),
      claimant_ceiling: otherShare(
        "Ceiling for people who claimed after managing without. Left out: the ceiling.",
        { by: bySite, byYear: true },
      ),
    })
    .meta({ description: "How many of those offered a budget take it up, and how fast." })
    .prefault({}),
};

export const takeUp = defineMechanism({
  name: "takeUp",
  title: "Take-up by users",
  about:
    "F(t) = c/(1 + exp(−s(t − mid))), t years since the start: a person with a fixed uniform u takes up in the first month when " +
    "offered and u < F(t). logit c = logit(ceiling) + Σ ln(odds ratio) + η·ln((1 + bias)/mean price ratio).",
  group: "who_holds",
  fields,
  offers({ take_up: stated }, { value, needs, quintiles, months, meanOfDeployments }, before) {
    const startMonth = before.startMonths!;
    const firstMonth = Math.min(0, Math.floor(startMonth));
    const takeUpCurve = {
      midpointYears: value(stated.midpoint_years),
      steepnessPerYear: value(stated.steepness),
    };
    const ceiling = value(stated.ceiling);
    const kinds = [
      ceiling,
      stated.new_user_ceiling === undefined ? ceiling : value(stated.new_user_ceiling),
      stated.claimant_ceiling === undefined ? ceiling : value(stated.claimant_ceiling),
    ];
    const response = value(stated.response_to_rate);
    const rateAgainstPrice = (1 + meanOfDeployments("bias")) / meanOfDeployments("priceRatio");
    return {
      curveFrom: firstMonth,
      curve: monthlyCurve({ firstMonth, months: months - firstMonth, startMonth, ...takeUpCurve }),
      takeUpCurve,
      ceilings: Float64Array.from(
        kinds.flatMap((kind) =>
          quintiles.flatMap((quintile) =>
            needs.map((need) =>
              takeUpCeiling(
                kind,
                value(stated.odds_ratio, { quintile, need }) * value(stated.need_odds_ratio, { need }),
                response,
                rateAgainstPrice,
              ),
            ),
          ),
        ),
      ),
    };
  },
});
