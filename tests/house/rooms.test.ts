/** The house: a room imports only from rooms before it, the core knows nothing of Node, and no file is a drawer. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const src = join(import.meta.dirname, "../../src");
const rooms = [
  "faults",
  "quantity",
  "table",
  "chance",
  "inputs",
  "accounts",
  "mechanisms",
  "scenario",
  "simulation",
  "ledger",
  "results",
  "screen",
  "decision",
  "questions",
  "findings",
  "report",
  "shell",
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file: file.replaceAll("\\", "/"), text: readFileSync(join(src, file), "utf8") }));
const roomOf = (file: string): string => file.split("/")[0]!;

describe("the house", () => {
  it("has one direction: a room imports only from rooms before it", () => {
    const against = files.flatMap(({ file, text }) => {
      if (!file.includes("/")) return [];
      const imports = [...text.matchAll(/^(?:import|export)[^;]*? from "(\.[^"]+)"/gms)].map(
        (match) => match[1]!,
      );
      return imports.flatMap((path) => {
        const target = relative(src, join(src, dirname(file), path)).replaceAll("\\", "/");
        const isLater = rooms.indexOf(roomOf(target)) > rooms.indexOf(roomOf(file));
        return isLater || !target.includes("/") ? [`${file} imports ${target}`] : [];
      });
    });
    expect(against.filter((line) => !/^shell\/.*(index|node)\.js$/.test(line))).toEqual([]);
  });

  it("keeps Node, clock, console and unaddressed chance in the shell", () => {
    const forbidden = /from "node:|Math\.random|Date\.now|new Date\(|console\.|process\./;
    const found = files.flatMap(({ file, text }) => {
      if (file.startsWith("shell/") || file === "node.ts") return [];
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      return forbidden.test(code) ? [file] : [];
    });
    expect(found).toEqual([]);
  });

  it("has no drawers", () => {
    const drawers = /(^|\/)(utils?|helpers?|common|types|constants|misc)\.ts$/;
    expect(files.map(({ file }) => file).filter((file) => drawers.test(file))).toEqual([]);
  });
});
