/** Unpaid care by family and friends, at the value of an hour. */
import { weeksInMonth } from "../accounts/posting.js";
import { defineMechanism } from "./defineMechanism.js";
import { price } from "./parameter.js";

export const informalCare = defineMechanism({
  name: "informalCare",
  title: "Informal care",
  about:
    "Hours by need are those of someone unserved; served care displaces some of them, and hours that relatives are paid for are added. No cash.",
  group: "prevention",
  costs: { informal_care_hour: price("GBP per hour", "Value of an hour of unpaid care.") },
  charges: [
    {
      line: "informal_care",
      of: "everyone",
      charge: (_, { value, costs }) => ({
        payer: { alone: "carer", cashableShare: 0 },
        parts: [{ counts: [["informalHours", weeksInMonth]], each: value(costs.informal_care_hour) }],
      }),
    },
  ],
});
