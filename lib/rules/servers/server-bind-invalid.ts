import { isUnixAddress, whyNoUnixAddress } from '../../values/address';
import { isIpAddress } from '../../values/dns-name';
import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';
import { inServer, serversOf } from './in-server';

interface Bind {
  readonly bind: string;
  readonly reason: string;
}

const bound = (bind: string, port = 80) => changed(httpGateway(port), 'hosts: [', `bind: "${bind}"\n      hosts: [`);

/** The address is opened in the pods of the gateway, so it cannot be one of their names or of a network. */
export const serverBindInvalid = defineRule<Bind>({
  code: 'MESH119',
  name: 'server-bind-invalid',
  severity: 'error',
  summary: 'A server is bound to something that is neither an IP address nor a socket in the file system.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: bound('localhost') },
    good: [
      { why: 'an IPv4 address', yaml: bound('127.0.0.1') },
      { why: 'an IPv6 address', yaml: bound('::1') },
      { why: 'a socket in the file system, with port 0', yaml: bound('unix:///var/run/web.sock', 0) },
      { why: 'an empty bind', yaml: bound('') },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh)) {
      const { writtenBind, port: { number } } = server;
      for (const reason of whyNoBind(writtenBind, number)) yield inServer(server, ['bind'], { bind: writtenBind, reason });
    }
  },
  words: ({ bind, reason }) => ({
    what: `bind "${bind}" ${reason}`,
    fix: 'Istio rejects the Gateway. Give an IP address of the gateway pods, leave bind out to listen at all of them, or give a socket such as "unix:///var/run/web.sock" and port 0.',
  }),
});

function* whyNoBind(bind: string, port: number): Iterable<string> {
  if (bind === '') return;
  if (!isUnixAddress(bind)) {
    if (!isIpAddress(bind)) yield 'is not an IP address';
    return;
  }
  const reason = whyNoUnixAddress(bind);
  if (reason !== undefined) yield reason;
  if (port !== 0) yield `is a socket in the file system, which takes no port, and ${port} is given`;
}
