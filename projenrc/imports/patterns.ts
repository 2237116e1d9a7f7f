import { ImportError } from './errors';

/** A regular expression that means the same for Go and for JavaScript: plain classes, groups and repetitions. */
export function plainPattern(pattern: string, path: string): string {
  if (/\\(?![.*+?()[\]{}|^$/-])|\(\?(?!:)|\[\[/.test(pattern)) {
    throw new ImportError(`${path}: ${pattern} may mean something else in JavaScript; teach projenrc/imports/patterns.ts`);
  }
  return pattern;
}
