import type { Proof } from './proof';

/** By code of the rules in lib/rules/workloads. */
export const proofs: Readonly<Record<string, Proof>> = {
  MESH601: {
    by: 'engine', gateway: { namespace: 'team-b', labels: { istio: 'internal' } },
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' } }],
  },
};
