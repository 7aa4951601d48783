/** Reads and replaces parts of a scenario by path, as it was written or with its fields bound to inputs. */
import { dottedPath, type KeyPath } from "../faults/keyPath.js";
import { formatFinancialYear } from "../quantity/financialYear.js";
import { isMap } from "./plainMap.js";
import { isSplit, type Split } from "./split.js";

/**
 * The part that keys lead to; undefined if there is none. In a bound field `by_site` and a site's name lead to that site's part,
 * as they do in the file.
 *
 * @example partAt({ arms: { budget: { label: "Budgets" } } }, ["arms", "budget", "label"]) // "Budgets"
 */
export function partAt(node: unknown, path: KeyPath): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return node;
  if (isSplit(node)) return key === splitKey(node) ? partAt(partsOf(node), rest) : undefined;
  if (Array.isArray(node)) return partAt(node[Number(key)], rest);
  return isMap(node) && Object.hasOwn(node, key) ? partAt(node[key], rest) : undefined;
}

/** The input field that keys lead to; undefined if it is optional and left out. */
export function splitAt(bound: unknown, path: KeyPath): Split | undefined {
  const part = partAt(bound, path);
  return isSplit(part) ? part : undefined;
}

/** The key under which a split field has its parts; undefined for one input, which has none. */
export const splitKey = (split: Split): string | undefined =>
  "by" in split ? `by_${split.by}` : "years" in split ? "by_year" : undefined;

/** The parts of a split field, by their names in the file. */
export function partsOf(split: Split): Readonly<Record<string, Split>> {
  if ("input" in split) return {};
  if ("years" in split)
    return Object.fromEntries(split.years.map(({ year, input }) => [formatFinancialYear(year), { input }]));
  return { ...split.of, ...(split.otherwise === undefined ? {} : { otherwise: split.otherwise }) };
}

/**
 * A copy of the data with another part at a path; an undefined part removes the key. Missing maps on the way are created.
 *
 * @throws {Error} for keys that do not name a part of a split field
 * @example withPart({ draws: 100 }, ["design"], "sobol") // { draws: 100, design: "sobol" }
 */
export function withPart(node: unknown, path: KeyPath, part: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  if (isSplit(node)) {
    const [name, ...inner] = rest;
    if (key !== splitKey(node) || name === undefined || "input" in node)
      throw new Error(`no part ${dottedPath(path)} in a split`);
    if ("years" in node) {
      const years = node.years.map((point) =>
        formatFinancialYear(point.year) === name ? { year: point.year, ...(part as object) } : point,
      );
      return { ...node, years };
    }
    if (name === "otherwise") return { ...node, otherwise: withPart(node.otherwise, inner, part) };
    return { ...node, of: { ...node.of, [name]: withPart(node.of[name], inner, part) } };
  }
  const map = isMap(node) ? node : {};
  if (part !== undefined) return { ...map, [key]: withPart(map[key], rest, part) };
  if (!Object.hasOwn(map, key)) return node;
  if (rest.length > 0) return { ...map, [key]: withPart(map[key], rest, part) };
  const { [key]: _left, ...others } = map;
  return others;
}
