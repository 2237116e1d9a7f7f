import type { DestinationRule } from '../../model/destination-rule';
import type { Mesh } from '../../model/mesh';
import type { Sending } from '../../model/sendings';
import { trafficPolicy } from '../../model/traffic-policy';
import type { Destination, HttpRule } from '../../model/virtual-service';
import { serviceOfHost } from '../../values/host-name';
import { asRecord } from '../../values/read';
import { defineRule } from '../define-rule';
import { changed, destinationRule, documents, httpGateway, virtualService } from '../example-manifests';
import { service } from '../example-workloads';
import { havingFields } from '../having-fields';

interface Sticky {
  readonly by: string;
  readonly host: string;
  readonly subsets: readonly string[];
}

const HASH_KEYS = ['httpHeaderName', 'httpCookie', 'httpQueryParameterName', 'useSourceIp'] as const;

const SPLIT = virtualService({
  http: '[{ route: [{ destination: { host: shop, subset: v1 }, weight: 90 }, { destination: { host: shop, subset: v2 }, weight: 10 }] }]',
});
const STICKY = destinationRule({
  trafficPolicy: '{ loadBalancer: { consistentHash: { httpHeaderName: x-user } } }',
  subsets: '[{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }]',
});
const REST = documents(httpGateway(80), service());

/** Envoy throws the dice for each request before it looks at the hash. */
export const stickyWithWeights = defineRule<Sticky>({
  code: 'MESH404',
  name: 'sticky-with-weights',
  severity: 'warning',
  summary: 'A route is split by weights between destinations with session affinity, which holds only within each of them.',
  seeAlso: [],
  reads: ['destinationRules', 'sendings', 'virtualServices', 'destinationLookup', 'registry', 'domain'],
  examples: {
    bad: { yaml: documents(SPLIT, STICKY, REST) },
    good: [
      { why: 'no session affinity', yaml: documents(SPLIT, changed(STICKY, 'consistentHash: { httpHeaderName: x-user }', 'simple: LEAST_REQUEST'), REST) },
      { why: 'all the weight on one subset', yaml: documents(changed(changed(SPLIT, 'weight: 90', 'weight: 100'), 'weight: 10 ', 'weight: 0 '), STICKY, REST) },
      { why: 'one destination', yaml: documents(virtualService({ http: '[{ route: [{ destination: { host: shop, subset: v1 } }] }]' }), STICKY, REST) },
    ],
  },
  * check(mesh) {
    if (havingFields(mesh.destinationRules, ['consistentHash']).length === 0) return;
    const sending = new Map(mesh.sendings.map((each) => [each.destination, each]));
    for (const { ref, origin, http } of mesh.virtualServices) {
      for (const rule of http) {
        const sticky = split(rule).map((destination) => affinityOf(destination, sending.get(destination), mesh)).find((each) => each !== undefined);
        if (sticky === undefined) continue;
        const subsets = [...new Set(split(rule).map(({ writtenHost, subset }) => (subset === undefined ? writtenHost : `${writtenHost} subset ${subset}`)))];
        yield {
          at: { ref, origin, field: [...rule.field, 'route'] }, related: [{ ref: sticky.rule.ref, origin: sticky.rule.origin, field: ['spec'] }],
          data: { by: sticky.by, host: sticky.rule.writtenHost, subsets },
        };
      }
    }
  },
  words: ({ by, host, subsets }) => ({
    what: `requests are split by weights between ${subsets.map((each) => `"${each}"`).join(' and ')}, so the session affinity of "${host}" by ${by} does not hold`,
    fix: 'Envoy chooses a destination for each request by its weight alone, and only then an endpoint by the hash. Choose the destination by a match, such as one of a header or a cookie, or do without the weights.',
  }),
});

/** Destinations that share the requests of a rule by weights. */
function split({ destinations }: HttpRule): readonly Destination[] {
  const shares = destinations.filter(({ mirror, weight }) => !mirror && (weight ?? 0) > 0);
  return shares.length > 1 ? shares : [];
}

interface Affinity {
  readonly by: string;
  readonly rule: DestinationRule;
}

function affinityOf({ host, port, subset }: Destination, sending: Sending | undefined, { destinationLookup, registry, domain }: Mesh): Affinity | undefined {
  // A Service that is not among the objects is where its host says.
  const owner = registry.entriesOf(host)[0]?.namespace ?? serviceOfHost(host, domain)?.namespace;
  const [bound] = sending?.servers ?? [];
  // Sidecars, and gateways that are not known, find what the namespace of the service has for all.
  const client = { namespace: bound?.workload.namespace ?? owner ?? '', labels: bound?.workload.labels ?? {} };
  const found = destinationLookup.find(host, owner, client);
  if (found?.rule === undefined || !found.certain) return undefined;
  const hash = asRecord(trafficPolicy(found.rule, port, subset).loadBalancer.consistentHash);
  const by = HASH_KEYS.find((key) => hash[key] !== undefined && hash[key] !== false);
  return by === undefined ? undefined : { by, rule: found.rule.from[0] };
}
