import type { DestinationRule } from '../../model/destination-rule';
import type { Piece } from '../../values/piece';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { partsOf } from './policies-of';

type Kind = 'config-map' | 'config-map-namespace' | 'skip-verify' | 'two-sources' | 'no-client-certificate' | 'no-key';

const CONFIG_MAP = 'configmap://';

const over = (tls: string) => destinationRule({ trafficPolicy: `{ tls: { ${tls} } }` });

/** With credentialName Istio gets certificates over the network, otherwise from files of the client's pods. */
export const upstreamTlsInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH517',
  name: 'upstream-tls-invalid',
  severity: 'error',
  summary: 'TLS to a destination lacks a certificate, has it from two places, or is not to be verified against something that is given.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: over('mode: MUTUAL, clientCertificate: /etc/certs/tls.crt') },
    good: [
      { why: 'the key beside the certificate', yaml: over('mode: MUTUAL, clientCertificate: /etc/certs/tls.crt, privateKey: /etc/certs/tls.key') },
      { why: 'a secret', yaml: over('mode: MUTUAL, credentialName: shop-client') },
      { why: 'no certificate of the client', yaml: over('mode: SIMPLE, caCertificates: /etc/certs/ca.crt') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['tls']),
  words: inWords({
    'config-map': (name) => ({ what: `credentialName "${name}" names no ConfigMap`, fix: `${REJECTED} Give "configmap://NAMESPACE/NAME".` }),
    'config-map-namespace': (name) => ({
      what: `credentialName "${name}" names a ConfigMap of another namespace`,
      fix: `${REJECTED} The ConfigMap has to be in the namespace of the DestinationRule.`,
    }),
    'skip-verify': (fields) => ({
      what: `insecureSkipVerify: true is given beside ${fields}`,
      fix: `${REJECTED} The one says that the server is not to be verified, the others against what; keep one of the two.`,
    }),
    'two-sources': (fields) => ({ what: `credentialName is given beside ${fields}`, fix: `${REJECTED} Keep credentialName, or the files.` }),
    'no-client-certificate': () => ({
      what: 'mode MUTUAL has no clientCertificate',
      fix: `${REJECTED} Give clientCertificate and privateKey, or credentialName.`,
    }),
    'no-key': () => ({ what: 'mode MUTUAL has no privateKey', fix: `${REJECTED} Give clientCertificate and privateKey, or credentialName.` }),
  }),
});

const REJECTED = 'Istio rejects the DestinationRule.';

function* mistakesIn(spec: Piece, { ref }: DestinationRule): Iterable<MistakeAt<Kind>> {
  for (const tls of partsOf(spec, 'tls')) {
    const [mode, credential] = [tls.at('mode').text ?? '', tls.at('credentialName')];
    if (credential.text?.startsWith(CONFIG_MAP)) yield* inConfigMap(credential, ref.namespace);
    const verifying = ['caCertificates', ...(mode === 'SIMPLE' ? ['credentialName'] : []), 'subjectAltNames'].filter((name) => tls.at(name).isSet);
    if (['SIMPLE', 'MUTUAL'].includes(mode) && tls.at('insecureSkipVerify').value === true && verifying.length > 0) {
      yield mistake(tls.at('insecureSkipVerify'), 'skip-verify', allOf(verifying));
    }
    if (['SIMPLE', 'MUTUAL'].includes(mode) && credential.isSet) {
      const files = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'].filter((name) => tls.at(name).isSet);
      if (files.length > 0) yield mistake(credential, 'two-sources', allOf(files));
    } else if (mode === 'MUTUAL') {
      if (!tls.at('clientCertificate').isSet) yield mistake(tls, 'no-client-certificate');
      if (!tls.at('privateKey').isSet) yield mistake(tls, 'no-key');
    }
  }
}

function* inConfigMap(credential: Piece, own: string | undefined): Iterable<MistakeAt<Kind>> {
  const [namespace, name] = (credential.text ?? '').slice(CONFIG_MAP.length).split('/');
  if (!namespace || !name) yield mistake(credential, 'config-map');
  else if (own !== undefined && namespace !== own) yield mistake(credential, 'config-map-namespace');
}
