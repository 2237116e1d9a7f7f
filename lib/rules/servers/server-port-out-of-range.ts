import { isPortNumber, isUnixAddress } from '../../values/address';
import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';
import { inServer, serversOf } from './in-server';

interface Port {
  readonly number: number;
}

/** A number that is none at all is refused by the schema of the kind. */
export const serverPortOutOfRange = defineRule<Port>({
  code: 'MESH114',
  name: 'server-port-out-of-range',
  severity: 'error',
  summary: 'The port number of a server is 0 or above 65535.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: httpGateway(65536) },
    good: [
      { why: 'the highest port', yaml: httpGateway(65535) },
      { why: 'the lowest port', yaml: httpGateway(1) },
      { why: 'no port with a socket in the file system', yaml: changed(httpGateway(0), 'hosts: [', 'bind: unix:///var/run/web.sock\n      hosts: [') },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh)) {
      const { port: { number }, writtenBind } = server;
      if (Number.isInteger(number) && number >= 0 && !isPortNumber(number) && !(number === 0 && isUnixAddress(writtenBind))) yield inServer(server, ['port', 'number'], { number });
    }
  },
  words: ({ number }) => ({
    what: `${number} is not a port number`,
    fix: 'Istio rejects the Gateway. Give a number from 1 to 65535.',
  }),
});
