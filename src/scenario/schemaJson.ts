import * as z from "zod";
import {
  acrossWords,
  allowedRange,
  type Facet,
  isPriced,
  type ProvenanceKey,
  provenanceKeys,
  type QuantitySpec,
} from "../inputs/faceted.js";
import { betweenWords } from "../inputs/yearSeries.js";
import { distributionSchemas } from "../quantity/distribution.js";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { [keyword: string]: unknown };

const provenanceMeanings: Readonly<Record<ProvenanceKey, string>> = {
  unit: "Unit of the number; it must be the input's own.",
  price_year:
    'Year in whose prices an amount of money is given, such as "2010/11" or 2010; it is uprated from there.',
  source: "Id of a row of the evidence table, or a citation.",
  locator: "Page, table or paragraph in the source.",
  note: "What a reader should know of this value.",
  label: "What the input is called in tables and charts.",
  quality: "How good the evidence is.",
  impact: "How much of the result hangs on it.",
  owner: "Who answers for the value.",
  date: "Day the value was last checked.",
};

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });

const closedMap = (properties: JsonSchema, required: readonly string[]): JsonSchema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** The parts that all inputs share: provenance and the forms of a distribution. Each is defined once and referred to. */
function sharedParts(): JsonSchema {
  const parts: JsonSchema = {};
  for (const key of provenanceKeys) {
    parts[key] = { type: ["string", "number"], description: provenanceMeanings[key] };
  }
  const papers = Object.fromEntries(provenanceKeys.map((key) => [key, ref(key)]));
  parts.input = closedMap({ value: { type: "number", description: "The number itself." }, ...papers }, [
    "value",
  ]);
  parts.across = {
    enum: [...acrossWords],
    description: "What it varies across: one sample a draw, one a draw and site, or one a draw and person.",
    default: "draws",
  };
  const schemas = distributionSchemas();
  const names = Object.keys(schemas) as (keyof typeof schemas)[];
  for (const name of names) {
    const { $schema: _dialect, ...form } = z.toJSONSchema(schemas[name], { io: "input" });
    parts[`distribution_${name}`] = {
      ...form,
      properties: { ...form.properties, across: ref("across"), ...papers },
    };
  }
  parts.distribution = { anyOf: names.map((name) => ref(`distribution_${name}`)) };
  return parts;
}

const range = (spec: QuantitySpec): JsonSchema => ({
  ...(spec.min === undefined ? {} : { [spec.aboveMin === true ? "exclusiveMinimum" : "minimum"]: spec.min }),
  ...(spec.max === undefined ? {} : { maximum: spec.max }),
});

const splitMap = (facet: Facet, part: JsonSchema): JsonSchema =>
  closedMap(
    {
      [`by_${facet}`]: {
        type: "object",
        description: `A value for each ${facet.replace("_", " ")}, by name.`,
        properties: {
          otherwise: { ...part, description: `For every ${facet.replace("_", " ")} that is not named.` },
        },
        additionalProperties: part,
      },
    },
    [`by_${facet}`],
  );

/** A value for each financial year, of a field that may be stated by year. */
function seriesMap(bounds: JsonSchema, value: JsonSchema, across: JsonSchema): JsonSchema {
  const papers = Object.fromEntries(provenanceKeys.map((key) => [key, ref(key)]));
  return closedMap(
    {
      by_year: {
        type: "object",
        description:
          "A number or distribution for each financial year stated, such as 2011/12; what is uncertain shares one luck.",
        propertyNames: { pattern: "^\\d{4}/\\d{2}$" },
        additionalProperties: {
          anyOf: [
            { type: "number", ...bounds },
            { ...ref("input"), ...value },
            { ...ref("distribution"), ...across },
          ],
        },
        minProperties: 1,
      },
      between: {
        enum: [...betweenWords],
        description: "What holds in years between those stated: on a straight line, or as in the last.",
        default: "linear",
      },
      ...papers,
    },
    ["by_year"],
  );
}

/** Everything a field of this kind may hold; `self` refers back to it, since the parts of a split may hold the same. */
function quantityPart(spec: QuantitySpec, self: JsonSchema): JsonSchema {
  const bounds = range(spec);
  const withinYears = {
    type: "object",
    properties: {
      across: {
        enum: acrossWords.filter((word) => word !== "people"),
        description: "What it varies across: one sample a draw, or one a draw and site.",
      },
    },
  };
  const across = spec.people === true ? {} : withinYears;
  const value =
    Object.keys(bounds).length === 0
      ? {}
      : {
          type: "object",
          properties: { value: { type: "number", ...bounds, description: "The number itself." } },
        };
  return {
    anyOf: [
      { type: "number", ...bounds },
      { ...ref("input"), ...value },
      { ...ref("distribution"), ...across },
      ...(spec.byYear === true ? [seriesMap(bounds, value, withinYears)] : []),
      ...(spec.by ?? []).map((facet) => splitMap(facet, self)),
    ],
  };
}

function hoverText(spec: QuantitySpec): string {
  const splits = (spec.by ?? []).map((facet) => `\`by_${facet}\``);
  return [
    spec.description,
    `- Unit: **${spec.unit}**${spec.money === true ? ", with a `price_year`" : ""}`,
    `- Allowed: ${allowedRange(spec)}, or a distribution${spec.people === true ? ", also `across: people`" : ""}`,
    ...(splits.length === 0 ? [] : [`- May be split: ${splits.join(", ")}`]),
    ...(spec.byYear === true ? ["- May be stated by financial year: `by_year`"] : []),
    ...(spec.neutral === undefined ? [] : [`- Left out: ${spec.neutral}`]),
    isPriced(spec)
      ? "- Priced: changes money or outcomes alone, no life"
      : "- Walked: lives are walked anew where it changes",
  ].join("\n");
}

/** The kinds of quantity in a schema, each as one definition that fields refer to. */
class QuantityParts {
  private readonly names = new Map<string, string>();
  readonly parts: JsonSchema = {};

  refer(spec: QuantitySpec, description: unknown): JsonSchema {
    const { min, max, aboveMin, by, people } = spec;
    const kind = JSON.stringify([min, max, aboveMin, by, people, spec.byYear === true]);
    let name = this.names.get(kind);
    if (name === undefined) {
      name = `quantity_${this.names.size + 1}`;
      this.names.set(kind, name);
      this.parts[name] = quantityPart(spec, ref(name));
    }
    return {
      ...ref(name),
      description: description ?? spec.description,
      markdownDescription: hoverText(spec),
      ...(spec.neutral === undefined ? {} : { default: spec.neutral }),
    };
  }
}

const isSchema = (part: unknown): part is JsonSchema =>
  typeof part === "object" && part !== null && !Array.isArray(part);

/** A key of a JSON pointer (RFC 6901). */
const pointerKey = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

const options = ["anyOf", "oneOf", "allOf"] as const;

/** Whether a part is a map or a choice of maps, which merge with the base instead of replacing it. */
const isMapPart = (part: JsonSchema): boolean =>
  part.type === "object" ||
  options.some(
    (keyword) =>
      Array.isArray(part[keyword]) && part[keyword].some((option) => isSchema(option) && isMapPart(option)),
  );

/** A value in an extending file: as in a whole one, or null, which removes the base's. */
function overridingValue(part: JsonSchema, pointer: string): JsonSchema {
  const merged = isMapPart(part) ? overriding(part, pointer) : { $ref: pointer };
  if (merged.type === "object") return { ...merged, type: ["object", "null"] };
  // What an editor shows of a key stands beside the choice, for it looks no further.
  const shown = Object.fromEntries(
    ["description", "markdownDescription"].flatMap((key) => (key in part ? [[key, part[key]]] : [])),
  );
  return { ...shown, anyOf: [merged, { type: "null" }] };
}

/**
 * The schema of a file that extends another: nothing in it is required, and null removes a key of the base. Lists
 * and inputs are replaced whole, so for them it refers to the schema of the whole scenario.
 */
function overriding(part: JsonSchema, pointer: string): JsonSchema {
  const { required: _required, default: _default, ...rest } = part;
  const { properties, additionalProperties } = part;
  if (isSchema(properties)) {
    rest.properties = Object.fromEntries(
      Object.entries(properties).map(([key, inner]) => [
        key,
        overridingValue(inner as JsonSchema, `${pointer}/properties/${pointerKey(key)}`),
      ]),
    );
  }
  if (isSchema(additionalProperties)) {
    rest.additionalProperties = overridingValue(additionalProperties, `${pointer}/additionalProperties`);
  }
  for (const keyword of options) {
    const choice = part[keyword];
    if (!Array.isArray(choice)) continue;
    rest[keyword] = choice.map((option: JsonSchema, index) => {
      const optionPointer = `${pointer}/${keyword}/${index}`;
      return isMapPart(option) ? overriding(option, optionPointer) : { $ref: optionPointer };
    });
  }
  return rest;
}

/** Removes keys that are undefined, which JSON cannot hold. */
const asJson = (schema: JsonSchema): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;

/**
 * The JSON Schema (draft 2020-12) of a scenario file, for editors that complete and explain its keys.
 *
 * Made from the zod schema that checks scenarios. A field with `meta({ quantity: spec })` becomes a number in its
 * range, an input with provenance, a distribution, or a split of any of them; each kind of field is one definition in
 * `$defs`. A file that `extends` another is checked against the same schema with nothing required. Descriptions carry
 * the unit, also as Markdown (`markdownDescription`) for editors that show it. What a schema cannot say (names
 * that must exist, shares that must add up) is left to the checks.
 *
 * @param shipped names of scenarios that a file may extend without a path, for an editor to complete
 * @example toJsonSchema(scenarioSchema).$schema // "https://json-schema.org/draft/2020-12/schema"
 */
export function toJsonSchema(schema: z.ZodType, shipped: readonly string[] = []): JsonSchema {
  const quantities = new QuantityParts();
  const converted = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      const spec = (jsonSchema as JsonSchema).quantity;
      if (spec === undefined) return;
      const reference = quantities.refer(spec as QuantitySpec, jsonSchema.description);
      for (const keyword of Object.keys(jsonSchema)) delete (jsonSchema as JsonSchema)[keyword];
      Object.assign(jsonSchema, reference);
    },
  });
  const { $schema, $defs, ...whole } = converted as JsonSchema;
  const extending = overriding(whole, "#/$defs/whole_scenario");
  const base = {
    anyOf: [...(shipped.length === 0 ? [] : [{ enum: shipped }]), { type: "string" }],
    description: "The scenario this one overrides: a path from this file, or a shipped name.",
  };
  return asJson({
    $schema,
    title: "Scenario of can-we-afford-it",
    type: "object",
    if: { required: ["extends"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: ref("extending_scenario"),
    else: ref("whole_scenario"),
    $defs: {
      whole_scenario: whole,
      extending_scenario: {
        ...extending,
        properties: { extends: base, ...(extending.properties as JsonSchema) },
      },
      ...sharedParts(),
      ...quantities.parts,
      ...(isSchema($defs) ? $defs : {}),
    },
  });
}
