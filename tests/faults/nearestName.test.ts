import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foundText } from "../../src/faults/foundText.js";
import { nearestName } from "../../src/faults/nearestName.js";

describe("the nearest name", () => {
  const keys = ["ceiling", "midpoint_years", "steepness", "take_up", "note", "rate"];

  it.each([
    ["ceilin", "ceiling", "a letter dropped"],
    ["ceilling", "ceiling", "a letter doubled"],
    ["cieling", "ceiling", "neighbours swapped"],
    ["midpoint_year", "midpoint_years", "a singular"],
    ["takeUp", "take_up", "another spelling habit"],
    ["Take-up", "take_up", "another spelling habit"],
    ["ratee", "rate", "a letter added"],
  ])("of %s is %s (%s)", (found, nearest) => {
    expect(nearestName(found, keys)).toBe(nearest);
  });

  it("is none where nothing is close: more than a third of the letters differ", () => {
    expect(nearestName("deployment", keys)).toBeUndefined();
    expect(nearestName("nuts", keys)).toBeUndefined();
    expect(nearestName("a", ["b"])).toBeUndefined();
    expect(nearestName("", keys)).toBeUndefined();
  });

  it("counts a swap of neighbours as one (Damerau): abcdef → bacdef is within two, as two changes would be", () => {
    // Six letters allow a distance of 2: two swaps are near, one swap and two changes are not.
    expect(nearestName("badcef", ["abcdef"])).toBe("abcdef");
    expect(nearestName("badcxy", ["abcdef"])).toBeUndefined();
  });

  it("takes the first of equally near names", () => {
    expect(nearestName("rata", ["rats", "rate"])).toBe("rats");
    expect(nearestName("rata", ["rate", "rats"])).toBe("rate");
  });

  it("finds a name again after one letter of it is lost, whatever the name", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,20}$/), fc.nat(), (name, at) => {
        const place = at % name.length;
        const found = name.slice(0, place) + name.slice(place + 1);
        expect(nearestName(found, ["0123456789", name])).toBe(name);
      }),
    );
  });
});

describe("what was found, as text", () => {
  it("quotes text, escapes control characters and never grows beyond 60 characters", () => {
    expect(foundText("£5")).toBe('"£5"');
    expect(foundText("a\u001b[31m\n")).toBe('"a\\u001b[31m\\n"');
    expect(foundText("x".repeat(100))).toBe(`"${"x".repeat(57)}…"`);
    fc.assert(fc.property(fc.anything(), (found) => [...foundText(found)].length <= 60));
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        (found) => [...foundText(found)].length <= 60,
      ),
    );
  });

  it("leaves numbers as they are, and calls what is missing nothing", () => {
    expect([foundText(-0.1), foundText(false), foundText(undefined), foundText(null)]).toEqual([
      "-0.1",
      "false",
      "nothing",
      "nothing",
    ]);
    expect(foundText({ low: 1, high: 0 })).toBe('{"low":1,"high":0}');
    expect(foundText(Array.from({ length: 1000 }))).toBe("a list of 1000");
  });
});
