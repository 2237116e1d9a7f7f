/** A protocol as Istio names it. `unsupported` stands for a name that Istio does not know: it sniffs such ports. */
export type Protocol =
  | 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-Web' | 'HTTP_PROXY' | 'HTTPS' | 'TLS' | 'TCP' | 'UDP' | 'Mongo' | 'Redis' | 'MySQL' | 'unsupported';

const KNOWN: readonly Protocol[] = [
  'HTTP', 'HTTP2', 'GRPC', 'GRPC-Web', 'HTTP_PROXY', 'HTTPS', 'TLS', 'TCP', 'UDP', 'Mongo', 'Redis', 'MySQL',
];
const BY_NAME = new Map(KNOWN.map((protocol) => [protocol.toLowerCase(), protocol]));

// Kubernetes' own names for application protocols, which Istio translates.
const KUBERNETES_NAMES = new Map<string, Protocol>([
  ['kubernetes.io/h2c', 'HTTP2'],
  ['kubernetes.io/ws', 'HTTP'],
  ['kubernetes.io/wss', 'HTTPS'],
]);

// SMTP, DNS, MySQL and MongoDB: Istio takes these for TCP when their name says nothing, since sniffing would break them.
const NEVER_SNIFFED = new Set([25, 53, 3306, 27017]);

const PLAIN_HTTP: readonly Protocol[] = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-Web', 'HTTP_PROXY'];
const TLS: readonly Protocol[] = ['HTTPS', 'TLS'];

/** The protocol that a word means, in any case; `unsupported` where Istio knows no such protocol. */
export function parseProtocol(word: string): Protocol {
  return BY_NAME.get(word.toLowerCase()) ?? 'unsupported';
}

/**
 * The protocol that Istio takes a Service's port for: `appProtocol`, else the part of the name before the first dash.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function protocolOfPort(port: { number: number; name?: string; protocol?: string; appProtocol?: string }): Protocol {
  if (port.protocol === 'UDP') return 'UDP';
  const word = port.appProtocol ?? port.name ?? '';
  const fromKubernetes = port.appProtocol === undefined ? undefined : KUBERNETES_NAMES.get(port.appProtocol);
  if (fromKubernetes !== undefined) return fromKubernetes;
  if (word.toLowerCase().startsWith('grpc-web')) return 'GRPC-Web';
  const parsed = parseProtocol(word.split('-')[0]);
  return parsed === 'unsupported' && NEVER_SNIFFED.has(port.number) ? 'TCP' : parsed;
}

/** Whether Istio serves this protocol by HTTP routes without TLS; such servers share a listener. */
export function isPlainHttp(protocol: Protocol): boolean {
  return PLAIN_HTTP.includes(protocol);
}

export function isTls(protocol: Protocol): boolean {
  return TLS.includes(protocol);
}
