import { HostTrie } from '../../values/host-trie';
import type { Mesh } from '../../model/mesh';
import type { RegistryPort } from '../../model/registry';
import type { Sending } from '../../model/sendings';
import type { DestinationRule } from '../../model/destination-rule';
import type { Destination, MatchScope } from '../../model/virtual-service';
import { asList, asRecord, asText, type Manifest } from '../../values/read';
import { formatPort } from '../../values/service';
import { defineRule } from '../define-rule';
import { changed, destinationRule, documents, httpGateway, virtualService } from '../example-manifests';
import { service } from '../example-workloads';

interface Grpc {
  readonly host: string;
  readonly port: string;
  /** What tells that the requests are gRPC. */
  readonly because: 'content-type' | 'server';
}

const GRPC = /^application\/grpc(?!-web)/;

const ROUTE = virtualService({ http: '[{ match: [{ headers: { content-type: { prefix: application/grpc } } }], route: [{ destination: { host: shop, port: { number: 80 } } }] }]' });
const HTTP_PORT = service();

/** By the name or appProtocol of the Service's port Istio decides what it speaks to the pods. */
export const grpcToHttpPort = defineRule<Grpc>({
  code: 'MESH405',
  name: 'grpc-to-http-port',
  severity: 'warning',
  summary: 'A route for gRPC leads to a port whose name says that it is for HTTP without HTTP/2.',
  seeAlso: [],
  reads: ['config', 'destinationRules', 'sendings', 'registry'],
  examples: {
    bad: { yaml: documents(httpGateway(80), ROUTE, HTTP_PORT) },
    good: [
      { why: 'a port with gRPC in its name', yaml: documents(httpGateway(80), ROUTE, changed(HTTP_PORT, 'name: http', 'name: grpc-shop')) },
      { why: 'a DestinationRule that makes it HTTP/2', yaml: documents(httpGateway(80), ROUTE, HTTP_PORT, destinationRule({ trafficPolicy: '{ connectionPool: { http: { h2UpgradePolicy: UPGRADE } } }' })) },
      { why: 'other requests', yaml: documents(httpGateway(80), changed(ROUTE, 'application/grpc', 'application/json'), HTTP_PORT) },
    ],
  },
  * check(mesh) {
    if (asText(mesh.config.manifest.h2UpgradePolicy) === 'UPGRADE') return;
    const upgraded = upgradedHosts(mesh.destinationRules);
    for (const sending of mesh.sendings) {
      const { route: { ref, origin }, destination } = sending;
      const because = destination.mirror || destination.field[1] !== 'http' ? undefined : whyGrpc(sending);
      const port = because && portOf(destination, mesh);
      if (because === undefined || port?.protocol !== 'HTTP' || upgraded.overlapping(destination.host).length > 0) continue;
      yield {
        at: { ref, origin, field: destination.field }, related: placesOf(destination, mesh),
        data: { host: destination.writtenHost, port: formatPort(port), because },
      };
    }
  },
  words: ({ host, port, because }) => ({
    what: `${because === 'content-type' ? 'the route takes gRPC' : 'the gateway\'s server is for gRPC'}, and port ${port} of "${host}" is one for HTTP/1.1`,
    fix: 'gRPC needs HTTP/2, so such requests fail. Name the port of the Service "grpc" or "grpc-...", or give it appProtocol: grpc.',
  }),
});

function whyGrpc({ matches, servers }: Sending): Grpc['because'] | undefined {
  if (matches.length > 0 && matches.every(asksForGrpc)) return 'content-type';
  return servers.length > 0 && servers.every(({ server }) => server.protocol === 'GRPC') ? 'server' : undefined;
}

function asksForGrpc({ manifest }: MatchScope): boolean {
  const type = Object.entries(asRecord(manifest.headers)).find(([name]) => name.toLowerCase() === 'content-type');
  const { exact, prefix } = asRecord(type?.[1]);
  return GRPC.test(asText(exact) ?? asText(prefix) ?? '');
}

function portOf({ host, port }: Destination, { registry }: Mesh): RegistryPort | undefined {
  const ports = registry.entriesOf(host)[0]?.ports ?? [];
  return port === undefined && ports.length === 1 ? ports[0] : ports.find(({ number }) => number === port);
}

function placesOf({ host }: Destination, { registry }: Mesh): ReadonlyArray<Pick<DestinationRule, 'ref' | 'origin'>> {
  const { service: found, serviceEntry } = registry.entriesOf(host)[0] ?? {};
  return [found, serviceEntry].filter((each) => each !== undefined).map(({ ref, origin }) => ({ ref, origin }));
}

/** Hosts for which some DestinationRule makes HTTP/2 of HTTP/1.1, for whichever clients and ports. */
function upgradedHosts(rules: readonly DestinationRule[]): HostTrie<DestinationRule> {
  const hosts = new HostTrie<DestinationRule>();
  for (const rule of rules) {
    const policies = [rule.trafficPolicy, ...rule.subsets.map(({ trafficPolicy }) => trafficPolicy)].filter((each) => each !== undefined);
    if (policies.flatMap((policy) => [policy, ...asList(policy.portLevelSettings).map(asRecord)]).some(isUpgrade)) hosts.add(rule.host, rule);
  }
  return hosts;
}

function isUpgrade({ connectionPool }: Manifest): boolean {
  const { h2UpgradePolicy, useClientProtocol } = asRecord(asRecord(connectionPool).http);
  return h2UpgradePolicy === 'UPGRADE' || useClientProtocol === true;
}
