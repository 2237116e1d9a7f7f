import { defineRule } from '../define-rule';
import { changed, documents } from '../example-manifests';
import { gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Covered {
  readonly host: string;
  readonly wildcard: string;
}

const WILDCARD = documents(gateway(server('shop.example.com')), virtualService(http(routeTo('host: api.example.org'))), `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: api, namespace: web }
spec:
  hosts: ["*.example.org"]
  location: MESH_EXTERNAL
  ports: [{ number: 80, name: http, protocol: HTTP }]
  resolution: NONE
`);

/** A wildcard lets sidecars pass requests for a name on; a route needs the very host. Istio's analyzer and Kiali take it for one. */
export const destinationUnderWildcard = defineRule<Covered>({
  code: 'MESH503',
  name: 'destination-under-wildcard',
  severity: 'error',
  summary: 'A route sends to a host that only a wildcard of a ServiceEntry covers, which is no host to send to.',
  seeAlso: [],
  reads: ['sendings', 'knownHosts'],
  examples: {
    bad: { yaml: WILDCARD, complete: ['ServiceEntry'] },
    good: [
      { why: 'the host itself in the ServiceEntry', yaml: changed(WILDCARD, '"*.example.org"', 'api.example.org').replace('resolution: NONE', 'resolution: DNS'), complete: ['ServiceEntry'] },
      { why: 'the host beside the wildcard', yaml: changed(WILDCARD, '"*.example.org"', '"*.example.org", api.example.org'), complete: ['ServiceEntry'] },
      { why: 'the wildcard as destination', yaml: changed(WILDCARD, 'host: api.example.org', 'host: "*.example.org"'), complete: ['ServiceEntry'] },
    ],
  },
  * check({ sendings, knownHosts: hosts }) {
    for (const { route: { ref, origin }, destination: { field, host }, idle } of sendings) {
      const found = hosts.look(host, ref.namespace);
      if (found.kind !== 'under-wildcard') continue;
      const severity = found.sure ? 'error' : 'warning';
      yield { at: { ref, origin, field: [...field, 'host'] }, related: [], severity: idle ? 'info' : severity, data: { host, wildcard: found.wildcard } };
    }
  },
  words: ({ host, wildcard }) => ({
    what: `destination "${host}" is covered by "${wildcard}" of a ServiceEntry, and is on none itself`,
    fix: `Istio has nothing to send to for it, and requests get 503. Add "${host}" to the hosts of a ServiceEntry, with resolution: DNS.`,
  }),
});
