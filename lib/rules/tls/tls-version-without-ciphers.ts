import { asText } from '../../values/read';
import { defineRule } from '../define-rule';
import { tlsGateway } from '../example-manifests';
import { inTls, isSet, tlsServersOf } from './server-tls';

interface Version {
  readonly port: number;
  readonly version: string;
}

const simple = (rest: string) => tlsGateway(`{ mode: SIMPLE, credentialName: shop, ${rest} }`);

/** Envoy's own list of ciphers has none that TLS 1.0 and 1.1 can use, so a lower version alone changes nothing. */
export const tlsVersionWithoutCiphers = defineRule<Version>({
  code: 'MESH219',
  name: 'tls-version-without-ciphers',
  severity: 'warning',
  summary: 'The tls of a server allows an old version of TLS and names no cipherSuites that it could use.',
  seeAlso: ['IST0133'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: simple('minProtocolVersion: TLSV1_1') },
    good: [
      { why: 'a version that needs none', yaml: simple('minProtocolVersion: TLSV1_2') },
      { why: 'ciphers of that version', yaml: simple('minProtocolVersion: TLSV1_1, cipherSuites: [ECDHE-RSA-AES128-SHA]') },
      { why: 'a low version as the highest', yaml: simple('maxProtocolVersion: TLSV1_2') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh, ['minProtocolVersion'])) {
      const { server: { port }, tls } = each;
      const version = asText(tls.manifest.minProtocolVersion) ?? '';
      if (['TLSV1_0', 'TLSV1_1'].includes(version) && !isSet(tls, 'cipherSuites')) yield inTls(each, ['minProtocolVersion'], { port: port.number, version });
    }
  },
  words: ({ port, version }) => ({
    what: `tls on port ${port} has minProtocolVersion ${version} and no cipherSuites`,
    fix: 'Clients of that version find no cipher to agree on. Name some that it has, such as ECDHE-RSA-AES128-SHA, or use TLSV1_2.',
  }),
});
