import { whyNotMerged } from '../../model/entry-merge';
import type { ServiceEntry, ServiceEntryPort } from '../../model/service-entry';
import { asRecord } from '../../values/read';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents, httpGateway, virtualService } from '../example-manifests';
import { disagreements, placeOfHost, sharedHosts, type SharedHosts } from './shared-hosts';

type Difference = 'ports' | 'settings' | 'none';

interface Repeated {
  readonly host: string;
  readonly difference: Difference;
  /** What keeps Istio from putting them together. */
  readonly because?: string;
  /** Ports that only one of the two has. */
  readonly ports: readonly number[];
}

/**
 * Kiali warns of one host and port in two entries. What Istio leaves out goes further, since it drops the whole younger entry, and less
 * far, since two that say the same do no harm.
 */
export const serviceEntryRepeated = defineRule<Repeated>({
  code: 'MESH546',
  name: 'service-entry-repeated',
  severity: 'warning',
  summary: 'Two ServiceEntries have one host, and Istio uses only the older one.',
  seeAlso: ['KIA1211'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: example({ namespace: 'team' }) },
    good: [
      { why: 'one namespace, where Istio puts the ports together', yaml: example({}) },
      { why: 'another host', yaml: example({ namespace: 'team', host: 'img.example.com' }) },
      { why: 'namespaces that do not see each other', yaml: example({ namespace: 'team', exportTo: '["."]' }) },
    ],
  },
  * check({ serviceEntries }) {
    for (const pair of sharedHosts(serviceEntries)) {
      const found = disagreements(pair).length > 0 ? undefined : compare(pair);
      if (found === undefined) continue;
      const { first, second, hosts: [host] } = pair;
      yield {
        at: placeOfHost(second, host), related: [placeOfHost(first, host)], data: { host, ...found },
        ...(found.difference === 'none' && { severity: 'info' }),
      };
    }
  },
  words: ({ host, difference, because, ports }) => ({
    what: `host "${host}" has two ServiceEntries${difference === 'none' ? ' that say the same' : ''}`,
    fix: FIXES[difference](because ?? '', ports),
  }),
});

const FIXES: Readonly<Record<Difference, (because: string, ports: readonly number[]) => string>> = {
  ports: (because, ports) => `Istio uses the older one alone, since they differ in ${because}, so that a port that only the younger one has cannot be reached: ${oneOf(ports.map(String))}. Give the host one ServiceEntry with all of its ports.`,
  settings: () => 'Istio goes by the older one for the ports that both have, and they do not say the same. Give the host one ServiceEntry.',
  none: () => 'Istio uses the older one. One is enough.',
};

function compare({ first, second }: SharedHosts): Omit<Repeated, 'host'> | undefined {
  const because = whyNotMerged(first, second);
  const common = portsIn(second, first);
  const single = [...portsOutside(first, second), ...portsOutside(second, first)];
  if (because !== undefined && single.length > 0) return { difference: 'ports', because, ports: single };
  if (common.length === 0) return undefined;
  return { difference: settingsOf(first, common) === settingsOf(second, common) ? 'none' : 'settings', because, ports: [] };
}

function portsIn({ ports }: ServiceEntry, other: ServiceEntry): readonly number[] {
  const there = new Set(other.ports.map(({ number }) => number));
  return ports.map(({ number }) => number).filter((number) => there.has(number));
}

function portsOutside(entry: ServiceEntry, other: ServiceEntry): readonly number[] {
  const common = new Set(portsIn(entry, other));
  return entry.ports.map(({ number }: ServiceEntryPort) => number).filter((number) => !common.has(number));
}

function settingsOf({ manifest, resolution, location, workloadSelector, ref }: ServiceEntry, ports: readonly number[]): string {
  const spec = asRecord(manifest.spec);
  const written = Array.isArray(spec.ports) ? spec.ports.map(asRecord) : [];
  const targetPorts = ports.map((number) => written.find((port) => port.number === number)?.targetPort ?? number);
  // Labels select in the own namespace.
  const selector = workloadSelector && [ref.namespace, workloadSelector];
  return JSON.stringify([resolution, location, selector, spec.addresses, spec.endpoints, spec.subjectAltNames, targetPorts]);
}

function example({ namespace = 'web', host = 'api.example.com', exportTo = '["*"]' }): string {
  const entry = (name: string, its: { readonly namespace: string; readonly host: string; readonly port: number }) => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ${name}, namespace: ${its.namespace} }
spec:
  hosts: [${its.host}]
  ports: [{ number: ${its.port}, name: http, protocol: HTTP }]
  resolution: DNS
  exportTo: ${exportTo}
`;
  const route = virtualService({ http: `[{ route: [{ destination: { host: ${host}, port: { number: 8080 } } }] }]` });
  return documents(httpGateway(80), route, entry('api', { namespace: 'web', host: 'api.example.com', port: 80 }), entry('api-alt', { namespace, host, port: 8080 }));
}
