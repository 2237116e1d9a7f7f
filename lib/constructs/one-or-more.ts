/**
 * One, or a list of them.
 *
 * @inline
 */
export type OneOrMore<T> = T | readonly T[];

export function asArray<T>(value: OneOrMore<T>): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
