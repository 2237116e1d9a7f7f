import { qualifiedName, refOf, type ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { asList, asRecord, asTexts, type Manifest } from '../values/read';
import { ANY_REQUEST, type PathMatch, type RequestMatch } from '../values/request-match';
import type { StringMatch } from '../values/string-match';

/** A VirtualService of the mesh, as far as its HTTP routes decide who takes a request. */
export interface VirtualService {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly hosts: readonly string[];
  /** `namespace/name`, and `mesh` for the sidecars. */
  readonly gateways: readonly string[];
  /** What its rules take; undefined for a match that says more than is read here. */
  readonly takes: ReadonlyArray<RequestMatch | undefined>;
}

const READ_HERE = new Set(['uri', 'method', 'headers', 'queryParams', 'name', 'statPrefix']);

export function readVirtualService(manifest: Manifest, origin: Origin): VirtualService {
  const ref = refOf(manifest);
  const spec = asRecord(manifest.spec);
  const gateways = asTexts(spec.gateways);
  return {
    ref, origin, hosts: asTexts(spec.hosts).map((host) => host.toLowerCase()),
    gateways: gateways.length === 0 ? ['mesh'] : gateways.map((name) => (name === 'mesh' || name.includes('/') ? name : qualifiedName({ namespace: ref.namespace, name }))),
    takes: asList(spec.http).flatMap((rule) => readRule(asRecord(rule))),
  };
}

function readRule({ match }: Manifest): ReadonlyArray<RequestMatch | undefined> {
  const matches = asList(match);
  return matches.length === 0 ? [ANY_REQUEST] : matches.map((each) => readMatch(asRecord(each)));
}

function readMatch(match: Manifest): RequestMatch | undefined {
  if (Object.keys(match).some((key) => !READ_HERE.has(key))) return undefined;
  const method = match.method === undefined ? undefined : readStringMatch(match.method);
  return {
    path: readPath(match.uri), ...(method && { method }),
    headers: readStringMatches(match.headers), queryParams: readStringMatches(match.queryParams),
  };
}

function readPath(uri: unknown): PathMatch {
  const match = readStringMatch(uri);
  if ('exact' in match) return { kind: 'exact', value: match.exact };
  if ('regex' in match) return { kind: 'regex', value: match.regex };
  return 'prefix' in match && match.prefix !== '/' ? { kind: 'prefix', value: match.prefix } : { kind: 'any' };
}

function readStringMatches(value: unknown): Readonly<Record<string, StringMatch>> {
  return Object.fromEntries(Object.entries(asRecord(value)).map(([name, match]) => [name, readStringMatch(match)]));
}

function readStringMatch(value: unknown): StringMatch {
  const { exact, prefix, regex } = asRecord(value);
  if (typeof exact === 'string') return { exact };
  if (typeof prefix === 'string') return { prefix };
  return typeof regex === 'string' ? { regex } : { present: true };
}
