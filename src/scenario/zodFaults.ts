import type * as z from "zod";
import { type Fault, type FaultCode, sortFaults } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { type KeyFault, located, meaning, nearestOf, under, unknownKey } from "../faults/keyFault.js";
import { dottedPath, type KeyPath } from "../faults/keyPath.js";
import { partAt } from "../inputs/partAt.js";
import { faultOfIssue } from "../inputs/quantityField.js";
import type { ScenarioDocument } from "./document.js";
import { allowedWords, knownKeys, schemasAt } from "./schemaWalk.js";

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** Whether a message was written by us, and not by zod. */
const isOwnMessage = (message: string): boolean => !/^(Invalid|Too |Unrecognized|Expected)/.test(message);

class IssueReader {
  constructor(
    private readonly schema: Schema,
    private readonly value: unknown,
  ) {}

  read(issue: Issue, above: KeyPath, schema: Schema = this.schema, from: KeyPath = []): readonly KeyFault[] {
    const path: KeyPath = [
      ...above,
      ...issue.path.map((key) => (typeof key === "number" ? key : String(key))),
    ];
    const schemas = schemasAt(schema, path.slice(from.length));
    const value = partAt(this.value, path);
    const fault = (code: FaultCode, allowed: string, found: string = foundText(value)): KeyFault[] => [
      { code, path, found, allowed },
    ];
    switch (issue.code) {
      case "custom": {
        const stated = faultOfIssue(issue);
        return stated === undefined ? fault("inconsistent", issue.message) : [under(above, stated)];
      }
      case "unrecognized_keys":
        return issue.keys.map((key) => unknownKey([...path, key], knownKeys(schemas)));
      case "invalid_union":
        return this.readUnion(issue, path, schema, from);
      case "invalid_key": {
        const inner = issue.issues[0];
        const allowed = inner !== undefined && isOwnMessage(inner.message) ? inner.message : "another name";
        return fault("not_allowed", allowed, foundText(path.at(-1)));
      }
      case "invalid_element":
        return issue.issues.flatMap((inner) => this.read(inner, path, schema, from));
      default:
        if (value === undefined) {
          const words = allowedWords(schemas) || "a value";
          return fault("missing_key", isOwnMessage(issue.message) ? issue.message : words);
        }
        return this.readValue(issue, path, schemas, value);
    }
  }

  private readValue(
    issue: Exclude<
      Issue,
      { code: "custom" | "unrecognized_keys" | "invalid_union" | "invalid_key" | "invalid_element" }
    >,
    path: KeyPath,
    schemas: readonly z.core.$ZodTypes[],
    value: unknown,
  ): readonly KeyFault[] {
    const words = allowedWords(schemas);
    const allowed = isOwnMessage(issue.message) ? issue.message : words || issue.message;
    const found = foundText(value);
    switch (issue.code) {
      case "invalid_type":
        return [{ code: "wrong_type", path, found, allowed }];
      case "too_small":
      case "too_big":
        return [{ code: "out_of_range", path, found, allowed }];
      case "not_multiple_of":
        return [{ code: "out_of_range", path, found, allowed: `a multiple of ${issue.divisor}` }];
      case "invalid_format":
        return [
          {
            code: "not_allowed",
            path,
            found,
            allowed: isOwnMessage(issue.message)
              ? allowed
              : `text of the form ${issue.pattern ?? issue.format}`,
          },
        ];
      case "invalid_value": {
        // The one literal at the root is the format's version, whose mistakes have a code of their own.
        const code = path.length === 1 && path[0] === "afford" ? "wrong_version" : "not_allowed";
        const names = issue.values.filter((name): name is string => typeof name === "string");
        return [
          { path, code, found, allowed, ...(typeof value === "string" ? nearestOf(value, names) : {}) },
        ];
      }
    }
  }

  /** The faults of a union: those of the reading that the user most likely meant. */
  private readUnion(
    issue: Extract<Issue, { code: "invalid_union" }>,
    path: KeyPath,
    schema: Schema,
    from: KeyPath,
  ): readonly KeyFault[] {
    const value = partAt(this.value, path);
    const schemas = schemasAt(schema, path.slice(from.length));
    const found = foundText(value);
    if (issue.errors.length === 0) {
      const options = "options" in issue ? (issue.options ?? []).map(String) : [];
      const code = value === undefined ? "missing_key" : "not_allowed";
      const allowed = options.join(", ") || allowedWords(schemas);
      return [
        { path, code, found, allowed, ...(typeof value === "string" ? nearestOf(value, options) : {}) },
      ];
    }
    if (value === undefined)
      return [{ code: "missing_key", path, found, allowed: allowedWords(schemas) || "a value" }];
    const options = unionOptions(schema, path.slice(from.length), issue.errors.length);
    const readings = issue.errors.map((errors, index) =>
      errors.flatMap((error) => {
        const option = options?.[index];
        return option === undefined ? this.read(error, path) : this.read(error, path, option, path);
      }),
    );
    const fitting = readings.filter((faults) => !faults.some((fault) => isOtherKind(fault, path)));
    const best = fitting.reduce<readonly KeyFault[] | undefined>(
      (least, faults) => (least === undefined || distance(faults) < distance(least) ? faults : least),
      undefined,
    );
    if (best !== undefined) return best;
    const allowed = [
      ...new Set(
        readings.flatMap((faults) =>
          faults.filter((fault) => isOtherKind(fault, path)).map((fault) => fault.allowed),
        ),
      ),
    ];
    const nearest = readings.flat().find((fault) => fault.nearest !== undefined)?.nearest;
    // If one reading takes this kind of value, the value is wrong and not its kind.
    const isKind = readings.flat().some((fault) => fault.code === "not_allowed" && typeof value === "string");
    return [
      {
        code: isKind ? "not_allowed" : "wrong_type",
        path,
        found,
        allowed: allowed.join(" or "),
        ...meaning(nearest),
      },
    ];
  }
}

/** The union's own options, in the order of the issue's readings; undefined if they cannot be told apart. */
function unionOptions(schema: Schema, path: KeyPath, count: number): readonly Schema[] | undefined {
  const unwrapped = (inner: Schema): Schema | undefined => {
    const { def } = (inner as z.core.$ZodTypes)._zod;
    if (def.type === "union") return inner;
    if ("innerType" in def) return unwrapped(def.innerType);
    if (def.type === "pipe") return unwrapped(def.in);
    return def.type === "lazy" ? unwrapped(def.getter()) : undefined;
  };
  const parents = path.length === 0 ? [] : schemasAt(schema, path.slice(0, -1));
  const key = path.at(-1);
  const here = path.length === 0 ? [schema] : parents.flatMap((parent) => childOf(parent, key!));
  for (const candidate of here) {
    const union = unwrapped(candidate) as z.core.$ZodTypes | undefined;
    if (union?._zod.def.type === "union" && union._zod.def.options.length === count)
      return union._zod.def.options;
  }
  return undefined;
}

function childOf(parent: z.core.$ZodTypes, key: string | number): readonly Schema[] {
  const { def } = parent._zod;
  if (def.type === "object") return Object.hasOwn(def.shape, key) ? [def.shape[key]!] : [];
  if (def.type === "record") return [def.valueType];
  return def.type === "array" ? [def.element] : [];
}

/** Whether a reading wants something else altogether: a map, say, where the user wrote text. */
const isOtherKind = (fault: KeyFault, path: KeyPath): boolean =>
  fault.path.length === path.length && (fault.code === "wrong_type" || fault.code === "not_allowed");

/** How far a reading is from what is written: an unknown key that resembles no known key counts double. */
const distance = (faults: readonly KeyFault[]): number =>
  faults.reduce(
    (sum, fault) => sum + (fault.code === "unknown_key" && fault.nearest === undefined ? 2 : 1),
    0,
  );

/** Whether a missing key was misspelt: that is one mistake, reported at the misspelling. */
function isMisspelt(fault: KeyFault, faults: readonly KeyFault[]): boolean {
  const key = fault.path.at(-1);
  const above = dottedPath(fault.path.slice(0, -1));
  return faults.some(
    (other) =>
      other.code === "unknown_key" && other.nearest === key && dottedPath(other.path.slice(0, -1)) === above,
  );
}

/**
 * What zod found wrong with a document, as located faults, in the order of the files: one for each missing key, value
 * that is not allowed and unknown key (with the nearest known key).
 *
 * Checks of the schema's own add custom issues with `params: { fault: { code, found, allowed, nearest? } }`; their
 * path is the key they are about. For a union, the faults of the closest reading are reported; if no reading is of the
 * value's kind, one fault lists all that is allowed.
 *
 * @param schema the schema that gave the error: it knows what zod's issues leave out, the keys and ranges allowed
 */
export function zodFaults(error: z.core.$ZodError, document: ScenarioDocument, schema: Schema): Fault[] {
  const reader = new IssueReader(schema, document.value);
  const faults = error.issues.flatMap((issue) => reader.read(issue, []));
  const told = faults.filter((fault) => fault.code !== "missing_key" || !isMisspelt(fault, faults));
  return sortFaults(
    told.map((fault) => located(fault, document.locate(fault.path))),
    document.texts.keys(),
  );
}
