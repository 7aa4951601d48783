/** Names that a scenario's author chooses: of need levels, client groups, sites, arms, structures and variants. */
import * as z from "zod";

export const ownName = z.string().regex(/^[a-z][a-z0-9_]*$/, "lower case letters, digits and _");
