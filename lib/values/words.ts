// How lists stand in sentences.

/** `a, b or c`; `none` for an empty list. */
export function oneOf(items: readonly string[]): string {
  return joined(items, 'or');
}

/** `a, b and c`; `none` for an empty list. */
export function allOf(items: readonly string[]): string {
  return joined(items, 'and');
}

const MOST_NAMED = 3;

/** The first of many, and how many more there are: `a, b, c and 4 more`. */
export function someOf(items: readonly string[]): string {
  const more = items.length - MOST_NAMED;
  return allOf(more > 1 ? [...items.slice(0, MOST_NAMED), `${more} more`] : items);
}

function joined(items: readonly string[], last: string): string {
  if (items.length === 0) return 'none';
  if (items.length === 1) return items[0];
  return `${items.slice(0, -1).join(', ')} ${last} ${items[items.length - 1]}`;
}
