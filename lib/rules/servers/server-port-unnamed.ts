import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';
import { inServer, serversOf } from './in-server';

interface Unnamed {
  readonly port: number;
  readonly suggestion: string;
}

const named = (name: string) => changed(httpGateway(80), 'name: http,', `name: ${name},`);

/** A name that is left out is refused by the schema of the kind; an empty one passes it. */
export const serverPortUnnamed = defineRule<Unnamed>({
  code: 'MESH115',
  name: 'server-port-unnamed',
  severity: 'error',
  summary: 'The port of a server has an empty name.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: named('""') },
    good: [
      { why: 'the name of its protocol', yaml: named('http') },
      { why: 'a name of one letter', yaml: named('h') },
      { why: 'a name that is not that of its protocol', yaml: named('web') },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh)) {
      const { port: { number, name }, protocol } = server;
      if (name === '') yield inServer(server, ['port', 'name'], { port: number, suggestion: `${protocol === 'unsupported' ? 'port' : protocol.toLowerCase()}-${number}` });
    }
  },
  words: ({ port, suggestion }) => ({
    what: `port ${port} has no name`,
    fix: `Istio rejects the Gateway. Give a name that no other port of the Gateway has, such as "${suggestion}".`,
  }),
});
