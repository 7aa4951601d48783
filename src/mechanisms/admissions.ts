/** Hospital admissions, which the NHS pays for. */
import { defineMechanism } from "./defineMechanism.js";
import { cashableShare, price } from "./parameter.js";

export const admissions = defineMechanism({
  name: "admissions",
  title: "Hospital admissions",
  about: "Admissions × the cost of one, to the NHS; cash only as far as it is stated to be.",
  group: "prevention",
  costs: { hospital_admission: price("GBP per admission", "Cost of a hospital admission.") },
  cashable: {
    hospital_admissions: cashableShare("Share of the cost of an admission that the NHS could take out."),
  },
  charges: [
    {
      line: "hospital_admissions",
      of: "everyone",
      charge: (_, { value, costs }) => ({
        payer: { alone: "nhs", cashableShare: value(costs.cashable.hospital_admissions) },
        parts: [{ counts: [["admissions", value(costs.hospital_admission)]], each: 1 }],
      }),
    },
  ],
});
