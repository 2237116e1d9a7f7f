/** One, or a list of them. */
export type OneOrMore<T> = T | readonly T[];

export function asArray<T>(value: OneOrMore<T>): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
