import type { Proof } from './proof';

/** By code of the rules in lib/rules/schema. */
export const proofs: Readonly<Record<string, Proof>> = {
  // The misspelled rewrite is dropped, as by the API server.
  MESH901: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/blog', bad: { kind: 'forwarded', path: '/blog' }, good: { kind: 'forwarded', path: '/articles' } }],
  },
  MESH902: { by: 'istio', codes: ['IST0106'], saying: 'duration' },
  // The name of the header is now "true".
  MESH903: {
    by: 'engine',
    requests: [{
      url: 'http://shop.example.com/blog',
      headers: { y: '1' },
      bad: { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local' },
      good: { kind: 'forwarded', cluster: 'outbound|80||blog.web.svc.cluster.local' },
    }],
  },
  // Of labels and annotations only the API server and the webhook speak, which apply asks.
  MESH904: { by: 'istio', codes: ['metadata'] },
  MESH906: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'forwarded' } }],
  },
  MESH907: { by: 'istio', codes: ['IST0002'] },
};
