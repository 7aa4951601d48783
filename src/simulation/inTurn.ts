/**
 * As `map`. An array that `map` made has another shape once an engine has compiled the call, and whatever reads both is slower
 * from then on: here, every step of a walk.
 */
export function inTurn<Name, Made>(
  names: readonly Name[],
  make: (name: Name, index: number) => Made,
): readonly Made[] {
  const all: Made[] = [];
  for (const [index, name] of names.entries()) all.push(make(name, index));
  return all;
}
