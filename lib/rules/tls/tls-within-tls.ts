import type { DestinationRule } from '../../model/destination-rule';
import { passesTlsOn } from '../../model/gateway';
import type { BoundServer } from '../../model/listener';
import type { Mesh } from '../../model/mesh';
import type { Sending } from '../../model/sendings';
import { trafficPolicy } from '../../model/traffic-policy';
import { asText } from '../../values/read';
import { defineRule, type Place } from '../define-rule';
import { changed, destinationRule, documents, gatewayPods, tlsGateway, virtualService } from '../example-manifests';
import { service } from '../example-workloads';

interface Twice {
  readonly host: string;
  readonly mode: string;
  readonly port: number;
}

const PASSTHROUGH = documents(
  tlsGateway('{ mode: PASSTHROUGH }'),
  virtualService({ tls: '[{ match: [{ sniHosts: [shop.example.com] }], route: [{ destination: { host: shop, port: { number: 443 } } }] }]' }),
  service({ ports: '{ name: tls, port: 443, targetPort: 8443 }' }), gatewayPods(),
);
const ORIGINATING = destinationRule({ trafficPolicy: '{ tls: { mode: SIMPLE } }' });

/** Mode ISTIO_MUTUAL is another matter: the sidecar there takes off what the gateway puts around. */
export const tlsWithinTls = defineRule<Twice>({
  code: 'MESH209',
  name: 'tls-within-tls',
  severity: 'warning',
  summary: 'A gateway passes TLS on unopened to a destination that a DestinationRule speaks TLS to, so it is encrypted twice.',
  seeAlso: [],
  reads: ['sendings', 'destinationLookup', 'registry'],
  examples: {
    bad: { yaml: documents(PASSTHROUGH, ORIGINATING) },
    good: [
      { why: 'no DestinationRule', yaml: PASSTHROUGH },
      { why: 'TLS between the proxies of the mesh', yaml: documents(PASSTHROUGH, changed(ORIGINATING, 'SIMPLE', 'ISTIO_MUTUAL')) },
      { why: 'TLS for another port', yaml: documents(PASSTHROUGH, changed(ORIGINATING, 'tls: { mode: SIMPLE }', 'portLevelSettings: [{ port: { number: 8443 }, tls: { mode: SIMPLE } }]')) },
    ],
  },
  * check(mesh) {
    for (const sending of mesh.sendings) {
      if (sending.destination.field[1] !== 'tls') continue;
      for (const bound of sending.servers.filter(({ server }) => passesTlsOn(server))) {
        const found = encryptingRule(sending, bound, mesh);
        if (found === undefined) continue;
        const { ref, origin } = sending.route;
        const { gateway, field, port } = bound.server;
        const related: readonly Place[] = [
          { ref: found.rule.ref, origin: found.rule.origin, field: ['spec', 'trafficPolicy'] }, { ref: gateway.ref, origin: gateway.origin, field: [...field, 'tls'] },
        ];
        yield { at: { ref, origin, field: sending.destination.field }, related, data: { host: sending.destination.writtenHost, mode: found.mode, port: port.number } };
        break;
      }
    }
  },
  words: ({ host, mode, port }) => ({
    what: `TLS from port ${port} is passed on to "${host}", and a DestinationRule puts TLS of mode ${mode} around it`,
    fix: 'The destination finds TLS within TLS. Take tls out of the DestinationRule, or end TLS at the gateway with mode SIMPLE and HTTP routes.',
  }),
});

function encryptingRule({ destination }: Sending, { workload }: BoundServer, { destinationLookup, registry }: Mesh): { readonly rule: DestinationRule; readonly mode: string } | undefined {
  if (workload.namespace === undefined) return undefined;
  const { host, port, subset } = destination;
  const owner = registry.entriesOf(host)[0]?.namespace;
  const found = destinationLookup.find(host, owner, { namespace: workload.namespace, labels: workload.labels });
  if (found?.rule === undefined || !found.certain) return undefined;
  const mode = asText(trafficPolicy(found.rule, port, subset).tls.mode);
  return mode === 'SIMPLE' || mode === 'MUTUAL' ? { rule: found.rule.from[0], mode } : undefined;
}
