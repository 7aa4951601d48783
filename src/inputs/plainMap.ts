/** A map of plain data, as a scenario's YAML or JSON has it. */
export type PlainMap = Readonly<Record<string, unknown>>;

export const isMap = (node: unknown): node is PlainMap =>
  typeof node === "object" && node !== null && !Array.isArray(node);
