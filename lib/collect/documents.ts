/** One document of a text. */
export interface Document {
  /** With the directives and the marker that begin it, where it has some. */
  readonly text: string;
  /** Line of the whole text that it begins at, from 1. */
  readonly line: number;
}

// Markers stand at the beginning of a line, where nothing of a value can: a block is indented, and a quoted text must not have one.
const MARKER = /(?<=^|[\r\n])\uFEFF?(---|\.\.\.)(?=[ \t\r\n]|$)/g;
const CONTENT = /(?<=^|[\r\n])\uFEFF?(?!%)[ \t]*[^\s#]/;
const LINE_BREAK = /\r\n?|\n/g;

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
    cut(index, marker === '---' ? index : index + found.length);
    isMarked ||= marker === '---';
  }
  cut(text.length, text.length);
  return documents;
}

export function countBreaks(text: string): number {
  return text.match(LINE_BREAK)?.length ?? 0;
}
