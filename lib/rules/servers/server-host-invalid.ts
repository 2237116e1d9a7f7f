import { isDnsLabel, isIpAddress, whyNoWildcardDomain } from '../../values/dns-name';
import { parseServerHost, whyNoHost } from '../../values/host';
import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';
import { inServer, serversOf } from './in-server';
import { asList, asText } from '../../values/read';

interface Host {
  readonly host: string;
  readonly reason: string;
}

const withHost = (host: string) => changed(httpGateway(80), 'hosts: [shop.example.com]', `hosts: ["${host}"]`);

/** Istio takes more than Kiali's nomenclature: addresses, capitals and a dot at the end. */
export const serverHostInvalid = defineRule<Host>({
  code: 'MESH113',
  name: 'server-host-invalid',
  severity: 'error',
  summary: 'A host of a server is not one that Istio takes.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: withHost('shop') },
    good: [
      { why: 'a full name', yaml: withHost('shop.example.com') },
      { why: 'a wildcard as the first label', yaml: withHost('*.example.com') },
      { why: 'the wildcard for all hosts', yaml: withHost('*') },
      { why: 'a namespace before the host', yaml: withHost('web/shop.example.com') },
      { why: 'an address', yaml: withHost('192.0.2.1') },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh)) {
      for (const [index, each] of asList(server.manifest.hosts).entries()) {
        const host = asText(each);
        const reason = host === undefined ? undefined : whyNoServerHost(host);
        if (host !== undefined && reason !== undefined) yield inServer(server, ['hosts', index], { host, reason });
      }
    }
  },
  words: ({ host, reason }) => ({
    what: `host "${host}" ${reason}`,
    fix: 'Istio rejects the Gateway. A host is a full name such as "shop.example.com", a wildcard such as "*.example.com", or "*"; a namespace may stand before it, as in "web/shop.example.com".',
  }),
});

function whyNoServerHost(text: string): string | undefined {
  if (text.includes('://')) return whyNoHost(text);
  const { namespace, name } = parseServerHost(text);
  return (namespace === undefined ? undefined : whyNoNamespace(namespace)) ?? whyNoName(name);
}

function whyNoNamespace(namespace: string): string | undefined {
  if (namespace === '') return 'has nothing before its slash';
  return namespace === '*' || namespace === '.' || isDnsLabel(namespace) ? undefined : `has "${namespace}" before its slash, which is no namespace`;
}

// What Istio takes is decided by its own rules; the words for what it does not take are the same as for constructs, where they apply.
function whyNoName(name: string): string | undefined {
  const isFull = name === '*' || name.includes('.');
  const isPartial = name.includes('*') && name !== '*' && !name.startsWith('*.');
  const invalid = isIpAddress(name) ? undefined : whyNoWildcardDomain(name);
  return isFull && !isPartial && invalid === undefined ? undefined : whyNoHost(name) ?? invalid;
}
