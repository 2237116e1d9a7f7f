import { isDnsLabel, whyNoWildcardDomain } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { destinationsOf } from './routes-of';

type Kind = 'all' | 'host' | 'port-in-host' | 'subset' | 'no-port' | 'port';

const sendingTo = (destination: string) => httpRules(`{ match: [{ uri: { prefix: /blog } }], route: [{ destination: { ${destination} } }] }`);

/** Whether there is such a service, port or subset is the subject of other rules. */
export const destinationInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH424',
  name: 'destination-invalid',
  severity: 'error',
  summary: 'The host, port or subset of a destination cannot be one.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: sendingTo('host: "blog:8080"') },
    good: [
      { why: 'the port apart from the host', yaml: sendingTo('host: blog, port: { number: 8080 }') },
      { why: 'the full name', yaml: sendingTo('host: blog.web.svc.cluster.local') },
      { why: 'a subset', yaml: sendingTo('host: blog, subset: v1-2') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn),
  words: inWords({
    'all': () => ({ what: 'host "*" is no destination', fix: 'Istio rejects the VirtualService. Name the service.' }),
    'host': (host) => ({
      what: `destination host "${host}" ${whyNoWildcardDomain(host) ?? ''}`,
      fix: 'Istio rejects the VirtualService. Give the name of a service, such as "blog" or "blog.web.svc.cluster.local".',
    }),
    'port-in-host': (host) => ({
      what: `destination host "${host}" has a port`,
      fix: `Istio rejects the VirtualService. Give host: ${host.split(':')[0]} and port: { number: ${host.split(':')[1]} }.`,
    }),
    'subset': (name) => ({
      what: `"${name}" is no name of a subset`,
      fix: 'Istio rejects the VirtualService. A name has letters, digits and dashes, and begins and ends with a letter or a digit.',
    }),
    'no-port': () => ({
      what: 'the port of a destination has no number',
      fix: 'Istio rejects the VirtualService. Give its number, or take port away where the service has only one.',
    }),
    'port': (port) => ({
      what: `port ${port} of a destination is not between 1 and 65535`,
      fix: 'Istio rejects the VirtualService. Give the number of a port of the service.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const destination of destinationsOf(spec)) {
    const [host, subset, port, number] = [destination.at('host'), destination.at('subset'), destination.at('port'), destination.at('port', 'number')];
    if (host.text === '*') yield mistake(host, 'all');
    else if (host.text !== undefined && whyNoWildcardDomain(host.text) !== undefined) yield mistake(host, hasPort(host.text) ? 'port-in-host' : 'host');
    if (subset.text && !isDnsLabel(subset.text)) yield mistake(subset, 'subset');
    if (port.isGiven && !number.isGiven) yield mistake(port, 'no-port');
    else if (number.number === 0 || (number.number ?? 0) > 65535) yield mistake(number, 'port');
  }
}

function hasPort(host: string): boolean {
  return /^[^:/]+:\d+$/.test(host);
}
