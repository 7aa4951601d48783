import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Column } from "../../src/table/column.js";
import { excelCsv, readCsv, writeCsv } from "../../src/table/csv.js";
import { tableOf } from "../../src/table/table.js";

const columns = [
  { name: "site", type: "string", meaning: "The council." },
  { name: "region", type: "string", meaning: "Where it lies.", allowed: ["london", "elsewhere"] },
  { name: "users", type: "integer", unit: "people", meaning: "People under contract.", minimum: 0 },
  { name: "price_gbp", type: "number", unit: "GBP", meaning: "Price of an hour.", optional: true },
  { name: "pilot", type: "boolean", meaning: "Took part in the pilot.", optional: true },
] as const satisfies readonly Column[];

const header = "site,region,users,price_gbp,pilot\n";

const faultsOf = (text: string) => {
  const read = readCsv(text, "sites.csv", columns);
  return "faults" in read ? read.faults : [];
};

describe("reading a CSV", () => {
  it("gives typed rows and the line each starts on", () => {
    const read = readCsv(`${header}Kent,elsewhere,120,14.5,true\nBrent,london,80,,\n`, "sites.csv", columns);
    if ("faults" in read) throw new Error("expected rows");
    expect(read.value.rows).toEqual([
      { site: "Kent", region: "elsewhere", users: 120, price_gbp: 14.5, pilot: true },
      { site: "Brent", region: "london", users: 80, price_gbp: undefined, pilot: undefined },
    ]);
    expect(read.value.lines).toEqual([2, 3]);
    expectTypeOf(read.value.rows[0]!.region).toEqualTypeOf<"london" | "elsewhere">();
    expectTypeOf(read.value.rows[0]!.price_gbp).toEqualTypeOf<number | undefined>();
  });

  it("takes columns in any order, and does without optional ones", () => {
    const read = readCsv("users,site,region\n3,Kent,london\n", "sites.csv", columns);
    expect(read).toMatchObject({ value: { rows: [{ site: "Kent", users: 3 }] } });
  });

  it("takes a byte order mark, CRLF, CR, blank lines, blanks around cells and quoted line breaks", () => {
    const text = `\uFEFF${header.trim()}\r\n\r\n"St. ""Ann""\r\nwith Bow", london ,1,,\rKent,london, 2 ,1e-3,TRUE\n`;
    const read = readCsv(text, "sites.csv", columns);
    if ("faults" in read) throw new Error(JSON.stringify(read.faults));
    expect(read.value.rows.map((row) => [row.site, row.users, row.price_gbp, row.pilot])).toEqual([
      ['St. "Ann"\r\nwith Bow', 1, undefined, undefined],
      ["Kent", 2, 0.001, true],
    ]);
    expect(read.value.lines).toEqual([3, 5]);
  });

  it("reads columns nobody named as numbers where they are allowed", () => {
    const read = readCsv(
      "draw,cost,rate\n1,5,0.5\n2,6,\n",
      "draws.csv",
      [{ name: "draw", type: "integer", meaning: "Draw." }],
      {
        otherColumns: "numbers",
      },
    );
    if ("faults" in read) throw new Error("expected rows");
    expect([...read.value.others]).toEqual([
      ["cost", Float64Array.of(5, 6)],
      ["rate", Float64Array.of(0.5, Number.NaN)],
    ]);
  });
});

describe("faults of a CSV", () => {
  it("gives the rows without faults beside the faults, none under a header that lacks a column", () => {
    const read = readCsv("site,region,users\nKent,london,x\nBrent,london,80\n", "sites.csv", columns);
    expect("faults" in read && read.sound).toMatchObject({
      rows: [{ site: "Brent", region: "london", users: 80 }],
      lines: [3],
    });
    const headless = readCsv("site,users\nBrent,80\n", "sites.csv", columns);
    expect("faults" in headless && headless.sound.rows).toEqual([]);
  });

  it("tells unknown, doubled and missing columns of the header, a misspelt one once", () => {
    expect(faultsOf("site,users\nKent,1\n")).toEqual([
      {
        code: "missing_key",
        file: "sites.csv",
        line: 1,
        column: 1,
        path: "region",
        found: "no such column",
        allowed: "a column region: london, elsewhere",
      },
    ]);
    expect(faultsOf("site,reigon,users,users,zzz\nKent,london,1,1,1\n")).toEqual([
      {
        code: "unknown_key",
        file: "sites.csv",
        line: 1,
        column: 6,
        path: "reigon",
        found: '"reigon"',
        allowed: "site, region, users, price_gbp, pilot",
        nearest: "region",
      },
      {
        code: "duplicate_key",
        file: "sites.csv",
        line: 1,
        column: 19,
        path: "users",
        found: '"users"',
        allowed: 'each column once; "users" also stands as column 3',
      },
      {
        code: "unknown_key",
        file: "sites.csv",
        line: 1,
        column: 25,
        path: "zzz",
        found: '"zzz"',
        allowed: "site, region, users, price_gbp, pilot",
      },
    ]);
  });

  it.each([
    ['"1,000"', "thousands"],
    ["£5", "pounds"],
    ["12%", "per cent"],
    ["0x10", "hexadecimal"],
    ["Infinity", "infinite"],
    ["1 000", "blank inside"],
    ["1e999", "beyond the largest number"],
    ["--5", "two signs"],
    [".", "no digit"],
  ])("refuses %s as a number", (cell) => {
    const [fault, ...others] = faultsOf(`${header}Kent,london,1,${cell},\n`);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: "bad_cell", line: 2, column: 15, path: "price_gbp" });
    expect(fault!.allowed).toBe("a plain number such as 1000, or an empty cell");
  });

  it("refuses part of a person, a negative number of people, and another region", () => {
    expect(faultsOf(`${header}Kent,london,1.5,,\nBrent,londn,-3,,maybe\n`)).toEqual([
      {
        code: "bad_cell",
        file: "sites.csv",
        line: 2,
        column: 13,
        path: "users",
        found: '"1.5"',
        allowed: "a plain whole number such as 1000",
      },
      {
        code: "not_allowed",
        file: "sites.csv",
        line: 3,
        column: 7,
        path: "region",
        found: '"londn"',
        allowed: "london, elsewhere",
        nearest: "london",
      },
      {
        code: "out_of_range",
        file: "sites.csv",
        line: 3,
        column: 13,
        path: "users",
        found: "-3",
        allowed: "a number of at least 0",
      },
      {
        code: "bad_cell",
        file: "sites.csv",
        line: 3,
        column: 17,
        path: "pilot",
        found: '"maybe"',
        allowed: "true or false, or an empty cell",
      },
    ]);
  });

  it("tells an empty cell that must be filled, and its place behind quoted line breaks", () => {
    expect(faultsOf(`${header}"a\nbc",,1,,\n`)).toMatchObject([
      { code: "bad_cell", line: 3, column: 5, path: "region", found: "an empty cell" },
    ]);
    expect(faultsOf(`${header}"a\n\nb",london,x,,\nKent,london,y,,\n`)).toMatchObject([
      { line: 4, column: 11, path: "users" },
      { line: 5, column: 13, path: "users" },
    ]);
  });

  it("tells ragged rows without a fault for each shifted cell", () => {
    expect(faultsOf(`${header}Kent,london\nBrent,london,1,2,true,9\n`)).toMatchObject([
      {
        code: "bad_cell",
        line: 2,
        column: 1,
        path: "",
        found: "2 cells",
        allowed: "5, as many as the header",
      },
      { code: "bad_cell", line: 3, column: 1, path: "", found: "6 cells" },
    ]);
  });

  it("tells quotes that are not closed where they open, and stray ones", () => {
    expect(faultsOf(`${header}Kent,london,1,,\n"Brent,london,2,,\nx,london,1,,\n`)).toMatchObject([
      { code: "syntax", line: 3, found: "a quote that is never closed" },
    ]);
    expect(faultsOf(`${header}Ke"nt,london,1,,\n`)).toMatchObject([{ code: "syntax", line: 2 }]);
    expect(faultsOf(`${header}"Ke"nt,london,1,,\n`)).toMatchObject([{ code: "syntax", line: 2 }]);
  });

  it("tells an empty file, and one separated by semicolons", () => {
    expect(faultsOf("")).toMatchObject([{ code: "syntax", line: 1, found: "an empty file" }]);
    expect(faultsOf("site;region;users\nKent;london;1\n")).toMatchObject([
      { code: "syntax", line: 1, allowed: "columns separated by commas: site,region,users,price_gbp,pilot" },
    ]);
  });

  it("never throws, whatever bytes are changed in a valid file, and sorts what it finds", () => {
    const valid = `${header}Kent,elsewhere,120,14.5,true\n"Brent, north",london,80,,\n`;
    const edits = fc.array(
      fc.tuple(fc.nat(valid.length - 1), fc.constantFrom('"', ",", "\n", "\r", "x", "é", "\0", "-", "9")),
    );
    fc.assert(
      fc.property(edits, (changes) => {
        const letters = [...valid];
        for (const [at, letter] of changes) letters[at] = letter;
        const places = faultsOf(letters.join("")).map((fault) => fault.line! * 10_000 + fault.column!);
        expect(places).toEqual([...places].sort((left, right) => left - right));
      }),
    );
  });
});

describe("writing a CSV", () => {
  const text: Column = { name: "note", type: "string", meaning: "Any text.", optional: true };
  const number: Column = { name: "cost", type: "number", unit: "GBP", meaning: "Cost.", optional: true };

  it("ends lines with LF and leaves cells without a meaning empty", () => {
    const rows = [
      { note: "a", cost: Number.NaN },
      { cost: 0.1 + 0.2 },
      { note: 'say "so", please', cost: undefined },
    ];
    expect(writeCsv([text, number], rows)).toBe(
      'note,cost\na,\n,0.30000000000000004\n"say ""so"", please",\n',
    );
  });

  it("writes a table as its rows under its columns, for Excel as well", () => {
    const columns = [text, number];
    const table = tableOf({ name: "costs", meaning: "A cost.", columns, rows: [{ note: "a", cost: 1.5 }] });
    expect(writeCsv(table)).toBe("note,cost\na,1.5\n");
    expect(excelCsv(table)).toBe("\uFEFFnote,cost\r\na,1.5\r\n");
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("neutralises the text %j", (cell) => {
    const written = writeCsv([text], [{ note: cell }]);
    expect(written.split("\n").slice(1).join("\n")).toMatch(/^"?'/);
    expect(readCsv(written, "x.csv", [text])).toMatchObject({ value: { rows: [{ note: cell }] } });
  });

  it("for Excel has a byte order mark and financial years in full, and is read as the same table", () => {
    const period: Column = { name: "period", type: "string", year: true, meaning: "Year." };
    const rows = [
      { period: "2010/11", note: "£5, 2011/12\nand so on", cost: 1.5 },
      { period: "1999/00", note: "2010/12", cost: Number.NaN },
    ];
    const written = excelCsv([period, text, number], rows);
    expect(written).toBe(
      '\uFEFFperiod,note,cost\r\n2010/2011,"£5, 2011/12\nand so on",1.5\r\n1999/2000,2010/12,\r\n',
    );
    expect(readCsv(written, "x.csv", [period, text, number])).toMatchObject({
      value: { rows: [rows[0]!, { ...rows[1]!, cost: undefined }] },
    });
  });

  it("leaves negative numbers numbers, and other text alone", () => {
    expect(writeCsv([text, number], [{ note: "a=b", cost: -1.5 }])).toBe("note,cost\na=b,-1.5\n");
  });

  it("throws at once for a number that is infinite or of another type: a programmer's mistake", () => {
    expect(() => writeCsv([number], [{ cost: Number.POSITIVE_INFINITY }])).toThrow(
      "column cost got an infinite number",
    );
    expect(() => writeCsv([number], [{ cost: "5" }])).toThrow('column cost holds a number, got "5"');
    expect(() => writeCsv([{ ...number, type: "integer" }], [{ cost: 1.5 }])).toThrow(
      "column cost holds an integer",
    );
  });

  it("gives back every number and text it wrote", () => {
    const row = fc.record({
      note: fc.oneof(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.stringMatching(/^'*[=+\-@\t\r\n ,"]\w*$/),
        fc.constant(undefined),
      ),
      // −0 is written as 0: to a spreadsheet they are one number.
      cost: fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((cost) => cost + 0),
        fc.constant(undefined),
      ),
      users: fc.maxSafeInteger(),
      pilot: fc.boolean(),
    });
    const all: Column[] = [
      text,
      number,
      { name: "users", type: "integer", meaning: "People." },
      { name: "pilot", type: "boolean", meaning: "Pilot." },
    ];
    fc.assert(
      fc.property(fc.array(row), fc.shuffledSubarray(all, { minLength: 1 }), (rows, some) => {
        const read = readCsv(writeCsv(some, rows), "x.csv", some);
        const names = some.map((column) => column.name);
        const wanted = rows.map((given) =>
          Object.fromEntries(names.map((name) => [name, given[name as keyof typeof given]])),
        );
        expect(read).toMatchObject({ value: { rows: wanted } });
      }),
    );
  });
});
