/** A scenario read from standard input goes by this name; what it names is looked for in the working folder. */
export const standardInput = "-";

/**
 * The name a scenario goes by in tables: its file's without folder and ending, so that it is the same everywhere.
 *
 * @example scenarioName("councils/my-council.yaml") // "my-council"
 */
export function scenarioName(source: string): string {
  if (source === standardInput) return "stdin";
  const file = source.split(/[\\/]/).at(-1) ?? source;
  return file.replace(/\.(ya?ml|json)$/i, "");
}
