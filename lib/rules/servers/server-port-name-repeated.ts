import type { Server } from '../../model/gateway';
import { defineRule } from '../define-rule';
import { httpGateway } from '../example-manifests';
import { inServer } from './in-server';

interface Repeated {
  readonly name: string;
  readonly port: number;
  readonly other: number;
}

const second = (port: number, name: string) => `${httpGateway(80)}
    - port: { number: ${port}, name: ${name}, protocol: HTTP }
      hosts: [blog.example.com]
`;

/** Istio names the routes of a Gateway by the names of its ports. Ports of several Gateways may have one name. */
export const serverPortNameRepeated = defineRule<Repeated>({
  code: 'MESH116',
  name: 'server-port-name-repeated',
  severity: 'error',
  summary: 'Two servers of one Gateway have ports of the same name.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: second(8080, 'http') },
    good: [
      { why: 'another name', yaml: second(8080, 'http-alt') },
      { why: 'one port under two names', yaml: second(80, 'http-blog') },
      { why: 'names that differ in case', yaml: second(8080, 'HTTP') },
      { why: 'the name in another Gateway', yaml: `${httpGateway(80)}---${httpGateway(8080).replace('name: web,', 'name: blog,')}` },
    ],
  },
  * check({ gateways }) {
    for (const { servers } of gateways) {
      const first = new Map<string, Server>();
      for (const server of servers) {
        const { name, number } = server.port;
        if (name === undefined || name === '') continue;
        const other = first.get(name);
        if (other === undefined) first.set(name, server);
        else yield inServer(server, ['port', 'name'], { name, port: number, other: other.port.number });
      }
    }
  },
  words: ({ name, port, other }) => ({
    what: `port name "${name}" is given to two servers, ${port === other ? `both on port ${port}` : `on ports ${other} and ${port}`}`,
    fix: `Istio rejects the Gateway. Give each server's port a name of its own, such as "${name}-${port === other ? '2' : port}".`,
  }),
});
