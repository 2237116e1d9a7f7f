/** What a regular expression of RE2 is made of, as far as it matters here: quoted text, escapes, classes, and single signs. */
const TOKEN = /\\Q[^]*?(?:\\E|$)|\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]|[^]/g;
const LITERAL = /^[^\\.+*?()|[\]{}^$]$/;
const ESCAPED_SIGN = /^\\[^A-Za-z0-9]$/;
/** `(?i)`: to RE2 a sign of repetition behind it belongs to what stands before it. */
const FLAGS = /\(\?[a-zA-Z-]+\)/;
const MAY_BE_ABSENT = new Set(['*', '?', '{']);

/**
 * The text that everything starts with that a regular expression takes as a whole: `/v` of `/v[0-9]+/.*`. It may be shorter than the longest
 * such text, never longer.
 */
export function literalPrefix(regex: string): string {
  const tokens = regex.replace(/^\^/, '').match(TOKEN) ?? [];
  if (hasAlternatives(tokens) || FLAGS.test(regex)) return '';
  let prefix = '';
  for (const [index, token] of tokens.entries()) {
    const literal = LITERAL.test(token) ? token : ESCAPED_SIGN.test(token) ? token[1] : undefined;
    if (literal === undefined || MAY_BE_ABSENT.has(tokens[index + 1])) return prefix;
    prefix += literal;
  }
  return prefix;
}

// Outside of brackets; quoted text is not looked into.
function hasAlternatives(tokens: readonly string[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) return true;
  }
  return false;
}
