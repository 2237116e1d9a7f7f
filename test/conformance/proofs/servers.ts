import type { Proof } from './proof';

/** By code of the rules in lib/rules/servers. */
export const proofs: Readonly<Record<string, Proof>> = {
  MESH101: { by: 'istio', codes: ['IST0145'] },
  MESH102: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-listener' }, good: { kind: 'refused', because: 'no-host' } }],
  },
  MESH103: { by: 'engine', requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-listener', listener: 80 }, good: { kind: 'refused', because: 'no-host' } }] },
  MESH104: { by: 'engine', requests: [{ url: 'http://shop.example.com:7070/', bad: { kind: 'refused', because: 'no-service-port' } }] },
  MESH105: { by: 'istio', codes: ['IST0101'], saying: 'selector' },
  MESH106: {
    by: 'engine', gateway: { namespace: 'team-b', labels: { istio: 'internal' } },
    requests: [{ url: 'http://shop.example.com:80/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'refused', because: 'no-listener' } }],
  },
  MESH107: { by: 'engine', requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-listener' }, good: { kind: 'refused', because: 'no-host' } }] },
  MESH110: { by: 'istio', codes: ['IST0106'], saying: 'invalid gateway name' },
  MESH111: { by: 'istio', codes: ['IST0106'], saying: 'at least one server' },
  MESH112: { by: 'istio', codes: ['IST0106'], saying: 'at least one host' },
  MESH113: { by: 'istio', codes: ['IST0106'], saying: 'short names' },
  MESH114: { by: 'istio', codes: ['IST0106'], saying: 'in the range 1..65535' },
  MESH115: { by: 'istio', codes: ['IST0106'], saying: 'port name must be set' },
  MESH116: { by: 'istio', codes: ['IST0106'], saying: 'duplicate name http' },
  MESH117: { by: 'istio', codes: ['IST0106'], saying: 'targetPort has no impact' },
  MESH118: { by: 'istio', codes: ['IST0106'], saying: 'invalid protocol' },
  MESH119: { by: 'istio', codes: ['IST0106'], saying: 'not a valid IP' },
  MESH121: {
    by: 'engine',
    requests: [
      { url: 'http://shop.example.com/', bad: { kind: 'forwarded' }, good: { kind: 'forwarded' } },
      { url: 'https://blog.example.com:80/', bad: { kind: 'refused' }, good: { kind: 'forwarded' } },
    ],
  },
  MESH122: {
    by: 'engine',
    requests: [{ url: 'https://shop.example.com/', bad: { kind: 'rejected', listener: 8443 }, good: { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local' } }],
  },
  MESH123: {
    by: 'engine',
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' }, good: { kind: 'forwarded' } }],
  },
  MESH124: { by: 'crash', saying: 'index out of range' },
  MESH125: {
    by: 'engine',
    requests: [
      { url: 'https://shop.example.com/', bad: { kind: 'forwarded', cluster: 'outbound|443||shop.web.svc.cluster.local' } },
      { url: 'https://www.example.com/', bad: { kind: 'refused', because: 'connection' }, good: { kind: 'forwarded', cluster: 'outbound|443||blog.web.svc.cluster.local' } },
    ],
  },
};
