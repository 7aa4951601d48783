/** The consequences of unmet need, in the month after more than a tolerated share went unmet. */
import * as z from "zod";
import { defineMechanism } from "./defineMechanism.js";
import { bySite, hazardRatio, share } from "./parameter.js";

export const unmetNeed = defineMechanism({
  name: "unmetNeed",
  title: "Unmet need",
  about:
    "A share n of need above the tolerance in a month multiplies the hazards of worsening and of giving the budget up in the next.",
  group: "overspending",
  fields: {
    unmet_need: z
      .strictObject({
        tolerance: share("Share of need that may go unmet without consequence.", 0.05, {
          by: bySite,
          actsWith: ["unmet_need.worsening", "unmet_need.leaving"],
        }),
        worsening: hazardRatio("Hazard ratio of worsening in the month after more than that went unmet."),
        leaving: hazardRatio(
          "Hazard ratio of giving the budget up in the month after more than that went unmet.",
        ),
      })
      .meta({ description: "What need that stays unmet does to people." })
      .prefault({}),
  },
  offers: ({ unmet_need: stated }, { value }) => ({ unmetTolerance: value(stated.tolerance) }),
  hazards: ({ unmet_need: stated }, value) => ({
    ratios: [
      { hazard: "worsening", ratio: value(stated.worsening), during: "unmet" },
      { hazard: "leaving", ratio: value(stated.leaving), during: "unmet" },
    ],
  }),
});
