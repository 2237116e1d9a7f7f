import { asTexts } from '../../values/read';
import { allOf, oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { tlsGateway } from '../example-manifests';
import { inTls, tlsServersOf } from './server-tls';

interface Ciphers {
  readonly port: number;
  /** Or named before. */
  readonly isUnknown: boolean;
  readonly ciphers: readonly string[];
}

// Those of BoringSSL, by the names of OpenSSL; the ciphers of TLS 1.3 cannot be chosen.
const KNOWN = [
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA', 'AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA',
];

const withCiphers = (ciphers: string) => tlsGateway(`{ mode: SIMPLE, credentialName: shop, cipherSuites: [${ciphers}] }`);

/** Istio passes on what begins with a sign, as BoringSSL's expressions do, without a look at it. */
export const tlsCiphersIgnored = defineRule<Ciphers>({
  code: 'MESH220',
  name: 'tls-ciphers-ignored',
  severity: 'warning',
  summary: 'The tls of a server names cipherSuites that Istio leaves out.',
  seeAlso: ['IST0133'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: withCiphers('ECDHE-RSA-AES128-GCM-SHA256, ECDHE-RSA-AES128-CBC-SHA256') },
    good: [
      { why: 'a cipher of the list', yaml: withCiphers('ECDHE-RSA-AES128-GCM-SHA256') },
      { why: 'all ciphers', yaml: withCiphers('ALL') },
      { why: 'a choice with a sign before it', yaml: withCiphers('ALL, "!AES128-SHA"') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh, ['cipherSuites'])) {
      const { server: { port }, tls } = each;
      for (const [because, ciphers] of Object.entries(leftOut(asTexts(tls.manifest.cipherSuites)))) {
        if (ciphers.size > 0) yield inTls(each, ['cipherSuites'], { port: port.number, isUnknown: because === 'unknown', ciphers: [...ciphers] });
      }
    }
  },
  words: ({ port, isUnknown, ciphers }) => ({
    what: `cipherSuites on port ${port} ${isUnknown ? `have ${allOf(ciphers)}, which Envoy does not know` : `name ${allOf(ciphers)} more than once`}`,
    fix: isUnknown ? `Istio leaves out what it does not know, and uses the default where nothing is left. Use ${oneOf(KNOWN)}.` : 'Istio leaves out all but the first. Name each once.',
  }),
});

function leftOut(given: readonly string[]): Readonly<Record<'unknown' | 'repeated', ReadonlySet<string>>> {
  const [taken, unknown, repeated] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const cipher of given) {
    if (!isTaken(cipher)) unknown.add(cipher);
    else if (taken.has(cipher)) repeated.add(cipher);
    else taken.add(cipher);
  }
  return { unknown, repeated };
}

function isTaken(cipher: string): boolean {
  return cipher === '' || cipher === 'ALL' || !/^[\p{L}\p{N}]/u.test(cipher) || KNOWN.includes(cipher);
}
