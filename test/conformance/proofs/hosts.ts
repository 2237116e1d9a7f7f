import type { Proof } from './proof';

/** By code of the rules in lib/rules/hosts. */
export const proofs: Readonly<Record<string, Proof>> = {
  MESH301: { by: 'istio', codes: ['IST0101'], saying: 'gateway not found' },
  MESH302: { by: 'istio', codes: ['IST0133'], saying: 'gateway' },
  MESH303: { by: 'istio', codes: ['IST0165'] },
  MESH304: { by: 'engine', requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'forwarded', clusterDefined: true } }] },
  MESH305: { by: 'engine', requests: [{ url: 'http://www.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'forwarded', clusterDefined: true } }] },
  MESH306: { by: 'istio', codes: ['IST0132'] },
  MESH307: { by: 'engine', requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'forwarded', clusterDefined: true } }] },
  MESH308: { by: 'engine', requests: [{ url: 'http://shop.example.com/', bad: { kind: 'forwarded', clusterDefined: false }, good: { kind: 'forwarded', clusterDefined: true } }] },
  MESH309: { by: 'engine', requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'forwarded', clusterDefined: true } }] },
  MESH310: { by: 'istio', codes: ['IST0106'], saying: 'delegate virtual service must have no gateways' },
  MESH311: { by: 'istio', codes: ['IST0106'], saying: 'invalid value for namespace' },
  MESH312: { by: 'istio', codes: ['IST0106'], saying: 'domain name' },
  MESH313: { by: 'istio', codes: ['IST0106'], saying: 'wildcard host * is not allowed' },
  MESH314: { by: 'istio', codes: ['IST0106'], saying: 'duplicate hosts' },
  MESH315: { by: 'istio', codes: ['IST0106'], saying: 'http, tcp or tls must be provided' },
  MESH316: { by: 'istio', codes: ['IST0106'], saying: 'exportTo ~' },
  MESH320: { by: 'istio', codes: ['IST0109'] },
  MESH321: { by: 'engine', requests: [{ url: 'https://shop.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'forwarded', clusterDefined: true } }] },
  MESH322: { by: 'engine', requests: [{ url: 'http://www.example.com/', bad: { kind: 'refused', because: 'no-host' } }, { url: 'http://shop.example.com/', bad: { kind: 'forwarded', clusterDefined: true } }] },
};
