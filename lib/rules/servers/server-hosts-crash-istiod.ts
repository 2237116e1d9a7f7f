import type { Server } from '../../model/gateway';
import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';
import { inServer, serversOf } from './in-server';

interface Crashing {
  readonly host: string;
}

/**
 * istiod makes one host of the whole list where it comes upon that for all, and then writes to the place of a later one that is no more there.
 * Istio's validation takes such a Gateway.
 */
export const serverHostsCrashIstiod = defineRule<Crashing>({
  code: 'MESH124',
  name: 'server-hosts-crash-istiod',
  severity: 'error',
  summary: 'A server has the host for all namespaces and names before one of another form, which makes istiod crash.',
  seeAlso: [],
  reads: ['gateways'],
  examples: {
    bad: { yaml: example('"*/*", ./shop.example.com') },
    good: [
      { why: 'the host for all behind the other', yaml: example('./shop.example.com, "*/*"') },
      { why: 'the host for all alone', yaml: example('"*/*"') },
      { why: 'a host of a namespace that is named', yaml: example('"*/*", web/shop.example.com') },
      { why: 'the star alone', yaml: example('"*", ./shop.example.com') },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh)) {
      const index = crashingHost(server);
      if (index !== undefined) yield inServer(server, ['hosts', index], { host: server.hosts[index] });
    }
  },
  words: ({ host }) => ({
    what: `host "${host}" stands behind "*/*" in one server`,
    fix: 'istiod crashes on it, again and again, and no proxy of the mesh gets any change. Take it away, as "*/*" is for all hosts of all namespaces.',
  }),
});

// What names its namespace istiod leaves as it is.
function crashingHost({ hosts }: Server): number | undefined {
  const all = hosts.indexOf('*/*');
  const index = all < 0 ? -1 : hosts.findIndex((host, at) => at > all && host !== '*/*' && (host.startsWith('./') || host.startsWith('*/')));
  return index < 0 ? undefined : index;
}

function example(hosts: string): string {
  return changed(httpGateway(80), '[shop.example.com]', `[${hosts}]`);
}
