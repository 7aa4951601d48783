import { describe, expect, it } from "vitest";
import * as z from "zod";
import { quantity } from "../../src/inputs/quantityField.js";
import { scenarioSchema } from "../../src/scenario/schema/scenarioSchema.js";
import { type JsonSchema, toJsonSchema } from "../../src/scenario/schemaJson.js";

const share = (description: string) =>
  quantity({ unit: "share", description, min: 0, max: 1, by: ["site", "need"], neutral: 0.5 });

const small = z.strictObject({
  afford: z.literal(1),
  discount: z
    .union([z.strictObject({ schedule: z.string() }), z.strictObject({ rate: z.number() })])
    .optional(),
  needs: z.array(z.string()).min(1),
  arms: z.record(
    z.string(),
    z.strictObject({
      ceiling: share("Ceiling of take-up."),
      gain: quantity({ unit: "share", description: "Gain.", by: ["need"], people: true }),
      hour: quantity({
        unit: "GBP per hour",
        description: "An hour.",
        min: 0,
        aboveMin: true,
        money: true,
      }).optional(),
    }),
  ),
});

type Validate = (data: unknown) => boolean;

/** A validator by the reference rules of JSON Schema; the tests that need one are skipped where none is installed. */
async function validatorFactory(): Promise<((schema: object) => Validate) | undefined> {
  const name: string = "ajv/dist/2020.js";
  try {
    const { Ajv2020 } = await import(/* @vite-ignore */ name);
    return (schema) => {
      // Strict but for what the drafts allow: type unions, and `required` beside `if`.
      const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
      return ajv.addKeyword("markdownDescription").compile(schema);
    };
  } catch (error) {
    if (process.env.CI !== undefined) throw error;
    return undefined;
  }
}
const makeValidator = await validatorFactory();
if (makeValidator === undefined)
  console.warn("skipped: validation against the JSON Schema, since ajv is not installed");

const everyPart = (part: unknown, visit: (part: JsonSchema) => void): void => {
  if (typeof part !== "object" || part === null) return;
  if (!Array.isArray(part)) visit(part as JsonSchema);
  for (const inner of Object.values(part)) everyPart(inner, visit);
};

const at = (schema: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], schema);

describe.each([
  ["a small schema", small],
  ["the scenario's schema", scenarioSchema],
])("the JSON Schema of %s", (_, zod) => {
  const schema = toJsonSchema(zod);

  it("is draft 2020-12, and every reference leads somewhere", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    const lost: unknown[] = [];
    everyPart(schema, (part) => {
      if (typeof part.$ref === "string" && at(schema, part.$ref) === undefined) lost.push(part.$ref);
    });
    expect(lost).toEqual([]);
  });

  it("leaves no word of ours for the schema's own", () => {
    const definitions = schema.$defs as JsonSchema;
    expect(JSON.stringify(definitions)).not.toContain('"quantity":{');
  });

  it.skipIf(makeValidator === undefined)("compiles in a strict validator", () => {
    expect(makeValidator!(schema)).toBeTypeOf("function");
  });
});

describe("a quantity in the JSON Schema", () => {
  const schema = toJsonSchema(small);
  const arm = at(schema, "#/$defs/whole_scenario/properties/arms/additionalProperties/properties") as Record<
    string,
    JsonSchema
  >;

  it("tells its meaning, unit, range, splits and default where an editor looks", () => {
    expect(arm.ceiling).toMatchObject({
      description: "Ceiling of take-up. Unit: share. Default 0.5. Walked.",
      default: 0.5,
    });
    expect(arm.ceiling!.markdownDescription).toBe(
      "Ceiling of take-up.\n- Unit: **share**\n- Allowed: a number from 0 to 1 (share), or a distribution\n- May be split: `by_site`, `by_need`\n- Left out: 0.5\n- Walked: lives are walked anew where it changes",
    );
  });

  it("is one definition for all fields of its kind, so that the schema stays small", () => {
    const fields = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`f${index}`, share(`Field ${index}.`)]),
      );
    const definitions = (count: number) =>
      Object.keys(toJsonSchema(z.strictObject(fields(count))).$defs as object);
    expect(definitions(50)).toEqual(definitions(1));
  });
});

describe.skipIf(makeValidator === undefined)("a validator with the JSON Schema", () => {
  const validate: Validate = (data) => makeValidator!(toJsonSchema(small))(data);
  const whole = (arm: object): object => ({ afford: 1, needs: ["low"], arms: { a: { gain: 0, ...arm } } });
  const papers = {
    unit: "share",
    price_year: 2010,
    source: "s",
    locator: "p. 4",
    note: "n",
    label: "l",
    quality: "q",
    impact: "i",
    owner: "o",
    date: "2011-04-01",
  };

  it.each<[string, object]>([
    ["a number", whole({ ceiling: 0.3 })],
    ["a number with papers", whole({ ceiling: { value: 0.3, ...papers } })],
    [
      "a distribution with papers",
      whole({ ceiling: { distribution: "beta", mean: 0.3, sd: 0.1, across: "sites", ...papers } }),
    ],
    [
      "one across people, where they may differ",
      whole({ gain: { distribution: "normal", mean: 0, sd: 1, across: "people" } }),
    ],
    [
      "a split in a split",
      whole({ ceiling: { by_site: { x: { by_need: { low: { value: 1 } } }, otherwise: 0.2 } } }),
    ],
    ["a file that extends another and says little", { extends: "b.yaml", arms: { a: { ceiling: 0.3 } } }],
    [
      "a null that takes a key away",
      { extends: "b.yaml", discount: null, arms: { a: null, b: { hour: null } } },
    ],
    ["the other of two maps, over the base's", { extends: "b.yaml", discount: { rate: 0.03 } }],
  ])("takes %s", (_, data) => {
    expect(validate(data)).toBe(true);
  });

  it.each<[string, object]>([
    ["a number out of range", whole({ ceiling: 1.3 })],
    ["a stated number out of range", whole({ ceiling: { value: 1.3 } })],
    ["the bound itself where it is excluded", whole({ hour: 0 })],
    ["an unknown key of a distribution", whole({ ceiling: { distribution: "beta", mean: 0.3, sdd: 0.1 } })],
    ["an unknown distribution", whole({ ceiling: { distribution: "bta", mean: 0.3, sd: 0.1 } })],
    [
      "`otherwise` beside the split and not in it",
      whole({ ceiling: { by_site: { x: 0.3 }, otherwise: 0.2 } }),
    ],
    ["a split the field does not have", whole({ ceiling: { by_quintile: { 1: 0.2 } } })],
    [
      "people where they cannot differ",
      whole({ ceiling: { distribution: "beta", mean: 0.3, sd: 0.1, across: "people" } }),
    ],
    ["a missing key", { afford: 1, arms: {} }],
    ["a missing key deeper down", { afford: 1, needs: ["low"], arms: { a: {} } }],
    ["an unknown key", { ...whole({}), zzz: 1 }],
    ["null without a base", whole({ hour: null })],
    ["an unknown key over a base", { extends: "b.yaml", arms: { a: { ceilin: 0.3 } } }],
    ["a number out of range over a base", { extends: "b.yaml", arms: { a: { ceiling: 1.3 } } }],
    ["an empty list over a base", { extends: "b.yaml", needs: [] }],
  ])("refuses %s", (_, data) => {
    expect(validate(data)).toBe(false);
  });
});
