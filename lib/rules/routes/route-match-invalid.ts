import { isDnsLabel, isIpSubnet } from '../../values/dns-name';
import { isHeaderName, isJwtClaim, isPseudoHeader } from '../../values/header-syntax';
import { isLabelKey, isLabelValue } from '../../values/label-syntax';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'header-name' | 'empty-prefix' | 'port' | 'label-key' | 'label-value' | 'namespace' | 'subnet';

const matching = (match: string) => httpRules(`{ match: [{ ${match} }], route: [{ destination: { host: blog } }] }`);

/** Names of gateways and regular expressions have rules of their own. */
export const routeMatchInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH413',
  name: 'route-match-invalid',
  severity: 'error',
  summary: 'A match of a VirtualService asks for something that no request can have.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: matching('headers: { "x test": { exact: a } }') },
    good: [
      { why: 'a header name without a space', yaml: matching('headers: { x-test: { exact: a } }') },
      { why: 'a claim of the JWT', yaml: matching('headers: { "@request.auth.claims.group": { exact: a } }') },
      { why: 'the method by the name that HTTP/2 gives it', yaml: matching('headers: { ":method": { exact: POST } }') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn),
  words: inWords({
    'header-name': (name) => ({
      what: name === '' ? 'a header to match has no name' : `"${name}" is no name of a header`,
      fix: 'Istio rejects the VirtualService. A name has letters, digits and signs such as "-"; a claim of a JWT is "@request.auth.claims.NAME".',
    }),
    'empty-prefix': (name) => ({
      what: `the prefix for ${name} is empty`,
      fix: 'Istio rejects the VirtualService. Take the condition away, or ask for presence alone: {}.',
    }),
    'port': (port) => ({
      what: `port ${port} is not between 1 and 65535`,
      fix: 'Istio rejects the VirtualService. Give the port number of the Gateway\'s server or of the service.',
    }),
    'label-key': (key) => ({
      what: `"${key}" is no key of a label`,
      fix: 'Istio rejects the VirtualService. A key is like "app" or "app.kubernetes.io/name".',
    }),
    'label-value': (value) => ({
      what: `"${value}" is no value of a label`,
      fix: 'Istio rejects the VirtualService. A value has letters, digits and, inside, dashes, underscores and dots; wildcards do not exist.',
    }),
    'namespace': (name) => ({
      what: `"${name}" is no name of a namespace`,
      fix: 'Istio rejects the VirtualService. Give one namespace by its name; wildcards do not exist.',
    }),
    'subnet': (subnet) => ({
      what: `"${subnet}" is no subnet`,
      fix: 'Istio rejects the VirtualService. Give an IP address or a range such as "10.0.0.0/8".',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const match of spec.at('http').list.flatMap((rule) => rule.at('match').list)) {
    yield* inHeaderNames(match);
    yield* inPrefixes(match);
    yield* inScope(match);
    const namespace = match.at('sourceNamespace');
    if (namespace.text && !isDnsLabel(namespace.text)) yield mistake(namespace, 'namespace');
  }
  for (const match of [...spec.at('tls').list, ...spec.at('tcp').list].flatMap((rule) => rule.at('match').list)) {
    yield* inScope(match);
    for (const subnet of match.at('destinationSubnets').list) if (subnet.text !== undefined && !isIpSubnet(subnet.text)) yield mistake(subnet, 'subnet');
  }
}

function* inHeaderNames(match: Piece): Iterable<MistakeAt<Kind>> {
  for (const where of ['headers', 'withoutHeaders']) {
    for (const [name, header] of match.at(where).entries) {
      if (!isHeaderName(name) && !isPseudoHeader(name) && !isJwtClaim(name)) yield mistake(header, 'header-name', name);
    }
  }
}

function* inPrefixes(match: Piece): Iterable<MistakeAt<Kind>> {
  for (const name of ['scheme', 'method', 'authority']) yield* inPrefix(match.at(name), name);
  for (const where of ['headers', 'withoutHeaders', 'queryParams']) {
    for (const [name, piece] of match.at(where).entries) yield* inPrefix(piece, `"${name}"`);
  }
}

function inPrefix(piece: Piece, name: string): readonly MistakeAt<Kind>[] {
  const prefix = piece.at('prefix');
  return prefix.text === '' ? [mistake(prefix, 'empty-prefix', name)] : [];
}

function* inScope(match: Piece): Iterable<MistakeAt<Kind>> {
  if ((match.at('port').number ?? 0) > 65535) yield mistake(match.at('port'), 'port');
  for (const [key, value] of match.at('sourceLabels').entries) {
    if (!isLabelKey(key)) yield mistake(value, 'label-key', key);
    if (value.text !== undefined && !isLabelValue(value.text)) yield mistake(value, 'label-value');
  }
}
