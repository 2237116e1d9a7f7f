import { credentialNames, Secrets } from '../../model/credentials';
import type { BoundServer } from '../../model/listener';
import type { Secret } from '../../model/secret';
import { certificateCovers } from '../../values/certificate-name';
import { parseServerHost } from '../../values/host';
import { qualifiedName } from '../../values/object-ref';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { changed, documents, gatewayPods, tlsGateway } from '../example-manifests';
import { certificateSecret, examplePems } from './example-certificates';

interface Names {
  readonly secret: string;
  readonly hosts: readonly string[];
  readonly names: readonly string[];
}

const GATEWAY = tlsGateway('{ mode: SIMPLE, credentialName: shop }');
const WILDCARD = certificateSecret({ data: { 'tls.crt': examplePems.wildcard } });

/** Neither Istio nor Envoy compares the two; it is clients that turn away. */
export const certificateNames = defineRule<Names>({
  code: 'MESH204',
  name: 'certificate-names',
  severity: 'warning',
  summary: 'The certificate of a server is for other names than the hosts of the server.',
  seeAlso: [],
  reads: ['servers', 'secrets'],
  examples: {
    bad: { yaml: documents(changed(GATEWAY, 'shop.example.com', 'www.shop.example.com'), gatewayPods(), WILDCARD) },
    good: [
      { why: 'the host that the certificate is for', yaml: documents(GATEWAY, gatewayPods(), certificateSecret()) },
      { why: 'a host that its wildcard is for', yaml: documents(GATEWAY, gatewayPods(), WILDCARD) },
      { why: 'a server for all hosts', yaml: documents(changed(GATEWAY, 'shop.example.com', '"*"'), gatewayPods(), WILDCARD) },
    ],
  },
  * check({ servers, secrets: all }) {
    const secrets = new Secrets(all);
    const told = new Set<unknown>();
    for (const bound of servers) {
      const found = certificatesOf(bound, secrets);
      const names = found.flatMap((secret) => secret.names ?? []);
      const hosts = found.length === 0 ? [] : bound.server.hosts.filter((host) => !certificateCovers(names, parseServerHost(host).name));
      if (hosts.length === 0 || told.has(bound.server)) continue;
      told.add(bound.server);
      const { gateway: { ref, origin }, field } = bound.server;
      yield {
        at: { ref, origin, field: [...field, 'hosts'] }, related: found.map((secret) => ({ ref: secret.ref, origin: secret.origin })),
        data: { secret: allOf(found.map((secret) => `"${qualifiedName(secret.ref)}"`)), hosts, names },
      };
    }
  },
  words: ({ secret, hosts, names }) => ({
    what: `the certificate in secret ${secret} is not for ${hosts.length > 1 ? 'hosts' : 'host'} ${allOf(hosts.map((host) => `"${host}"`))}: it is for ${names.length > 0 ? allOf(names.map((name) => `"${name}"`)) : 'no names'}`,
    fix: 'Istio shows it all the same, and clients turn away. Use a certificate whose subjectAltName has the hosts; a wildcard in it stands for one label: "*.example.com" is for "a.example.com", and for no "a.b.example.com".',
  }),
});

/** The Secrets of a server, as far as the names of all their certificates are known. */
function certificatesOf(bound: BoundServer, secrets: Secrets): readonly Secret[] {
  const found = credentialNames(bound.server).map((name) => secrets.of({ ...name, bound }));
  return found.every((secret) => secret?.names !== undefined) ? found.filter((secret) => secret !== undefined) : [];
}
