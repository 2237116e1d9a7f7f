import type { Proof } from './proof';

/** By code of the rules in lib/rules/routes. */
export const proofs: Readonly<Record<string, Proof>> = {
  MESH401: {
    by: 'engine',
    requests: [{ url: 'http://www.example.com/shop/cart', bad: { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local' } }],
  },
  MESH402: { by: 'engine', requests: [{ url: 'http://shop.example.com/api/x', bad: { kind: 'forwarded', path: '//x' } }, { url: 'http://shop.example.com/api/x', bad: { kind: 'forwarded' }, good: { kind: 'forwarded', path: '/x' } }] },
  MESH403: { by: 'engine', requests: [{ url: 'http://shop.example.com/apix', bad: { kind: 'forwarded' }, good: { kind: 'refused', because: 'no-route' } }] },
  MESH404: { by: 'engine', requests: [{ url: 'http://shop.example.com/', bad: { kind: 'forwarded' } }] },
  MESH405: { by: 'engine', requests: [{ url: 'http://shop.example.com/', headers: { 'content-type': 'application/grpc' }, bad: { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local', clusterDefined: true } }] },
  MESH406: { by: 'istio', codes: ['IST0149'] },
  MESH410: { by: 'istio', codes: ['IST0106'], saying: 'HTTP route, redirect or direct_response is required' },
  MESH411: { by: 'istio', codes: ['IST0106'], saying: 'cannot contain both route and redirect' },
  MESH412: { by: 'istio', codes: ['IST0106'], saying: 'error parsing regexp' },
  MESH413: { by: 'istio', codes: ['IST0106'], saying: 'not a valid header name' },
  MESH414: { by: 'istio', codes: ['IST0106'], saying: 'header value' },
  MESH415: { by: 'istio', codes: ['IST0106'], saying: 'authority header cannot be set multiple times' },
  MESH416: { by: 'istio', codes: ['IST0106'], saying: 'not a supported HTTP method' },
  MESH417: { by: 'istio', codes: ['IST0106'], saying: 'HTTP status' },
  MESH418: { by: 'istio', codes: ['IST0106'], saying: 'mirror_percentage' },
  MESH419: { by: 'istio', codes: ['IST0106'], saying: 'prefix_rewrite requires' },
  MESH420: { by: 'istio', codes: ['IST0106'], saying: 'HTTP status' },
  MESH421: { by: 'istio', codes: ['IST0106'], saying: 'not a valid retryOn policy' },
  MESH422: { by: 'istio', codes: ['IST0106'], saying: 'UriRegexRewrite' },
  MESH423: { by: 'istio', codes: ['IST0106'], saying: 'total destination weight' },
  MESH424: { by: 'istio', codes: ['IST0106'], saying: 'domain name' },
  MESH425: { by: 'istio', codes: ['IST0106'], saying: 'SNI host' },
  MESH426: { by: 'istio', codes: ['IST0106'], saying: 'TCP route is required' },
  MESH427: { by: 'istio', codes: ['IST0106'], saying: 'must not specify route' },
  MESH428: { by: 'istio', codes: ['IST0106'], saying: 'JWT claim based routing' },
  MESH429: { by: 'istio', codes: ['IST0130'] },
  MESH430: { by: 'istio', codes: ['IST0131'] },
  MESH431: { by: 'istio', codes: ['IST0106'], saying: 'ms precision' },
  MESH432: {
    by: 'engine',
    requests: [
      { url: 'https://shop.example.com/', bad: { kind: 'forwarded', cluster: 'outbound|443||one.web.svc.cluster.local' } },
      { url: 'https://blog.example.com/', bad: { kind: 'refused', because: 'connection' }, good: { kind: 'forwarded', cluster: 'outbound|443||two.web.svc.cluster.local' } },
    ],
  },
  MESH433: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/blog', bad: { kind: 'forwarded', cluster: 'outbound|80|v1|blog.web.svc.cluster.local' } }],
  },
  MESH434: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'answered', status: 200 } }],
  },
  MESH435: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/blog', bad: { kind: 'forwarded', cluster: 'outbound|80||blog.web.svc.cluster.local' } }],
  },
  MESH436: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'forwarded' }, good: { kind: 'answered', status: 503 } }],
  },
  MESH437: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'answered', status: 200 } }],
  },
  MESH450: {
    by: 'engine',
    requests: [{
      url: 'http://shop.example.com/blog/new', bad: { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local' },
      good: { kind: 'forwarded', cluster: 'outbound|80||blog.web.svc.cluster.local' },
    }],
  },
  MESH451: {
    by: 'engine',
    requests: [{
      url: 'http://shop.example.com/', bad: { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local' },
      good: { kind: 'forwarded', cluster: 'outbound|80||blog.web.svc.cluster.local' },
    }],
  },
  MESH452: {
    by: 'engine',
    requests: [{
      url: 'http://blog.example.com/', bad: { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local' },
      good: { kind: 'forwarded', cluster: 'outbound|80||blog.web.svc.cluster.local' },
    }],
  },
};
