import { lineNames, payers } from "../accounts/lines.js";
import { scenarioSchema } from "../scenario/schema/scenarioSchema.js";
import { type JsonSchema, toJsonSchema } from "../scenario/schemaJson.js";
import { metrics, perspectiveNames, statisticMetrics } from "./metrics.js";

/**
 * The JSON Schema (draft 2020-12) of scenario files, with the words of results beside it: `$defs` carries the metrics,
 * ledger lines, payers and perspectives that tables use, so that whatever names a figure can be checked against it.
 *
 * @param shipped names of the scenarios that `extends` takes without a path (those of `can-we-afford-it/scenarios`)
 */
export function scenarioFileSchema(shipped: readonly string[] = []): JsonSchema {
  const schema = toJsonSchema(scenarioSchema, shipped);
  const parts = (schema.$defs ?? {}) as JsonSchema;
  return {
    ...schema,
    $defs: {
      ...parts,
      metric: {
        description: "What summary.csv measures.",
        anyOf: [
          ...Object.entries(metrics).map(([name, { unit, meaning }]) => ({
            const: name,
            description: `${meaning} Unit: ${unit}.`,
          })),
          {
            pattern: "^need=",
            type: "string",
            description: "Person-years at a need level. Unit: person-years.",
          },
        ],
      },
      statistic_metric: {
        description: "What summary.csv also tells of a run as a whole; a finding cannot name these.",
        anyOf: Object.entries(statisticMetrics).map(([name, { unit, meaning }]) => ({
          const: name,
          description: `${meaning} Unit: ${unit}.`,
        })),
      },
      line: { description: "What ledger.csv says money went on.", enum: lineNames },
      payer: { description: "Who pays.", enum: payers },
      perspective: { description: "Whose cost.", enum: perspectiveNames },
    },
  };
}
