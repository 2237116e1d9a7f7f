import type { Located } from './report';
import { printable } from './words';

const MOST_CHARACTERS = 120;
const MARKER = /^(?:---|\.\.\.)(?:\s|$)/;

/** The lines of the file around a place, with their numbers; none where its text is not at hand. */
export type ExcerptOf = (place: Located) => readonly string[];

/** Of an object the first lines, of a field the line itself, marked, and those around it. */
export function excerptsOf(texts: ReadonlyMap<string, string>): ExcerptOf {
  const known = new Map<string, readonly string[]>();
  const linesOf = (path: string): readonly string[] => {
    const lines = known.get(path) ?? (texts.get(path) ?? '').split(/\r\n?|\n/);
    known.set(path, lines);
    return lines;
  };
  return ({ origin, line, field }) => {
    if (origin.kind !== 'file' || line === undefined || !texts.has(origin.path)) return [];
    const [first, last] = field === undefined ? [line, line + 4] : [Math.max(line - 2, Math.min(origin.line, line)), line + 2];
    return excerpt(linesOf(origin.path), first, last, field === undefined ? undefined : line);
  };
}

/** All in lines from 1; it ends before the next document. */
function excerpt(lines: readonly string[], first: number, last: number, marked: number | undefined): readonly string[] {
  const around = lines.slice(first - 1, last);
  const next = around.findIndex((text, index) => index > (marked ?? first) - first && MARKER.test(text));
  const shown = (next === -1 ? around : around.slice(0, next)).join('\n').trimEnd().split('\n');
  const width = String(first + shown.length - 1).length;
  return shown.map((text, index) => {
    const number = first + index;
    return `${number === marked ? '>' : ' '} ${String(number).padStart(width)} | ${shortened(text)}`.trimEnd();
  });
}

function shortened(line: string): string {
  const text = printable(line.slice(0, MOST_CHARACTERS).replaceAll('\t', '  '));
  return line.length > MOST_CHARACTERS ? `${text}...` : text;
}
