/** The one catalogue of a scenario's fields of inputs. */
import { expect, test } from "vitest";
import { fieldAt, scenarioFields } from "../../src/scenario/scenarioFields.js";

test("a field is found whatever the user calls arms and contracts", () => {
  expect(fieldAt(["arms", "anything", "take_up", "ceiling"])?.spec.unit).toBe("share");
  expect(fieldAt(["contracts", "block", "price"])?.spec).toMatchObject({ money: true });
  expect(fieldAt(["people", "existing_users"])?.path).toEqual(["people", "existing_users"]);
});

test("what is no field, or only a part of the way to one, is none", () => {
  for (const keys of [
    ["arms"],
    ["arms", "budget", "take_up"],
    ["title"],
    ["arms", "budget", "take_up", "x"],
    [],
  ])
    expect(fieldAt(keys)).toBeUndefined();
});

test("each field is there once", () => {
  const paths = scenarioFields.map(({ path }) => path.join("."));
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.length).toBeGreaterThan(100);
});
