import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../src/faults/fault.js";
import { type LoadedDocument, loadDocument } from "../../src/scenario/document.js";
import { cases } from "../cases.js";

/** Loads the first of these files; the others are what it may extend, found beside the file that names them. */
const load = (
  files: Readonly<Record<string, string>>,
  sets: readonly string[] = [],
): Promise<LoadedDocument> => {
  const [name] = Object.keys(files);
  return loadDocument(
    { name: name!, text: files[name!]! },
    {
      sets,
      resolve: (from, relative) => from.slice(0, from.lastIndexOf("/") + 1) + relative,
      read: (asked) => {
        const text = files[asked];
        if (text === undefined) throw new Error(`no file ${asked}`);
        return text;
      },
    },
  );
};

const documentOf = async (files: Readonly<Record<string, string>>, sets: readonly string[] = []) => {
  const loaded = await load(files, sets);
  if ("faults" in loaded) throw new Error(JSON.stringify(loaded.faults));
  return loaded.value;
};

const faultsOf = async (
  files: string | Readonly<Record<string, string>>,
  sets: readonly string[] = [],
): Promise<readonly Fault[]> => {
  const loaded = await load(typeof files === "string" ? { "a.yaml": files } : files, sets);
  return "faults" in loaded ? loaded.faults : [];
};

describe("reading a scenario", () => {
  it("gives plain data, and every key its place", async () => {
    const document = await documentOf({
      "a.yaml": "afford: 1\narms:\n  budget: { ceiling: 0.3 }\nneeds: [low,\n  high]\n",
    });
    expect(document.value).toEqual({ afford: 1, arms: { budget: { ceiling: 0.3 } }, needs: ["low", "high"] });
    expect(document.locate(["arms", "budget", "ceiling"])).toEqual({ file: "a.yaml", line: 3, column: 13 });
    expect(document.locate(["needs", 1])).toEqual({ file: "a.yaml", line: 5, column: 3 });
    expect(document.locate([])).toEqual({ file: "a.yaml", line: 1, column: 1 });
    expect([...document.texts.keys()]).toEqual(["a.yaml"]);
  });

  it("places a missing key at the nearest key above it", async () => {
    const document = await documentOf({ "a.yaml": "afford: 1\narms:\n  budget:\n    ceiling: 1\n" });
    expect(document.locate(["arms", "budget", "take_up", "ceiling"])).toEqual({
      file: "a.yaml",
      line: 3,
      column: 3,
    });
    expect(document.locate(["people"])).toEqual({ file: "a.yaml", line: 1, column: 1 });
  });

  it("takes JSON, tabs and all, a byte order mark and CRLF", async () => {
    const json = '\uFEFF{\r\n\t"afford": 1,\r\n\t"note": "\\u00a3 \\ud83d\\ude00 \\/"\r\n}\r\n';
    const document = await documentOf({ "a.json": json });
    expect(document.value).toEqual({ afford: 1, note: "£ 😀 /" });
    expect(document.locate(["note"])).toEqual({ file: "a.json", line: 3, column: 2 });
  });

  it("reads YAML 1.2, not 1.1: no and 1_000 are text, 010 is ten", async () => {
    const document = await documentOf({
      "a.yaml": "country: no\nusers: 1_000\nmonth: 010\nstart: 2011-04\n",
    });
    expect(document.value).toEqual({ country: "no", users: "1_000", month: 10, start: "2011-04" });
  });

  it("takes an alias for what its anchor holds, at the anchor's place", async () => {
    const document = await documentOf({ "a.yaml": "base: &terms\n  term: 3\nown: *terms\n" });
    expect(document.value).toEqual({ base: { term: 3 }, own: { term: 3 } });
    expect(document.locate(["own", "term"])).toEqual({ file: "a.yaml", line: 2, column: 3 });
  });

  it("takes an object, without places in a text", async () => {
    const loaded = await loadDocument(
      { name: "study", data: { afford: 1, note: undefined, needs: ["low"] } },
      { resolve: (_, name) => name },
    );
    if ("faults" in loaded) throw new Error("expected a document");
    expect(loaded.value.value).toEqual({ afford: 1, needs: ["low"] });
    expect(loaded.value.locate(["needs", 0])).toEqual({ file: "study" });
    expect(JSON.parse(loaded.value.texts.get("study")!)).toEqual({ afford: 1, needs: ["low"] });
  });
});

describe("what cannot be read", () => {
  it.each<[string, string, Partial<Fault>[]]>([
    ["a colon in a colon", "a: 1\nb: c: d\n", [{ code: "syntax", line: 2, column: 4, found: '"b: c: d"' }]],
    [
      "a tab before a key",
      "a:\n\tb: 2\n",
      [{ code: "syntax", line: 2, column: 1, allowed: "spaces, not tabs, before a key" }],
    ],
    ["a quote that is not closed", "a: 1\nb: 'x\nc: 2\n", [{ code: "syntax", line: 2, column: 4 }]],
    [
      "two mistakes in two lines",
      "a: @x\nb: `c`\n",
      [
        { code: "syntax", line: 1, column: 4 },
        { code: "syntax", line: 2, column: 4 },
      ],
    ],
    ["a list under a key's own map", "a: 1\n- b\n", [{ code: "syntax", line: 2, column: 1 }]],
    ["a second document", "a: 1\n---\nb: 2\n", [{ code: "syntax", line: 2, column: 1 }]],
    ["a tag", "a: 1\nb: !cost 5\n", [{ code: "syntax", line: 2, column: 4 }]],
    ["a known tag that is no plain value", "a: !!binary aGk=\n", [{ code: "syntax", line: 1, path: "a" }]],
    ["YAML 1.1", "%YAML 1.1\n---\na: yes\n", [{ code: "wrong_version", line: 1, found: "%YAML 1.1" }]],
    [
      "an alias without an anchor",
      "a: *x\n",
      [{ code: "syntax", line: 1, column: 4, path: "a", found: "*x" }],
    ],
    ["an alias within its anchor", "a: &a [1, *a]\n", [{ code: "cycle", line: 1, column: 11, path: "a.1" }]],
    [
      "a doubled key",
      "a:\n  b: 1\n  c: 2\n  b: 3\n",
      [
        {
          code: "duplicate_key",
          line: 4,
          column: 3,
          path: "a.b",
          allowed: "a key once; it also stands in line 2",
        },
      ],
    ],
    [
      "a key that is a number",
      "index:\n  2010.5: 88.1\n",
      [
        {
          code: "wrong_type",
          line: 2,
          column: 3,
          path: "index",
          found: "2010.5 as a key",
          allowed: 'a text: put it in quotes, "2010.5"',
        },
      ],
    ],
    ["a key that is a list", "? [1, 2]\n: 3\n", [{ code: "wrong_type", line: 1, column: 3 }]],
    [
      "a merge key",
      "a: &a { b: 1 }\nc:\n  <<: *a\n",
      [{ code: "unknown_key", line: 3, column: 3, path: "c.<<" }],
    ],
    [
      "a key of every object",
      "__proto__: { a: 1 }\n",
      [{ code: "unknown_key", line: 1, column: 1, path: "__proto__" }],
    ],
    [
      "not a number",
      "a: .nan\nb: { c: -.inf }\nd: 1e999\n",
      [
        { code: "out_of_range", line: 1, column: 4, path: "a", found: ".nan" },
        { code: "out_of_range", line: 2, column: 9, path: "b.c", found: "-.inf" },
        { code: "out_of_range", line: 3, column: 4, path: "d", found: "1e999" },
      ],
    ],
    [
      "a whole number that loses digits",
      "seed: 12345678901234567890\n",
      [{ code: "out_of_range", line: 1, column: 7, path: "seed", found: "12345678901234567890" }],
    ],
    ["a list at the top", "- afford: 1\n", [{ code: "wrong_type", line: 1, column: 1, found: "a list" }]],
    ["an empty file", "# nothing yet\n", [{ code: "wrong_type", line: 1, column: 1, found: "nothing" }]],
    ["lists in lists without end", `a: ${"[".repeat(5000)}`, [{ code: "too_large", line: 1 }]],
    [
      "an alias bomb",
      `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]\n`).join("")}`,
      [{ code: "too_large", line: 6 }],
    ],
  ])("%s", async (_, text, expected) => {
    const faults = await faultsOf(text);
    expect(faults).toMatchObject(expected);
    expect(faults).toHaveLength(expected.length);
    for (const fault of faults)
      expect(fault).toMatchObject({
        file: "a.yaml",
        found: expect.any(String),
        allowed: expect.stringMatching(/./),
      });
  });

  it("lets the rest be checked where only single values are wrong, and not where the text is broken", async () => {
    expect(await load({ "a.yaml": "a: 1\na: 2\nb: .inf\n" })).toMatchObject({ sound: { value: { a: 1 } } });
    expect(await load({ "a.yaml": "a: [1\nb: 2\n" })).toHaveProperty("sound", undefined);
  });

  it("tells what in an object is not plain data", async () => {
    const circle: Record<string, unknown> = { rate: Number.NaN, when: new Date(0), f: () => 1 };
    circle.self = circle;
    const loaded = await loadDocument({ name: "study", data: circle }, { resolve: (_, name) => name });
    expect(
      "faults" in loaded && loaded.faults.map(({ code, file, path, found }) => [code, file, path, found]),
    ).toEqual([
      ["wrong_type", "study", "f", "function"],
      ["out_of_range", "study", "rate", "NaN"],
      ["cycle", "study", "self", "an object that contains itself"],
      ["wrong_type", "study", "when", "Date"],
    ]);
  });

  it("never throws, and always tells something, whatever bytes of a valid file are changed", async () => {
    const valid =
      "afford: 1\ntitle: \"a: b\"\nx: &x {low: 0.1, high: [1, 2]}\ny: *x\nz:\n  - a: |\n      text\n  - 'b'\n";
    const letters = [..."\t\n :,-?&*!|>'\"%@`[]{}#<~\0\u0085é", "😀", "\ud800", "\r\n", "<<: ", "...", "---"];
    const edits = fc.array(fc.tuple(fc.nat(valid.length - 1), fc.constantFrom(...letters)), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const bytes = [...valid];
        for (const [at, letter] of changes) bytes[at] = letter;
        const loaded = await load({ "a.yaml": bytes.join("") });
        if (!("faults" in loaded)) return;
        expect(loaded.faults.length).toBeGreaterThan(0);
        const places = loaded.faults.map((fault) => fault.line! * 10_000 + fault.column!);
        expect(places).toEqual([...places].sort((left, right) => left - right));
      }),
      { numRuns: 20 * cases },
    );
  });

  it("never throws for what is no YAML at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => void (await load({ "a.yaml": text }))),
    );
  });
});

describe("extending", () => {
  const base =
    "afford: 1\narms:\n  contract: {}\n  budget:\n    ceiling: 0.3\n    hour: { value: 12, unit: GBP, source: a }\nneeds: [low, high]\n";

  it("merges maps, replaces lists and inputs whole, and takes away what is null", async () => {
    const document = await documentOf({
      "in/a.yaml":
        "extends: b.yaml\narms:\n  contract: null\n  budget:\n    hour: { distribution: gamma, mean: 12, sd: 3 }\nneeds: [all]\n",
      "in/b.yaml": base,
    });
    expect(document.value).toEqual({
      afford: 1,
      arms: { budget: { ceiling: 0.3, hour: { distribution: "gamma", mean: 12, sd: 3 } } },
      needs: ["all"],
    });
    expect(document.locate(["arms", "budget", "ceiling"])).toEqual({ file: "in/b.yaml", line: 5, column: 5 });
    expect(document.locate(["arms", "budget", "hour", "mean"])).toEqual({
      file: "in/a.yaml",
      line: 5,
      column: 34,
    });
    // What a null took away is missing where the null stands.
    expect(document.locate(["arms", "contract", "rollout"])).toEqual({
      file: "in/a.yaml",
      line: 3,
      column: 3,
    });
    expect(document.dirOf(["arms", "budget", "ceiling"])).toBe("in/b.yaml");
    expect(document.dirOf(["needs"])).toBe("in/a.yaml");
    expect([...document.texts.keys()]).toEqual(["in/a.yaml", "in/b.yaml"]);
  });

  it("follows a chain of any length, each base relative to the file that names it", async () => {
    const document = await documentOf({
      "a.yaml": "extends: in/b.yaml\nx: 1\n",
      "in/b.yaml": "extends: c.yaml\nx: 2\ny: 2\n",
      "in/c.yaml": "x: 3\ny: 3\nz: 3\n",
    });
    expect(document.value).toEqual({ x: 1, y: 2, z: 3 });
    expect(document.locate(["z"])).toEqual({ file: "in/c.yaml", line: 3, column: 1 });
  });

  it("refuses null for what the base does not have", async () => {
    const faults = await faultsOf({ "a.yaml": "extends: b.yaml\narms:\n  budgt: null\n", "b.yaml": base });
    expect(faults).toMatchObject([
      { code: "not_allowed", file: "a.yaml", line: 3, column: 3, path: "arms.budgt" },
    ]);
  });

  it("tells a circle by its chain, at the name that closes it", async () => {
    expect(
      await faultsOf({ "a.yaml": "x: 1\nextends: b.yaml\n", "b.yaml": "extends: a.yaml\n" }),
    ).toMatchObject([
      {
        code: "cycle",
        file: "b.yaml",
        line: 1,
        column: 10,
        path: "extends",
        found: "a.yaml -> b.yaml -> a.yaml",
      },
    ]);
    expect(await faultsOf("extends: a.yaml\n")).toMatchObject([{ code: "cycle", found: "a.yaml -> a.yaml" }]);
  });

  it("tells a missing base at its name, with the reason", async () => {
    expect(await faultsOf("afford: 1\nextends: nowhere.yaml\n")).toMatchObject([
      {
        code: "missing_file",
        file: "a.yaml",
        line: 2,
        column: 10,
        path: "extends",
        found: '"nowhere.yaml"',
        allowed: expect.stringContaining("no file nowhere.yaml"),
      },
    ]);
    expect(await faultsOf("extends: [b.yaml]\n")).toMatchObject([
      { code: "wrong_type", line: 1, column: 10, path: "extends" },
    ]);
  });

  it("tells a misspelt `extends` once, not every key that the base would have given", async () => {
    expect(await faultsOf("afford: 1\nextend: b.yaml\n")).toEqual([
      {
        code: "unknown_key",
        file: "a.yaml",
        line: 2,
        column: 1,
        path: "extend",
        found: '"extend"',
        allowed: "extends, for the scenario this one overrides",
        nearest: "extends",
      },
    ]);
  });

  it("tells the name that was meant, where the reader knows it", async () => {
    const read = () => Promise.reject(Object.assign(new Error("not shipped"), { nearest: "council" }));
    const source = { name: "a.yaml", text: "extends: counsil\n" };
    expect(await loadDocument(source, { resolve: (_, name) => name, read })).toMatchObject({
      faults: [{ code: "missing_file", path: "extends", nearest: "council" }],
    });
  });

  it("tells the faults of every file at once, in the order they are read", async () => {
    const faults = await faultsOf({ "z.yaml": "extends: b.yaml\nx: .nan\n", "b.yaml": "a: 1\na: 2\n" }, [
      "y",
    ]);
    expect(faults.map(({ code, file, line }) => [code, file, line])).toEqual([
      ["out_of_range", "z.yaml", 2],
      ["duplicate_key", "b.yaml", 2],
      ["syntax", "--set", undefined],
    ]);
  });
});
