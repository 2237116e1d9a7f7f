import type { Proof } from './proof';

const DENIED = { kind: 'answered', status: 403 } as const;
const PASSED = { kind: 'refused', because: 'no-host' } as const;
const URL = 'http://shop.example.com/api/1/items';

/** By code of the rules in lib/rules/policies. */
export const proofs: Readonly<Record<string, Proof>> = {
  MESH701: { by: 'istio', codes: ['IST0111'] },
  MESH702: { by: 'istio', codes: ['IST0110'] },
  MESH703: { by: 'istio', codes: ['IST0127'] },
  MESH705: { by: 'engine', requests: [{ url: URL, bad: PASSED, good: DENIED }] },
  MESH706: { by: 'istio', codes: ['IST0166'] },
  MESH710: { by: 'istio', codes: ['IST0167'] },
  MESH730: { by: 'engine', requests: [{ url: URL, bad: DENIED, good: PASSED }] },
  MESH731: { by: 'engine', requests: [{ url: URL, bad: DENIED, good: PASSED }] },
  MESH732: { by: 'istio', codes: ['IST0101'], saying: 'namespace' },
  MESH734: { by: 'engine', requests: [{ url: URL, bad: DENIED, good: PASSED }] },
  MESH735: { by: 'istio', codes: ['IST0133'], saying: 'deny all traffic to TCP ports' },
  MESH736: {
    by: 'engine',
    requests: [
      { url: URL, bad: DENIED, good: DENIED },
      { url: URL, headers: { host: 'shop.example.com:80' }, bad: PASSED, good: DENIED },
    ],
  },
  MESH740: { by: 'istio', codes: ['IST0175'] },
};
