import { YAMLException } from 'js-yaml';
import { countBreaks, type Document } from './documents';
import { loadValue, MOST_BY_ALIASES, MOST_LEVELS } from './load';
import { whyUnusable } from './measure';

/** What a document holds. */
export interface Parsed {
  readonly value: unknown;
  /** Line of the whole text that the value begins at, from 1. */
  readonly line: number;
}

/** What is wrong with a document, in one line, and the line of the whole text where. */
export interface Unparsed {
  readonly reason: string;
  readonly line: number;
}

const BEFORE_VALUE = /^(?:\s|#[^\r\n]*|%[^\r\n]*|---(?=\s|$))*/;

const KEY = /^[^\r\n:]{1,80}/;

/** The value of a document. It is safe to walk: it does not contain itself, nests only so deep and is only so large. */
export function parseDocument({ text, line }: Document): Parsed | Unparsed {
  const parsed = { line: line + countBreaks(BEFORE_VALUE.exec(text)?.[0] ?? '') };
  try {
    const value = loadValue(text);
    // Only anchors make a value more than its text, and walking all of them takes its time.
    const reason = /&|\{\{/.test(text) ? whyUnusable(value) : undefined;
    return reason === undefined ? { ...parsed, value } : { ...parsed, reason };
  } catch (error) {
    // What is missing at the end is missing at the last line of the value, whatever comes after it.
    if (error instanceof YAMLException) return { reason: inOurWords(error, text), line: line + Math.min(error.mark.line, countBreaks(text.trimEnd())) };
    return { ...parsed, reason: `it cannot be read to its end: ${(error as Error).message}` };
  }
}

function inOurWords({ reason, mark }: YAMLException, text: string): string {
  if (reason.startsWith('nesting exceeded')) return `it nests deeper than ${MOST_LEVELS} levels`;
  if (reason.startsWith('merge keys exceeded')) return `its merges (<<) take in more than ${MOST_BY_ALIASES} keys`;
  if (reason === 'duplicated mapping key') return `a map has the key ${KEY.exec(text.slice(mark.position))?.[0] ?? ''} twice`;
  return reason.replace('the stream', 'the document');
}
