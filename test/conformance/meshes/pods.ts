import type { Manifest } from '../engine/question';
import type { Random } from './random';

interface PodKind {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

const MAIN: PodKind = { name: 'main', namespace: 'istio-system', labels: { istio: 'ingressgateway', app: 'istio-ingressgateway', pod: 'main' } };
const OTHERS: readonly PodKind[] = [
  { name: 'internal', namespace: 'infra', labels: { istio: 'internal', pod: 'internal' } },
  { name: 'twin', namespace: 'infra', labels: { istio: 'ingressgateway', pod: 'twin' } },
];

/** Gateway pods, and the Services in front of each. */
export function generatePods(random: Random): readonly Manifest[] {
  return [MAIN, ...random.some(OTHERS, 0, 2)].flatMap((kind, index) => [pod(random, kind, index), ...random.times(kind === MAIN ? 1 : 0, 2, (i) => service(random, kind, i))]);
}

function pod(random: Random, { name, namespace, labels }: PodKind, index: number): Manifest {
  const ports = [{ name: 'web', containerPort: 8080 }, { name: 'secure', containerPort: 8443 }, { name: 'low', containerPort: 80 }];
  const env = random.chance(0.15) ? [{ name: 'ISTIO_META_UNPRIVILEGED_POD', value: 'true' }] : [];
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels },
    spec: { containers: [{ name: 'istio-proxy', image: 'istio/proxyv2', env, ports: ports.map((port) => ({ ...port, protocol: 'TCP' })) }] },
    status: { podIP: `10.9.9.${index + 1}`, phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

const PORTS: ReadonlyArray<readonly [port: number, targetPort: number | string, name: string]> = [
  [80, 8080, 'http2'], [80, 80, 'http'], [80, 'web', 'http-named'], [80, 9080, 'http-other'], [81, 8080, 'http-alias'], [8080, 8080, 'web'],
  [443, 8443, 'https'], [443, 'secure', 'tls'], [443, 'nowhere', 'https-nowhere'], [443, 8080, 'https-shared'], [444, 8443, 'https-alias'],
  [9000, 9000, 'tcp'], [9000, 9001, 'tcp-other'], [9001, 'low', 'mongo'],
];

function service(random: Random, { name, namespace, labels }: PodKind, index: number): Manifest {
  const byNumber = new Map<number, (typeof PORTS)[number]>();
  for (const port of random.some(PORTS, 2, 6)) if (!byNumber.has(port[0])) byNumber.set(port[0], port);
  const translation: Record<string, string> = random.chance(0.1) ? { 'experimental.istio.io/disable-gateway-port-translation': 'true' } : {};
  return {
    apiVersion: 'v1', kind: 'Service',
    metadata: { name: index === 0 ? name : `${name}${random.pick(['-a', '1'])}`, namespace, labels: translation, creationTimestamp: `2020-01-0${random.between(1, 2)}T00:00:00Z` },
    spec: {
      selector: random.chance(0.8) ? { pod: labels.pod } : labels,
      ports: [...byNumber.values()].map(([port, targetPort, portName]) => ({ name: portName, port, targetPort, protocol: random.chance(0.05) ? 'UDP' : 'TCP' })),
    },
  };
}
