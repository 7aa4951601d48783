/** Every type that a door's signatures speak of can be imported from a door: read off the declarations that the build made. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const dist = join(import.meta.dirname, "../../dist");
const manifest = JSON.parse(readFileSync(join(dist, "../package.json"), "utf8")) as {
  exports: Record<string, { types?: string } | string>;
};
/** The declarations of every door, by the path that is imported. */
const doors = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === "string" || target.types === undefined
    ? []
    : [{ path, file: join(dist, "..", target.types) }],
);

interface Declared {
  /** What stands after the name, comments and texts taken out. */
  readonly text: string;
}

interface Module {
  /** Types and values declared here, by name. */
  readonly declared: ReadonlyMap<string, Declared>;
  readonly types: ReadonlySet<string>;
  /** Names imported or passed on, and where from: the file and the name there. */
  readonly linked: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
  /** Names that leave the module, with the local name of each. */
  readonly exported: ReadonlyMap<string, string>;
  /** Modules of which everything is passed on. */
  readonly stars: readonly string[];
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, (part) =>
    part.startsWith("/") ? "" : part.startsWith("`") ? "``" : part,
  );

const modules = new Map<string, Module>();

function moduleOf(file: string): Module {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const text = withoutComments(readFileSync(file, "utf8"));
  const declared = new Map<string, Declared>();
  const types = new Set<string>();
  const linked = new Map<string, { file: string; name: string }>();
  const exported = new Map<string, string>();
  const stars: string[] = [];
  const target = (path: string): string =>
    path.startsWith(".") ? join(dirname(file), path.replace(/\.js$/, ".d.ts")) : path;
  for (const [, kind, star, list, from] of text.matchAll(
    /^(import|export) (?:type )?(?:(\*(?: as \w+)?)|\{([^}]*)\})(?: from "([^"]+)")?;/gm,
  )) {
    if (star !== undefined) {
      if (kind === "export") stars.push(target(from!));
      continue;
    }
    for (const part of list!.split(",")) {
      const [, name, as] = /^\s*(?:type )?(\w+)(?: as (\w+))?\s*$/.exec(part) ?? [];
      if (name === undefined) continue;
      const here = as ?? name;
      if (from !== undefined) linked.set(here, { file: target(from), name });
      if (kind === "export") exported.set(here, from === undefined ? name : here);
    }
  }
  // A declaration goes on to the next one: they begin a line.
  const heads = [
    ...text.matchAll(
      /^(export )?(?:declare )?(interface|type|class|const|function|abstract class|enum) (\w+)/gm,
    ),
  ];
  heads.forEach((head, at) => {
    const [, isExported, kind, name] = head;
    const end = heads[at + 1]?.index ?? text.length;
    const body = text.slice(head.index + head[0].length, end);
    const before = declared.get(name!)?.text ?? "";
    declared.set(name!, { text: `${before}\n${body}` });
    if (kind !== "const" && kind !== "function") types.add(name!);
    if (isExported !== undefined) exported.set(name!, name!);
  });
  const made = { declared, types, linked, exported, stars };
  modules.set(file, made);
  return made;
}

interface Origin {
  readonly file: string;
  readonly name: string;
}

/** Where a name of a module is declared, through whatever passes it on; undefined for what comes from elsewhere. */
function originOf(file: string, name: string): Origin | undefined {
  if (!file.startsWith(dist) || !existsSync(file)) return undefined;
  const { declared, linked, exported, stars } = moduleOf(file);
  const local = exported.get(name) ?? name;
  if (declared.has(local)) return { file, name: local };
  const link = linked.get(local);
  if (link !== undefined) return originOf(link.file, link.name);
  for (const star of stars) {
    const found = namesOf(star).includes(name) ? originOf(star, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every name that leaves a module. */
function namesOf(file: string): readonly string[] {
  if (!file.startsWith(dist) || !existsSync(file)) return [];
  const { exported, stars } = moduleOf(file);
  return [...new Set([...exported.keys(), ...stars.flatMap(namesOf)])];
}

const keyOf = ({ file, name }: Origin): string => `${relative(dist, file)} ${name}`;

/** The types of this package that a declaration mentions. `typeof x` speaks of a value, and `.name` of a part. */
function mentioned({ file, name }: Origin): readonly Origin[] {
  const { declared, types, linked } = moduleOf(file);
  const text = declared.get(name)!.text.replace(/"[^"\n]*"/g, '""');
  const words = [...text.matchAll(/(?<![\w.$])(typeof )?(\w+)(\??:(?!:))?/g)].flatMap(([, of, word, key]) =>
    of === undefined && key === undefined ? [word!] : [],
  );
  // A condition's `x ? A : B` leaves A before a colon.
  const chosen = [...text.matchAll(/\? (\w+) :/g)].map(([, word]) => word!);
  return [...new Set([...words, ...chosen])].flatMap((word) => {
    if (word === name) return [];
    if (types.has(word)) return [{ file, name: word }];
    const link = linked.get(word);
    if (link === undefined || declared.has(word)) return [];
    const origin = originOf(link.file, link.name);
    return origin !== undefined && moduleOf(origin.file).types.has(origin.name) ? [origin] : [];
  });
}

describe("the types that the doors' signatures speak of", () => {
  const through = new Map(
    doors.flatMap(({ path, file }) =>
      namesOf(file).flatMap((name) => {
        const origin = originOf(file, name);
        return origin === undefined ? [] : [[keyOf(origin), { origin, path }] as const];
      }),
    ),
  );

  it("are read off the declarations: what is known to be mentioned is seen", () => {
    const runScenario = [...through.values()].find(({ origin }) => origin.name === "runScenario")!.origin;
    expect(mentioned(runScenario).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Study", "RunOptions", "RunResult"]),
    );
    expect(through.size).toBeGreaterThan(150);
  });

  it("can each be imported from one of them", () => {
    const missing = new Map<string, string[]>();
    for (const { origin } of through.values()) {
      for (const type of mentioned(origin)) {
        if (through.has(keyOf(type))) continue;
        missing.set(keyOf(type), [...(missing.get(keyOf(type)) ?? []), origin.name]);
      }
    }
    expect([...missing].map(([type, by]) => `${type}, of ${by.join(", ")}`)).toEqual([]);
  });
});
