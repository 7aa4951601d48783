/** Prevention: how holding a budget changes hazards, from an onset to an end after take-up. */
import * as z from "zod";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, hazardRatio, stated, years } from "./parameter.js";

const ratios = ["effects.worsening", "effects.residential_care", "effects.admissions", "effects.death"];

export const effects = defineMechanism({
  name: "effects",
  title: "Effects on people",
  about:
    "While a budget is held, from the onset to the end (onset ≤ s < end, s years after take-up), hazard ratios multiply worsening, moves to " +
    "residential care, admissions and death.",
  group: "prevention",
  fields: {
    effects: z
      .strictObject({
        worsening: hazardRatio("Hazard ratio of worsening while a budget is held."),
        residential_care: hazardRatio("Hazard ratio of moving to residential care while a budget is held."),
        admissions: hazardRatio("Rate ratio of hospital admissions while a budget is held."),
        death: hazardRatio("Hazard ratio of death while a budget is held."),
        onset_years: years("Years after take-up at which the effects set in.", 0, { actsWith: ratios }),
        end_years: stated("years", "Years after take-up at which the effects end. Left out: never.", {
          min: 0,
          by: bySite,
          actsWith: ratios,
        }).optional(),
      })
      .meta({ description: "What holding a budget does to the rates of what happens to people." })
      .prefault({}),
  },
  offers: ({ effects: stated }, { value }) => ({
    onsetMonths: 12 * value(stated.onset_years),
    endMonths: stated.end_years === undefined ? Number.POSITIVE_INFINITY : 12 * value(stated.end_years),
  }),
  hazards: ({ effects: stated }, value) => ({
    ratios: [
      { hazard: "death", ratio: value(stated.death), during: "effects" },
      { hazard: "worsening", ratio: value(stated.worsening), during: "effects" },
      { hazard: "residentialCare", ratio: value(stated.residential_care), during: "effects" },
      { hazard: "admissions", ratio: value(stated.admissions), during: "effects" },
    ],
  }),
});
