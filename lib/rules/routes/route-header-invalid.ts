import { isAuthority, whyNoHeaderValue } from '../../values/header-syntax';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRouteWith } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'no-name' | 'pseudo' | 'host' | 'value';

const changing = (headers: string) => httpRouteWith(`headers: { ${headers} }`);

/** Host and ":authority" can be set on the way to a service, and nowhere else. */
export const routeHeaderInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH414',
  name: 'route-header-invalid',
  severity: 'error',
  summary: 'A VirtualService changes a header that cannot be changed, or sets a value that Envoy cannot read.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: changing('request: { set: { x-share: 50% } }') },
    good: [
      { why: 'a percent sign written twice', yaml: changing('request: { set: { x-share: 50%% } }') },
      { why: 'a variable', yaml: changing('request: { set: { x-client: "%DOWNSTREAM_REMOTE_ADDRESS%" } }') },
      { why: 'the host, on the way to the service', yaml: changing('request: { set: { Host: blog.example.com } }') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['headers']),
  words: inWords({
    'no-name': () => ({ what: 'a header to change has no name', fix: 'Istio rejects the VirtualService. Give the header\'s name.' }),
    'pseudo': (name) => ({
      what: `header "${name}" is one of HTTP/2's own, which cannot be changed here`,
      fix: 'Istio rejects the VirtualService. Only ":authority" can be set, in requests; the path and the host are changed by rewrite.',
    }),
    'host': (name) => ({
      what: `header "${name}" cannot be changed here`,
      fix: 'Istio rejects the VirtualService. The host can be set in requests, under headers.request.set or rewrite.authority, and not be removed.',
    }),
    'value': (value) => ({
      what: `header value "${value}" ${whyNoHeaderValue(value) ?? ''}`,
      fix: 'Istio rejects the VirtualService, since Envoy would read the text between percent signs as a variable.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const rule of spec.at('http').list) {
    for (const headers of [rule, ...rule.at('route').list].map((each) => each.at('headers'))) {
      for (const operation of ['add', 'set']) yield* inValues(headers.at('request', operation), whyNotToSend);
      yield* inNames(headers.at('request', 'remove'));
      for (const operation of ['add', 'set']) yield* inValues(headers.at('response', operation), whyNotToChange);
      yield* inNames(headers.at('response', 'remove'));
    }
  }
}

function* inValues(headers: Piece, whyNot: (name: string) => Kind | undefined): Iterable<MistakeAt<Kind>> {
  for (const [name, value] of headers.entries) {
    const kind = whyNot(name);
    if (kind !== undefined) yield mistake(value, kind, name);
    if (value.text !== undefined && whyNoHeaderValue(value.text) !== undefined) yield mistake(value, 'value');
  }
}

function* inNames(names: Piece): Iterable<MistakeAt<Kind>> {
  for (const name of names.list) {
    const kind = name.text === undefined ? undefined : whyNotToChange(name.text);
    if (kind !== undefined) yield mistake(name, kind);
  }
}

function whyNotToSend(name: string): Kind | undefined {
  return isAuthority(name) ? undefined : whyNotToChange(name);
}

function whyNotToChange(name: string): Kind | undefined {
  if (name === '') return 'no-name';
  if (name.toLowerCase() === 'host') return 'host';
  return name.startsWith(':') ? 'pseudo' : undefined;
}
