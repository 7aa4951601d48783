import { describe, expect, it } from "vitest";
import * as z from "zod";
import { quantity } from "../../src/inputs/quantityField.js";
import { loadDocument } from "../../src/scenario/document.js";
import { zodFaults } from "../../src/scenario/zodFaults.js";

const name = z.string().regex(/^[a-z_]+$/, "lower case letters and _");
const schema = z.strictObject({
  afford: z.literal(1),
  title: z.string().min(1),
  draws: z.int().min(1).max(1_000_000).prefault(1000),
  horizon_years: z.number().positive().max(60),
  perspective: z.enum(["council", "nhs"]).prefault("council"),
  seed: z.union([z.string(), z.number()]).transform(String).prefault("afford"),
  needs: z.array(name).min(1).max(3).optional(),
  discount: z
    .union([z.strictObject({ schedule: z.string() }), z.strictObject({ rate: z.number().min(0).max(0.5) })])
    .optional(),
  envelope: z
    .union([quantity({ unit: "GBP", description: "Money.", min: 0 }), z.literal("today")])
    .optional(),
  finding: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("range"), low: z.number() }),
      z.strictObject({ kind: z.literal("sign") }),
    ])
    .optional(),
  arms: z
    .record(
      name,
      z.strictObject({
        take_up: z
          .strictObject({
            ceiling: quantity({ unit: "share", description: "Ceiling.", min: 0, max: 1, neutral: 0 }),
            midpoint_years: z.number().optional(),
          })
          .prefault({}),
      }),
    )
    .superRefine((arms, context) => {
      if (Object.keys(arms).length < 2) {
        context.addIssue({
          code: "custom",
          path: [],
          params: { fault: { code: "inconsistent", found: "one arm", allowed: "two arms" } },
        });
      }
    }),
});

const valid =
  "afford: 1\ntitle: T\nhorizon_years: 5\narms:\n  contract: {}\n  budget: { take_up: { ceiling: 0.3 } }\n";

const check = async (text: string, sets: readonly string[] = []) => {
  const loaded = await loadDocument({ name: "a.yaml", text }, { resolve: (_, file) => file, sets });
  if ("faults" in loaded) throw new Error(JSON.stringify(loaded.faults));
  const parsed = schema.safeParse(loaded.value.value);
  return parsed.success ? [] : zodFaults(parsed.error, loaded.value, schema);
};

describe("zod's issues as faults", () => {
  it("are none for a valid scenario", async () => {
    expect(await check(valid)).toEqual([]);
  });

  it.each<[string, string, object[]]>([
    [
      "an unknown key, with the nearest",
      valid.replace("ceiling", "ceilin"),
      [
        {
          code: "unknown_key",
          file: "a.yaml",
          line: 6,
          column: 24,
          path: "arms.budget.take_up.ceilin",
          found: '"ceilin"',
          allowed: "ceiling, midpoint_years",
          nearest: "ceiling",
        },
      ],
    ],
    [
      "two unknown keys, one by one",
      `${valid}zzz: 1\n"a.b": 2\n`,
      [
        { code: "unknown_key", line: 7, column: 1, path: "zzz" },
        { code: "unknown_key", line: 8, column: 1, path: '"a.b"' },
      ],
    ],
    [
      "names every object has",
      `${valid}constructor: 1\ntoString: 2\n`,
      [
        { code: "unknown_key", line: 7, path: "constructor" },
        { code: "unknown_key", line: 8, path: "toString" },
      ],
    ],
    [
      "a missing key, at the map it is missing in",
      valid.replace("title: T\n", ""),
      [
        {
          code: "missing_key",
          line: 1,
          column: 1,
          path: "title",
          found: "nothing",
          allowed: "text, not empty",
        },
      ],
    ],
    [
      "a misspelt key once, not also as missing",
      valid.replace("title", "titel"),
      [{ code: "unknown_key", line: 2, column: 1, path: "titel", nearest: "title" }],
    ],
    [
      "another kind of value",
      valid.replace("T\n", "[T]\n"),
      [{ code: "wrong_type", line: 2, path: "title", found: '["T"]', allowed: "text, not empty" }],
    ],
    [
      "a map where a number belongs",
      valid.replace("horizon_years: 5", "horizon_years: { a: 1 }"),
      [
        {
          code: "wrong_type",
          path: "horizon_years",
          found: '{"a":1}',
          allowed: "a number above 0 and at most 60",
        },
      ],
    ],
    [
      "a number out of range",
      valid.replace("5\n", "-5\n"),
      [
        {
          code: "out_of_range",
          line: 3,
          column: 1,
          path: "horizon_years",
          found: "-5",
          allowed: "a number above 0 and at most 60",
        },
      ],
    ],
    [
      "a number that is not whole",
      `${valid}draws: 1.5\n`,
      [
        {
          code: "wrong_type",
          line: 7,
          path: "draws",
          found: "1.5",
          allowed: "a whole number from 1 to 1000000",
        },
      ],
    ],
    [
      "a word that is not one of a few",
      `${valid}perspective: concil\n`,
      [
        {
          code: "not_allowed",
          line: 7,
          path: "perspective",
          found: '"concil"',
          allowed: "council, nhs",
          nearest: "council",
        },
      ],
    ],
    [
      "another version",
      valid.replace("afford: 1", "afford: 2"),
      [{ code: "wrong_version", line: 1, path: "afford", found: "2", allowed: "1" }],
    ],
    [
      "a list that is too short",
      `${valid}needs: []\n`,
      [{ code: "out_of_range", path: "needs", found: "[]", allowed: "a list of 1 to 3 elements" }],
    ],
    [
      "a list that is too long",
      `${valid}needs: [a, b, c, d]\n`,
      [{ code: "out_of_range", path: "needs", allowed: "a list of 1 to 3 elements" }],
    ],
    [
      "a name of a list's element",
      `${valid}needs:\n  - low\n  - High\n`,
      [
        {
          code: "not_allowed",
          line: 9,
          column: 5,
          path: "needs.1",
          found: '"High"',
          allowed: "lower case letters and _",
        },
      ],
    ],
    [
      "a name of a map's key",
      valid.replace("contract:", "Contract:"),
      [
        {
          code: "not_allowed",
          line: 5,
          column: 3,
          path: "arms.Contract",
          found: '"Contract"',
          allowed: "lower case letters and _",
        },
      ],
    ],
    [
      "neither text nor number",
      `${valid}seed: true\n`,
      [{ code: "wrong_type", path: "seed", found: "true", allowed: "text or a number" }],
    ],
    [
      "of two maps the one meant, by its keys",
      `${valid}discount: { ratee: 0.1 }\n`,
      [{ code: "unknown_key", path: "discount.ratee", allowed: "rate", nearest: "rate" }],
    ],
    [
      "of two maps the one meant, by its values",
      `${valid}discount: { rate: 3.5 }\n`,
      [{ code: "out_of_range", path: "discount.rate", found: "3.5", allowed: "a number from 0 to 0.5" }],
    ],
    [
      "an input or a word",
      `${valid}envelope: tody\n`,
      [
        {
          code: "not_allowed",
          path: "envelope",
          found: '"tody"',
          allowed: "a number from 0 (GBP) or today",
          nearest: "today",
        },
      ],
    ],
    [
      "an input that is out of range, of an input or a word",
      `${valid}envelope: -1\n`,
      [{ code: "out_of_range", path: "envelope", found: "-1", allowed: "a number from 0 (GBP)" }],
    ],
    [
      "an unknown kind",
      `${valid}finding: { kind: rnge }\n`,
      [
        {
          code: "not_allowed",
          path: "finding.kind",
          found: '"rnge"',
          allowed: "range, sign",
          nearest: "range",
        },
      ],
    ],
    [
      "a key of a known kind",
      `${valid}finding: { kind: range, hi: 1 }\n`,
      [
        { code: "missing_key", path: "finding.low" },
        { code: "unknown_key", path: "finding.hi", allowed: "kind, low" },
      ],
    ],
    [
      "the schema's own checks",
      valid.replace("  contract: {}\n", ""),
      [{ code: "inconsistent", line: 4, column: 1, path: "arms", found: "one arm", allowed: "two arms" }],
    ],
    [
      "within an input",
      valid.replace("0.3", "{ distribution: beta, mean: 0.3, sd: 2 }"),
      [{ code: "bad_distribution", line: 6, path: "arms.budget.take_up.ceiling.sd" }],
    ],
    [
      "nothing where a map belongs",
      valid.replace("contract: {}", "contract:"),
      [{ code: "wrong_type", line: 5, column: 3, path: "arms.contract", found: "nothing", allowed: "a map" }],
    ],
  ])("%s", async (_, text, expected) => {
    const faults = await check(text);
    expect(faults).toMatchObject(expected);
  });

  it("come all at once, in the order of the file", async () => {
    const faults = await check(
      "afford: 2\narms:\n  contract: { x: 1 }\n  b: { take_up: { ceiling: 3 } }\nhorizon_years: '5'\nneeds: [1]\n",
    );
    expect(faults.map(({ code, line, path }) => [code, line, path])).toEqual([
      ["wrong_version", 1, "afford"],
      ["missing_key", 1, "title"],
      ["unknown_key", 3, "arms.contract.x"],
      ["out_of_range", 4, "arms.b.take_up.ceiling"],
      ["wrong_type", 5, "horizon_years"],
      ["wrong_type", 6, "needs.0"],
    ]);
  });

  it("stand at --set where the value came so", async () => {
    expect(await check(valid, ["arms.budget.take_up.ceilin=0.4"])).toMatchObject([
      { code: "unknown_key", file: "--set", path: "arms.budget.take_up.ceilin", nearest: "ceiling" },
    ]);
  });

  it("show at most 60 characters of what was found", async () => {
    const [fault] = await check(valid.replace("5\n", `"${"x".repeat(500)}"\n`));
    expect(fault!.found).toHaveLength(60);
  });
});
