// How lists stand in sentences.

/** `a, b or c`; `none` for an empty list. */
export function oneOf(items: readonly string[]): string {
  return joined(items, 'or');
}

/** `a, b and c`; `none` for an empty list. */
export function allOf(items: readonly string[]): string {
  return joined(items, 'and');
}

function joined(items: readonly string[], last: string): string {
  if (items.length === 0) return 'none';
  if (items.length === 1) return items[0];
  return `${items.slice(0, -1).join(', ')} ${last} ${items[items.length - 1]}`;
}
