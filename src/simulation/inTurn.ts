/**
 * Like `map`. An engine gives arrays from a compiled call of `map` another internal shape, and code that reads both shapes is
 * slower from then on: here, every step of a walk.
 */
export function inTurn<Name, Made>(
  names: readonly Name[],
  make: (name: Name, index: number) => Made,
): readonly Made[] {
  const all: Made[] = [];
  for (const [index, name] of names.entries()) all.push(make(name, index));
  return all;
}
