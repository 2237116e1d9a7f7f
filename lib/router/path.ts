/** A path as Envoy routes by it, and the query behind it. */
export interface Target {
  readonly path: string;
  /** With its question mark; empty where there is none. */
  readonly query: string;
}

/** How MeshConfig has paths normalized before they are routed. */
export type Normalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

const NOT_TAKEN = /[\0-\x20\x7f]|%00/;
const NOT_SENT = /[\0-\x20\x7f]/;

/** Whether Envoy takes a path for one at all; else it answers 400. */
export function isTarget(target: string, normalization: Normalization): boolean {
  return !(normalization === 'NONE' ? NOT_SENT : NOT_TAKEN).test(target);
}

/** The first of what Envoy does not take in a path: a space, a control character, or `%00`; undefined where there is none. */
export function notTakenIn(target: string): string | undefined {
  return NOT_TAKEN.exec(target)?.[0];
}

/** Normalizes a path with its query. */
export function normalize(target: string, normalization: Normalization): Target {
  const { path, query } = split(target);
  if (normalization === 'NONE' || isPlain(path)) return { path: merged(path, normalization), query };
  const decoded = normalization === 'DECODE_AND_MERGE_SLASHES' ? path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\') : path;
  return { path: merged(withoutDots(escaped(unescaped(decoded).replaceAll('\\', '/'))), normalization), query };
}

// Istio starts its proxies so that they cut a fragment off, where Envoy by itself answers 400.
function split(target: string): Target {
  const end = target.indexOf('#');
  const whole = end < 0 ? target : target.slice(0, end);
  const mark = whole.indexOf('?');
  return mark < 0 ? { path: whole, query: '' } : { path: whole.slice(0, mark), query: whole.slice(mark) };
}

// Most paths have nothing to normalize.
function isPlain(path: string): boolean {
  return !/[%\\"<>^`{|}]|\/\./.test(path);
}

function merged(path: string, normalization: Normalization): string {
  if (normalization !== 'MERGE_SLASHES' && normalization !== 'DECODE_AND_MERGE_SLASHES') return path;
  // Envoy keeps both the slash that a path begins with and the one that it ends with.
  return ONLY_SLASHES.test(path) ? '//' : path.replace(/\/{2,}/g, '/');
}

const ONLY_SLASHES = /^\/{2,}$/;

/** What may not stand in a path as it is. */
function escaped(path: string): string {
  return path.replace(/["<>^`{|}]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Letters, digits and `-._~` need no escape. */
function unescaped(path: string): string {
  return path.replace(/%([\da-f]{2})/gi, (escape, digits: string) => {
    const character = String.fromCharCode(parseInt(digits, 16));
    return /[A-Za-z\d\-._~]/.test(character) ? character : escape;
  });
}

/** Takes out `.` and `..` as RFC 3986 does, and keeps empty segments. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
    if (isLast && (segment === '.' || segment === '..')) kept.push('');
  }
  return `/${kept.join('/')}`;
}
