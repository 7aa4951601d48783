/** What an editor shows of a key: every key that may stand in a scenario says what it means. */
import { describe, expect, it } from "vitest";
import { scenarioFileSchema } from "../../src/results/scenarioFileSchema.js";

type Part = { readonly [keyword: string]: unknown };
const isPart = (part: unknown): part is Part =>
  typeof part === "object" && part !== null && !Array.isArray(part);

/** The keys under a part of the schema that say nothing, by path; a reference says what its target says. */
function silentKeys(schema: Part): { readonly silent: readonly string[]; readonly keys: number } {
  const silent: string[] = [];
  let keys = 0;
  const targetOf = (pointer: string): unknown =>
    pointer
      .split("/")
      .slice(1)
      .reduce<unknown>(
        (at, key) => (isPart(at) ? at[key.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined),
        schema,
      );
  const isSaid = (part: Part): boolean => {
    if (typeof part.description === "string" && part.description.length > 5) return true;
    const target = typeof part.$ref === "string" ? targetOf(part.$ref) : undefined;
    return isPart(target) && isSaid(target);
  };
  const walk = (part: unknown, path: string): void => {
    if (Array.isArray(part)) for (const one of part) walk(one, path);
    if (!isPart(part)) return;
    if (isPart(part.properties)) {
      for (const [key, inner] of Object.entries(part.properties)) {
        keys++;
        if (!(isPart(inner) && isSaid(inner))) silent.push(`${path}.${key}`);
        walk(inner, `${path}.${key}`);
      }
    }
    for (const keyword of ["additionalProperties", "items", "prefixItems", "anyOf", "oneOf", "allOf"])
      walk(part[keyword], path);
  };
  for (const [name, part] of Object.entries(schema.$defs as Part)) walk(part, name);
  return { silent, keys };
}

describe("the keys of the JSON Schema", () => {
  it("each say what they mean, in a whole scenario and in one that extends another", () => {
    const { silent, keys } = silentKeys(scenarioFileSchema());
    expect(keys).toBeGreaterThan(900);
    expect(silent).toEqual([]);
  });

  it("are missed where one says nothing", () => {
    const bare = { $defs: { one: { properties: { draws: { type: "integer" } } } } };
    expect(silentKeys(bare).silent).toEqual(["one.draws"]);
  });

  it("complete the scenarios that `extends` takes by name, and take paths all the same", () => {
    const { $defs } = scenarioFileSchema(["can-we-afford-it"]) as { $defs: Record<string, Part> };
    const { extends: base } = $defs.extending_scenario!.properties as Record<string, Part>;
    expect(base!.anyOf).toEqual([{ enum: ["can-we-afford-it"] }, { type: "string" }]);
  });
});
