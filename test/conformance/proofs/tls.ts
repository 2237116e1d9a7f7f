import type { Proof } from './proof';

/** By code of the rules in lib/rules/tls. */
export const proofs: Readonly<Record<string, Proof>> = {
  MESH201: { by: 'istio', codes: ['IST0101'], saying: 'credentialName' },
  MESH202: { by: 'istio', codes: ['IST0161'] },
  MESH203: { by: 'istio', codes: ['IST0161'] },
  // The engine shows a certificate of its own, and no more than that it takes the server: no part of Istio compares the two.
  MESH204: { by: 'engine', requests: [{ url: 'https://www.shop.example.com/', bad: { kind: 'refused', because: 'no-host' } }] },
  MESH205: {
    by: 'engine',
    requests: [{ url: 'https://shop.example.com/', headers: { host: 'blog.example.com' }, bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'forwarded' } }],
  },
  MESH206: {
    by: 'engine',
    requests: [
      { url: 'http://shop.example.com/', bad: { kind: 'redirected', status: 301, location: 'https://shop.example.com/' } },
      { url: 'https://shop.example.com/', bad: { kind: 'refused', because: 'connection' }, good: { kind: 'refused', because: 'no-host' } },
    ],
  },
  // What a load balancer has decrypted comes to port 443 as plain HTTP.
  MESH207: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com:443/', headers: { host: 'shop.example.com' }, bad: { kind: 'redirected', location: 'https://shop.example.com/' }, good: { kind: 'refused', because: 'no-host' } }],
  },
  MESH208: { by: 'engine', requests: [{ url: 'https://shop.example.com/', bad: { kind: 'refused', because: 'tls' }, good: { kind: 'refused', because: 'no-host' } }] },
  // The engine leaves out what the gateway itself encrypts: it shows only that the connection is passed on to that destination.
  MESH209: { by: 'engine', requests: [{ url: 'https://shop.example.com/', bad: { kind: 'forwarded', cluster: 'outbound|443||shop.web.svc.cluster.local' } }] },

  MESH210: { by: 'istio', codes: ['IST0106'], saying: 'must have TLS settings' },
  MESH211: { by: 'istio', codes: ['IST0106'], saying: 'cannot have TLS settings' },
  MESH212: { by: 'istio', codes: ['IST0133'], saying: 'tls.httpsRedirect' },
  MESH213: { by: 'istio', codes: ['IST0106'], saying: 'requires a server certificate' },
  MESH214: { by: 'istio', codes: ['IST0106'], saying: 'requires a client CA bundle' },
  MESH215: { by: 'istio', codes: ['IST0133'], saying: 'will be ignored' },
  MESH216: { by: 'istio', codes: ['IST0106'], saying: 'only one of credential_name' },
  MESH217: { by: 'istio', codes: ['IST0106'], saying: 'ISTIO_MUTUAL TLS cannot have' },
  MESH218: { by: 'istio', codes: ['IST0106'], saying: 'CRL is not supported' },
  MESH219: { by: 'istio', codes: ['IST0133'], saying: 'compatible ciphers' },
  MESH220: { by: 'istio', codes: ['IST0133'], saying: 'invalid cipher suites' },
  MESH221: { by: 'engine', requests: [{ url: 'https://shop.example.com/', bad: { kind: 'refused', because: 'connection' }, good: { kind: 'refused', because: 'no-host' } }] },
  // That Istio serves what is in the Secret is all that it could show: who reads the manifests is beyond it.
  MESH222: { by: 'engine', requests: [{ url: 'https://shop.example.com/', bad: { kind: 'refused', because: 'no-host' } }] },
};
