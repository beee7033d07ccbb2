/** Whether two pieces of plain data say the same. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => isSame((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name]))
  );
}

/**
 * The new rows (or slides), but each that says the same as before stays the same object, and the list the same list, so that nothing is
 * drawn again: the whole catalogue takes the place of its first rows, a minute passes, a programme comes in. Some tenths of a
 * millisecond on a desk computer.
 */
export function keepRows<T extends { readonly id: string }>(before: readonly T[], next: readonly T[]): readonly T[] {
  const known = new Map(before.map((row) => [row.id, row]));
  const kept = next.map((row) => {
    const old = known.get(row.id);
    return old !== undefined && isSame(old, row) ? old : row;
  });
  return kept.length === before.length && kept.every((row, index) => row === before[index]) ? before : kept;
}
