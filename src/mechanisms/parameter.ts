/** The kinds of parameters that mechanisms have, each a field of the scenario: unit, range, what it may be split by. */
import type { Facet, QuantitySpec } from "../inputs/faceted.js";
import { quantity } from "../inputs/quantityField.js";
import type { SpendingParameter } from "./budget/spending.js";
import type { MechanismGroup } from "./group.js";

export const bySite: readonly Facet[] = ["site", "region", "client_group"];
export const byDeployment: readonly Facet[] = [...bySite, "deployment"];

/** What a parameter may say about itself besides its unit, description and neutral value. */
export type More = Partial<Omit<QuantitySpec, "unit" | "description" | "neutral" | "group" | "spending">> & {
  readonly group?: MechanismGroup;
  /** Its term in the spending formula. */
  readonly spending?: SpendingParameter;
};

/** A parameter without a neutral value: it must be stated, or another is used if it is left out. */
export const stated = (unit: string, description: string, more: More = {}) =>
  quantity({ unit, description, by: byDeployment, ...more });

/** A parameter with a neutral value, used if the scenario says nothing. */
export const parameter = (unit: string, description: string, neutral: number, more: More = {}) =>
  quantity({ unit, description, by: byDeployment, ...more, neutral });

export const share = (description: string, neutral: number, more: More = {}) =>
  parameter("share", description, neutral, { min: 0, max: 1, ...more });

/** A share for which another is used if it is left out. */
export const otherShare = (description: string, more: More = {}) =>
  stated("share", description, { min: 0, max: 1, ...more }).optional();

/** A share of the spending formula, which may also differ between people. */
export const spendingShare = (
  description: string,
  neutral: number,
  spending: SpendingParameter,
  more: More = {},
) => share(description, neutral, { people: true, byYear: true, spending, ...more });

/** Hours of somebody's time, which cost money and change no life. */
export const hours = (description: string, more: More = {}) =>
  parameter("hours", description, 0, { min: 0, byYear: true, priced: true, ...more });
export const hoursAYear = (description: string, more: More = {}) =>
  parameter("hours a year", description, 0, { min: 0, byYear: true, priced: true, ...more });
/** An amount in £ of the input's price year; `unit` says what it is for. */
export const money = (unit: string, description: string, more: More = {}) =>
  parameter(unit, description, 0, { min: 0, money: true, byYear: true, ...more });
export const hazardRatio = (description: string, more: More = {}) =>
  parameter("hazard ratio", description, 1, { min: 0, switches: true, ...more });
export const years = (description: string, neutral: number, more: More = {}) =>
  parameter("years", description, neutral, { min: 0, by: bySite, byYear: "it is a length of time", ...more });

/** A price under `costs`, in £ of the input's price year: the same in every arm. */
export const price = (unit: string, description: string, more: More = {}) =>
  money(unit, description, { by: bySite, ...more });
/** The share of a line that the payer could really take out of its own budget, under `costs.cashable`. */
export const cashableShare = (description: string) =>
  share(description, 0, { by: bySite, byYear: true, priced: true });
