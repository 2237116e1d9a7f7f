import type { Origin } from '../values/origin';
import { printable } from './words';

const MOST_LINES = 5;
const MOST_CHARACTERS = 120;

/** The first lines of the document that an object stands in, with their numbers; none where its text is not at hand. */
export function excerptOf(origin: Origin, texts: ReadonlyMap<string, string>): readonly string[] {
  const text = texts.get(origin.path);
  if (origin.kind !== 'file' || text === undefined) return [];
  const lines = text.split(/\r?\n/).slice(origin.line - 1, origin.line - 1 + MOST_LINES);
  const next = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(line));
  const shown = (next === -1 ? lines : lines.slice(0, next)).join('\n').trimEnd().split('\n');
  const width = String(origin.line + shown.length - 1).length;
  return shown.map((line, index) => `${String(origin.line + index).padStart(width)} | ${shortened(line)}`.trimEnd());
}

function shortened(line: string): string {
  const text = printable(line.slice(0, MOST_CHARACTERS).replaceAll('\t', '  '));
  return line.length > MOST_CHARACTERS ? `${text}...` : text;
}
