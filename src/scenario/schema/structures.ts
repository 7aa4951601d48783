/** Structures: where reasonable people disagree about the model itself, the alternatives and what each has for it. */
import * as z from "zod";
import { ownName } from "./ownName.js";

const structure = z.strictObject({
  weight: z
    .number()
    .min(0)
    .meta({
      description:
        "How much it counts beside the others: draws are dealt in proportion to the weights, whose sum need not be 1. 0: a stress " +
        "test, shown and not averaged.",
    }),
  label: z.string().optional().meta({ description: "What it is called in tables and on screen." }),
  source: z
    .string()
    .optional()
    .meta({ description: "What speaks for it: id of a row of the evidence table, or a citation." }),
  note: z
    .string()
    .optional()
    .meta({ description: "The reason for it, and for its weight; required without a source." }),
  set: z.record(z.string(), z.unknown()).meta({
    description:
      "What it changes: paths, as --set takes them, with the values to put there; null takes a key away. Empty: the scenario as " +
      "it stands.",
  }),
});

export const structuresSchema = z
  .record(ownName, structure)
  .optional()
  .meta({
    description:
      "Alternatives to the model itself (structural uncertainty), by name: each draw is made in one of them, with the same luck " +
      "and inputs in all. The scenario without their changes is then not run.",
  });

/** A structure as a scenario states it. */
export type StructureFile = z.infer<typeof structure>;
