/**
 * The catalogue of mechanisms, in the order in which an arm's keys are read and its charges are posted. It is the only list of
 * them: the schema of an arm and of costs, neutral values, groups, site columns and the page of mechanisms are derived from it.
 */
import type * as z from "zod";
import { type Field, fieldsOf } from "../inputs/fields.js";
import { admissions } from "./admissions.js";
import { advice } from "./advice.js";
import { budget } from "./budget/budget.js";
import { capacity } from "./capacity.js";
import { careManagers } from "./careManagers.js";
import { contracts } from "./contracts/contracts.js";
import { deficit } from "./deficit.js";
import type { Mechanism, Shape } from "./defineMechanism.js";
import { deployment } from "./deployment.js";
import { effects } from "./effects.js";
import type { MechanismGroup } from "./group.js";
import { implementation } from "./implementation.js";
import { informalCare } from "./informalCare.js";
import { leaving } from "./leaving.js";
import { managingWithout } from "./managingWithout.js";
import { misuse } from "./misuse.js";
import { outcomes } from "./outcomes.js";
import { outsideShare } from "./outsideShare.js";
import { ownTime } from "./ownTime.js";
import { programme } from "./programme.js";
import { relatives } from "./relatives.js";
import { residentialCare } from "./residentialCare.js";
import { review } from "./review.js";
import { rollout } from "./rollout.js";
import { surplus } from "./surplus.js";
import { takeUp } from "./takeUp.js";
import { unmetNeed } from "./unmetNeed.js";
import { widerUses } from "./widerUses.js";

const all = [
  contracts,
  rollout,
  capacity,
  takeUp,
  managingWithout,
  deployment,
  budget,
  outsideShare,
  surplus,
  deficit,
  widerUses,
  relatives,
  misuse,
  effects,
  unmetNeed,
  review,
  leaving,
  implementation,
  programme,
  advice,
  careManagers,
  admissions,
  residentialCare,
  informalCare,
  ownTime,
  outcomes,
] as const;

export const mechanisms: readonly Mechanism[] = all;

type Every = (typeof all)[number];
type Together<T> = (T extends unknown ? (each: T) => void : never) extends (all: infer U) => void ? U : never;
/** The keys of all mechanisms of one kind, together. */
type Kinds = "fields" | "people" | "site" | "costs" | "cashable";
type Keys<Kind extends Kinds> = Together<NonNullable<Every[Kind]>>;

function keysOf<Kind extends Kinds>(kind: Kind): Keys<Kind> {
  const keys = new Map<string, z.ZodType>();
  for (const mechanism of mechanisms) {
    const own: Shape = mechanism[kind] ?? {};
    for (const [key, schema] of Object.entries(own)) {
      const before = keys.get(key);
      keys.set(key, before === undefined ? schema : together(before, schema));
    }
  }
  const entries = [...keys];
  // Shares that are cash stand under one key, in the order of their names.
  if (kind === "cashable") entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries) as Keys<Kind>;
}

/** The object of a key that two mechanisms share, with the fields of both; it is described by the first. */
function together(first: z.ZodType, second: z.ZodType): z.ZodType {
  const [object, further] = [objectOf(first), objectOf(second)];
  return object
    .extend(further.shape)
    .meta(object.meta() ?? {})
    .prefault({});
}

/** A group of fields: an object that may be left out. */
const objectOf = (group: z.ZodType): z.ZodObject => (group as z.ZodPrefault<z.ZodObject>).unwrap();

/** What an arm may state. */
export const armFields = keysOf("fields");
/** What mechanisms say of a site's people, under `people`. */
export const peopleFields = keysOf("people");
/** What mechanisms say of a site, at the top of a scenario. */
export const siteFields = keysOf("site");
/** Prices, the same in every arm. */
export const costFields = keysOf("costs");
/** The share of each line that is cash, by the line's name. */
export const cashableFields = keysOf("cashable");

/** A parameter of an arm, with its path there (`*` for a name the user chooses) and the mechanism it belongs to. */
export interface MechanismParameter extends Field {
  readonly mechanism: Mechanism;
  readonly group: MechanismGroup;
}

/** Every parameter of an arm. */
export const parameters: readonly MechanismParameter[] = mechanisms.flatMap((mechanism) =>
  fieldsOfShape(mechanism.fields ?? {}).map((field) => ({
    ...field,
    mechanism,
    group: (field.spec.group as MechanismGroup | undefined) ?? mechanism.group,
  })),
);

function fieldsOfShape(shape: Shape): readonly Field[] {
  return Object.entries(shape).flatMap(([key, schema]) => fieldsOf(schema, [key]));
}
