import type { FullMatch } from '../values/full-match';
import { asRecord, isGiven, type Manifest } from '../values/read';
import type { StringMatch } from '../values/string-match';
import { readPath, readStringMatch, readStringMatches } from './request-match';

const READ_HERE = new Set([
  'uri', 'method', 'queryParams', 'headers', 'withoutHeaders', 'authority', 'scheme', 'ignoreUriCase', 'name', 'statPrefix',
  // Where istiod takes the match into account at all is another question.
  'port', 'gateways', 'sourceLabels', 'sourceNamespace',
]);

/** What a match of an HTTP rule asks of a request; undefined where it has fields that Istio does not. */
export function readFullMatch(match: Manifest): FullMatch | undefined {
  if (Object.keys(match).some((key) => !READ_HERE.has(key))) return undefined;
  const path = readPath(match.uri);
  return {
    path: path.kind === 'regex' && path.value === '.*' ? { kind: 'any' } : path, ignoreCase: match.ignoreUriCase === true,
    method: readText(match.method), authority: readText(match.authority), scheme: readText(match.scheme),
    queryParams: readStringMatches(match.queryParams), headers: readStringMatches(byLowerCaseName(match.headers)), without: readWithout(match.withoutHeaders),
  };
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
