import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';
import { inServer, serversOf } from './in-server';

interface Hostless {
  readonly port: number;
}

const withHosts = (hosts: string) => changed(httpGateway(80), 'hosts: [shop.example.com]', `hosts: ${hosts}`);

/** A list that is missing is refused by the schema of the kind; an empty one passes it. */
export const serverWithoutHosts = defineRule<Hostless>({
  code: 'MESH112',
  name: 'server-without-hosts',
  severity: 'error',
  summary: 'A server has no hosts.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: withHosts('[]') },
    good: [
      { why: 'one host', yaml: httpGateway(80) },
      { why: 'the wildcard for all hosts', yaml: withHosts('["*"]') },
      { why: 'a host of a namespace', yaml: withHosts('[web/shop.example.com]') },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh)) {
      const { hosts } = server.manifest;
      if (Array.isArray(hosts) && hosts.length === 0) yield inServer(server, ['hosts'], { port: server.port.number });
    }
  },
  words: ({ port }) => ({
    what: `the server on port ${port} has no hosts`,
    fix: 'Istio rejects the Gateway. Give the hosts that the server answers for, or "*" for all.',
  }),
});
