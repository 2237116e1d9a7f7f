import { credentialNames, Secrets, showsCertificate } from '../../model/credentials';
import type { Server } from '../../model/gateway';
import type { BoundServer } from '../../model/listener';
import { certificateCovers } from '../../values/certificate-name';
import { parseServerHost } from '../../values/host';
import { qualifiedName } from '../../values/object-ref';
import { asText } from '../../values/read';
import { defineRule, type Place } from '../define-rule';
import { changed, documents, gatewayPods, tlsGateway } from '../example-manifests';
import { certificateSecret, examplePems } from './example-certificates';

interface Shared {
  readonly certificate: string;
  readonly workload: string;
  readonly port: number;
  readonly first: string;
  readonly second: string;
}

/** A certificate that a server shows. */
interface Shown {
  readonly key: string;
  readonly name: string;
  /** Undefined where they are not known: then it is taken to be for all hosts of its servers. */
  readonly names?: readonly string[];
}

const GATEWAY = tlsGateway('{ mode: SIMPLE, credentialName: example }');
const BLOG = changed(changed(GATEWAY, 'name: web', 'name: blog'), 'shop.example.com', 'blog.example.com');
const REST = documents(gatewayPods(), certificateSecret({ name: 'example', data: { 'tls.crt': examplePems.wildcard } }));

/**
 * Browsers send requests for all names of a certificate on one HTTP/2 connection, and the connection's server name chose the server.
 * Istio's analyzer compares the names of Secrets of different Gateways, whatever their hosts; here two servers of one Gateway count,
 * too, and only hosts that the certificate is for.
 */
export const certificateShared = defineRule<Shared>({
  code: 'MESH205',
  name: 'certificate-shared',
  severity: 'warning',
  summary: 'Two servers of one listener show one certificate for different hosts, so browsers may ask the wrong one.',
  seeAlso: ['IST0138'],
  reads: ['servers', 'secrets'],
  examples: {
    bad: { yaml: documents(GATEWAY, BLOG, route('blog'), REST) },
    good: [
      { why: 'one server with both hosts', yaml: documents(changed(GATEWAY, 'shop.example.com', 'shop.example.com, blog.example.com'), route('web'), REST) },
      { why: 'another certificate for each', yaml: documents(GATEWAY, changed(BLOG, 'credentialName: example', 'credentialName: blog'), REST) },
      { why: 'another listener', yaml: documents(GATEWAY, changed(BLOG, '443', '8443'), REST) },
    ],
  },
  * check({ servers, secrets: all }) {
    const secrets = new Secrets(all);
    const owners = new Map<string, BoundServer>();
    const told = new Set<Server>();
    for (const bound of servers) {
      for (const shown of certificatesOf(bound, secrets)) {
        const key = `${bound.listenerKey} ${shown.key}`;
        const first = owners.get(key) ?? bound;
        owners.set(key, first);
        const hosts = first === bound || told.has(bound.server) ? undefined : hostsToMixUp(first.server, bound.server, shown);
        if (hosts === undefined) continue;
        told.add(bound.server);
        const data = { ...hosts, certificate: shown.name, workload: bound.workload.name, port: bound.server.port.number };
        yield { at: placeOf(bound.server, first.server), related: [placeOf(first.server, bound.server)], data };
      }
    }
  },
  words: ({ certificate, workload, port, first, second }) => ({
    what: `two servers on port ${port} of ${workload} show one certificate, ${certificate}: one for "${first}" and one for "${second}"`,
    fix: `A browser that has a connection to one uses it for the other, too, and gets a 404 there. Give one server both hosts, or each a certificate of its own.`,
  }),
});

// Only where HTTP is served behind TLS are requests for several hosts sent on one connection.
function certificatesOf({ server, workload }: BoundServer, secrets: Secrets): readonly Shown[] {
  if (server.protocol !== 'HTTPS' || !showsCertificate(server)) return [];
  const file = asText(server.tls?.manifest.serverCertificate);
  if (file !== undefined) return [{ key: `file ${file}`, name: `"${file}"` }];
  return credentialNames(server).map((name): Shown => {
    const secret = secrets.find(name.name, name.namespace ?? workload.namespace);
    return {
      key: secret?.certificate?.fingerprint ?? `secret ${name.namespace ?? workload.namespace}/${name.name}`,
      name: `that of secret "${secret === undefined ? name.written : qualifiedName(secret.ref)}"`, names: secret?.names,
    };
  });
}

/** A host of each server that a browser could ask the other for; undefined where there is none, or Istio drops one of the servers. */
function hostsToMixUp(a: Server, b: Server, { names }: Shown): Pick<Shared, 'first' | 'second'> | undefined {
  const [mine, others] = [a, b].map(({ hosts }) => hosts.map((host) => parseServerHost(host).name.toLowerCase()));
  const taken = new Set(mine);
  if (others.some((host) => taken.has(host))) return undefined;
  const isCovered = (host: string) => names === undefined || certificateCovers(names, host);
  const [first, second] = [mine.find(isCovered), others.find(isCovered)];
  return first === undefined || second === undefined ? undefined : { first, second };
}

function placeOf({ gateway: { ref, origin }, field, index }: Server, other: Server): Place {
  return { ref, origin, field: [...field, 'tls'], ...(other.gateway.ref === ref && { detail: `server ${index}` }) };
}

function route(gateway: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: blog, namespace: web }
spec:
  hosts: [blog.example.com]
  gateways: [${gateway}]
  http: [{ route: [{ destination: { host: blog, port: { number: 80 } } }] }]
`;
}
