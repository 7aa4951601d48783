/** What one arm of the comparison does. An arm without `rollout` offers nobody a budget. */
import * as z from "zod";
import { armFields } from "../../mechanisms/catalogue.js";

export const armSchema = z.strictObject({
  label: z.string().optional().meta({ description: "Name of the arm on screen and in reports." }),
  like: z
    .string()
    .optional()
    .meta({ description: "Another arm that this one is like, but for what it states." }),
  ...armFields,
});
