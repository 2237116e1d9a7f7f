/** One document of a text. */
export interface Document {
  /** With the directives and the marker that begin it, where it has some. */
  readonly text: string;
  /** Line of the whole text that it begins at, from 1. */
  readonly line: number;
}

// Markers stand at the beginning of a line, where nothing of a value can: a block is indented, and a quoted text must not have one.
const MARKER = /\uFEFF?(---|\.\.\.)(?=[ \t\r\n]|$)/g;
const CONTENT = /(?<=^|[\r\n])\uFEFF?(?!%)[ \t]*[^\s#]/;

/** The documents of a YAML text, in order. What stands before a `---` and is no value belongs to the document that it begins. */
export function documentsOf(text: string): readonly Document[] {
  const documents: Document[] = [];
  let [start, line, isMarked] = [0, 1, false];
  const cut = (end: number, next: number) => {
    if (isMarked || CONTENT.test(text.slice(start, end))) documents.push({ text: text.slice(start, end), line });
    else if (next === end) return;
    line += countBreaks(text.slice(start, next));
    start = next;
    isMarked = false;
  };
  for (const { index, 0: found, 1: marker } of text.matchAll(MARKER)) {
    if (index > 0 && !isBreak(text.charCodeAt(index - 1))) continue;
    cut(index, marker === '---' ? index : index + found.length);
    isMarked ||= marker === '---';
  }
  cut(text.length, text.length);
  return documents;
}

/** How many line breaks a text has: `\n`, `\r\n` or `\r` alone. */
export function countBreaks(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isBreak(code) && !(code === LF && text.charCodeAt(index - 1) === CR)) count += 1;
  }
  return count;
}

const [LF, CR] = [0x0A, 0x0D];

function isBreak(code: number): boolean {
  return code === LF || code === CR;
}
