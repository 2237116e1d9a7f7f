import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { partsOf } from './policies-of';

type Kind = 'empty' | 'negative' | 'two-protocols' | 'keepalive';

const LIMITS = ['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries', 'maxConcurrentStreams'];

const pooling = (pool: string) => destinationRule({ trafficPolicy: `{ connectionPool: { ${pool} } }` });

export const connectionPoolInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH514',
  name: 'connection-pool-invalid',
  severity: 'error',
  summary: 'A connection pool says nothing, has a negative limit, or settings for HTTP that contradict each other or are not whole.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: pooling('tcp: { maxConnections: -1 }') },
    good: [
      { why: 'a limit', yaml: pooling('tcp: { maxConnections: 100 }') },
      { why: 'no limit', yaml: pooling('tcp: { connectTimeout: 5s }') },
      { why: 'HTTP/2 in any case', yaml: pooling('http: { h2UpgradePolicy: UPGRADE, http2KeepAlive: { interval: 10s, timeout: 5s } }') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['connectionPool']),
  words: inWords({
    'empty': () => ({
      what: 'a connection pool has settings for neither TCP nor HTTP',
      fix: 'Istio rejects the DestinationRule. Give tcp or http, or take the pool away.',
    }),
    'negative': (limit) => ({
      what: `${limit} is negative`,
      fix: 'Istio rejects the DestinationRule. Leave it out, or give 0, for Envoy\'s own limit.',
    }),
    'two-protocols': () => ({
      what: 'a connection pool has both h2UpgradePolicy: UPGRADE and useClientProtocol: true',
      fix: 'Istio rejects the DestinationRule. The one makes all requests HTTP/2, the other keeps what the client speaks; give one of them.',
    }),
    'keepalive': (name) => ({ what: `http2KeepAlive has no ${name}`, fix: 'Istio rejects the DestinationRule. Give both interval and timeout.' }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const pool of partsOf(spec, 'connectionPool')) {
    const [http, tcp] = [pool.at('http'), pool.at('tcp')];
    if (!http.isGiven && !tcp.isGiven) yield mistake(pool, 'empty');
    const limits = [tcp.at('maxConnections'), ...LIMITS.map((name) => http.at(name))];
    for (const limit of limits) if ((limit.number ?? 0) < 0) yield mistake(limit, 'negative', `${String(limit.field[limit.field.length - 1])} ${limit.number}`);
    const [upgrade, useClients, keepalive] = ['h2UpgradePolicy', 'useClientProtocol', 'http2KeepAlive'].map((name) => http.at(name));
    if (upgrade.text === 'UPGRADE' && useClients.value === true) yield mistake(useClients, 'two-protocols');
    if (keepalive.isGiven) for (const name of ['interval', 'timeout']) if (!keepalive.at(name).isGiven) yield mistake(keepalive, 'keepalive', name);
  }
}
