/** What happens to people: death, change of need, residential care, hospital. Annual rates. */
import * as z from "zod";
import type { QuantitySpec } from "../../inputs/faceted.js";
import { quantity } from "../../inputs/quantityField.js";

const where = ["site", "region", "client_group", "need", "place"] as const;
const annual = (description: string, more: Pick<QuantitySpec, "usualMax" | "pricedBy"> = {}) =>
  quantity({ unit: "per year", description, min: 0, by: where, byYear: true, neutral: 0, ...more });

export const lifeCourseSchema = z
  .strictObject({
    death: annual("Rate of death."),
    worsening: annual("Rate at which need goes up one level; nobody leaves the highest."),
    improving: annual("Rate at which need goes down one level; nobody leaves the lowest."),
    residential_care: quantity({
      unit: "per year",
      description: "Rate of moving to residential care for good.",
      min: 0,
      by: ["site", "region", "client_group", "need"],
      byYear: true,
      neutral: 0,
      pricedBy: "costs.residential_care_week",
    }),
    admissions: annual("Rate of hospital admissions.", {
      usualMax: 11,
      pricedBy: "costs.hospital_admission",
    }),
  })
  .prefault({})
  .meta({
    description:
      "What happens to people: death, change of need, residential care, hospital, as yearly rates.",
  });
