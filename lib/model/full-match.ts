import type { FullMatch } from '../values/full-match';
import { asRecord, type Manifest } from '../values/read';
import type { StringMatch } from '../values/string-match';
import { readRequestMatch, readStringMatch } from './request-match';

const READ_BY_REQUEST_MATCH = ['uri', 'method', 'queryParams'] as const;
const READ_HERE = new Set<string>([
  ...READ_BY_REQUEST_MATCH, 'headers', 'withoutHeaders', 'authority', 'scheme', 'ignoreUriCase', 'name', 'statPrefix',
  // Where istiod takes the match into account at all is another question.
  'port', 'gateways', 'sourceLabels', 'sourceNamespace',
]);

/** What a match of an HTTP rule asks of a request; undefined where it has fields that Istio does not. */
export function readFullMatch(match: Manifest): FullMatch | undefined {
  if (Object.keys(match).some((key) => !READ_HERE.has(key))) return undefined;
  const given = Object.fromEntries(READ_BY_REQUEST_MATCH.filter((key) => isGiven(match[key])).map((key) => [key, match[key]]));
  const request = readRequestMatch({ ...given, headers: byLowerCaseName(match.headers) });
  if (request === undefined) return undefined;
  return {
    ...request, path: request.path.kind === 'regex' && request.path.value === '.*' ? { kind: 'any' } : request.path,
    ignoreCase: match.ignoreUriCase === true, authority: readText(match.authority), scheme: readText(match.scheme), without: readWithout(match.withoutHeaders),
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function readText(value: unknown): StringMatch | undefined {
  return isGiven(value) ? readStringMatch(value) : undefined;
}

// A star alone is no regular expression here, but asks for presence.
function readWithout(headers: unknown): Readonly<Record<string, StringMatch>> {
  return Object.fromEntries(Object.entries(byLowerCaseName(headers)).map(([name, value]) => {
    const match = readStringMatch(value);
    return [name, 'regex' in match && match.regex === '*' ? { present: true } : match];
  }));
}

// Claims of a JWT are named here, too, and their case counts.
function byLowerCaseName(headers: unknown): Manifest {
  return Object.fromEntries(Object.entries(asRecord(headers)).map(([name, value]) => [name.startsWith('@') ? name : name.toLowerCase(), value]));
}
