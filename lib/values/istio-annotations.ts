import { isIpSubnet } from './dns-name';

/** Which kind of object an annotation of Istio's has a meaning on; `Pod` also for the pod templates of others. */
export type AnnotatedKind = 'Any' | 'AuthorizationPolicy' | 'Gateway' | 'GatewayClass' | 'Ingress' | 'Namespace' | 'Pod' | 'Service' | 'ServiceEntry' | 'WorkloadEntry';

/** An annotation that Istio knows. */
export interface IstioAnnotation {
  readonly kinds: readonly AnnotatedKind[];
  readonly deprecated: boolean;
  /** What a value has to be, `a number`; undefined where any may do. */
  readonly expects?: string;
  readonly takes?: (value: string) => boolean;
}

interface Form {
  readonly expects: string;
  takes(value: string): boolean;
}

const everyOf = (takes: (each: string) => boolean) => (list: string): boolean => list.trim() === '' || list.split(',').every((each) => takes(each.trim()));
const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const NUMBER: Form = { expects: 'a whole number from 0', takes: (value) => /^\d{1,10}$/.test(value) && Number(value) < 2 ** 32 };
const PORT: Form = { expects: 'a port number', takes: (value) => isPort(value.trim()) };
const PORTS: Form = { expects: 'port numbers with commas between them', takes: everyOf(isPort) };
const PORTS_OR_ALL: Form = { expects: '"*", or port numbers with commas between them', takes: (value) => value === '*' || PORTS.takes(value) };
const RANGES: Form = { expects: 'IP ranges such as 10.0.0.0/8 with commas between them', takes: everyOf((range) => range.includes('/') && isIpSubnet(range)) };
const RANGES_OR_ALL: Form = { expects: `"*", or ${RANGES.expects}`, takes: (value) => value === '*' || RANGES.takes(value) };
const INTERFACES: Form = { expects: 'names of network interfaces with commas between them', takes: everyOf((name) => /^[a-z][\w.-]{0,14}$/i.test(name)) };
const YES_NO: Form = { expects: '"true" or "false"', takes: (value) => /^(?:1|0|t|f|true|false)$/i.test(value) };
const QUANTITY: Form = { expects: 'a quantity such as 100m or 128Mi', takes: (value) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/.test(value) };
const INTERCEPTION: Form = { expects: 'REDIRECT, TPROXY or NONE', takes: (value) => ['REDIRECT', 'TPROXY', 'NONE'].includes(value) };

const FORMS: Readonly<Record<string, Form>> = {
  'sidecar.istio.io/interceptionMode': INTERCEPTION,
  'status.sidecar.istio.io/port': PORT,
  'readiness.status.sidecar.istio.io/initialDelaySeconds': NUMBER,
  'readiness.status.sidecar.istio.io/periodSeconds': NUMBER,
  'readiness.status.sidecar.istio.io/failureThreshold': NUMBER,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': RANGES_OR_ALL,
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': RANGES,
  'traffic.sidecar.istio.io/includeInboundPorts': PORTS_OR_ALL,
  'traffic.sidecar.istio.io/excludeInboundPorts': PORTS,
  'traffic.sidecar.istio.io/excludeOutboundPorts': PORTS,
  'traffic.sidecar.istio.io/excludeInterfaces': INTERFACES,
  'traffic.sidecar.istio.io/kubevirtInterfaces': INTERFACES,
  'istio.io/reroute-virtual-interfaces': INTERFACES,
  'prometheus.istio.io/merge-metrics': YES_NO,
  'sidecar.istio.io/proxyCPU': QUANTITY,
  'sidecar.istio.io/proxyMemory': QUANTITY,
  'sidecar.istio.io/proxyCPULimit': QUANTITY,
  'sidecar.istio.io/proxyMemoryLimit': QUANTITY,
};

const DEPRECATED = new Set([
  'alpha.istio.io/canonical-serviceaccounts', 'alpha.istio.io/kubernetes-serviceaccounts', 'sidecar.istio.io/discoveryAddress', 'sidecar.istio.io/extraStatTags',
  'sidecar.istio.io/inject', 'sidecar.istio.io/statsCompression', 'sidecar.istio.io/statsInclusionPrefixes', 'sidecar.istio.io/statsInclusionRegexps',
  'sidecar.istio.io/statsInclusionSuffixes', 'traffic.sidecar.istio.io/kubevirtInterfaces',
]);

/** Names by kind, with the domain that they have in common first. */
const NAMES: ReadonlyArray<readonly [kinds: readonly AnnotatedKind[], domain: string, names: string]> = [
  [['Service'], 'alpha.istio.io', 'canonical-serviceaccounts kubernetes-serviceaccounts'],
  [['Pod'], 'ambient.istio.io', 'bypass-inbound-capture dns-capture redirection'],
  [['Gateway', 'GatewayClass'], 'ambient.istio.io', 'waypoint-inbound-binding'],
  [['Any'], 'galley.istio.io', 'analyze-suppress'],
  [['Any'], 'gateway.istio.io', 'controller-version'],
  [['Gateway'], 'gateway.istio.io', 'name-override service-account'],
  [['Pod'], 'inject.istio.io', 'templates'],
  [['WorkloadEntry'], 'istio.io', 'autoRegistrationGroup connectedAt disconnectedAt workloadController'],
  [['AuthorizationPolicy'], 'istio.io', 'dry-run'],
  [['Pod'], 'istio.io', 'reroute-virtual-interfaces'],
  [['Any'], 'istio.io', 'rev'],
  [['Service', 'ServiceEntry', 'Namespace'], 'istio.io', 'use-waypoint-canary-weight'],
  [['Ingress'], 'kubernetes.io', 'ingress.class'],
  [['Service'], 'networking.istio.io', 'exportTo'],
  [['Gateway'], 'networking.istio.io', 'service-type'],
  [['Namespace', 'Service', 'ServiceEntry'], 'networking.istio.io', 'traffic-distribution'],
  [['Pod'], 'prometheus.istio.io', 'merge-metrics'],
  [['Pod'], 'proxy.istio.io', 'config overrides'],
  [['Pod'], 'readiness.status.sidecar.istio.io', 'applicationPorts failureThreshold initialDelaySeconds periodSeconds'],
  [['Pod'], 'sidecar.istio.io', 'agentLogLevel bootstrapOverride componentLogLevel discoveryAddress extraStatTags inject interceptionMode logLevel nativeSidecar'],
  [['Pod'], 'sidecar.istio.io', 'proxyCPU proxyCPULimit proxyImage proxyImageType proxyMemory proxyMemoryLimit rewriteAppHTTPProbers'],
  [['Pod'], 'sidecar.istio.io', 'statsCompression statsEvictionInterval statsFlushInterval statsHistogramBins statsHistogramBuckets'],
  [['Pod'], 'sidecar.istio.io', 'statsInclusionPrefixes statsInclusionRegexps statsInclusionSuffixes userVolume userVolumeMount'],
  [['Any'], 'sidecar.istio.io', 'status'],
  [['Pod'], 'status.sidecar.istio.io', 'port'],
  [['Namespace'], 'topology.istio.io', 'controlPlaneClusters'],
  [['Service'], 'traffic.istio.io', 'nodeSelector'],
  [['Pod'], 'traffic.sidecar.istio.io', 'excludeInboundPorts excludeInterfaces excludeOutboundIPRanges excludeOutboundPorts'],
  [['Pod'], 'traffic.sidecar.istio.io', 'includeInboundPorts includeOutboundIPRanges includeOutboundPorts kubevirtInterfaces'],
];

/** Every annotation of Istio 1.31, by name. */
export const ISTIO_ANNOTATIONS: ReadonlyMap<string, IstioAnnotation> = new Map(NAMES.flatMap(([kinds, domain, names]) => names.split(' ').map((name) => {
  const full = `${domain}/${name}`;
  return [full, { kinds, deprecated: DEPRECATED.has(full), ...FORMS[full] }] as const;
})));

/** What Istio reads as a label, and never as an annotation. */
export const ISTIO_LABELS: ReadonlySet<string> = new Set([
  'gateway.istio.io/managed', 'istio.io/dataplane-mode', 'istio.io/ingress-use-waypoint', 'istio.io/tag', 'istio.io/use-waypoint', 'istio.io/use-waypoint-canary',
  'istio.io/use-waypoint-canary-namespace', 'istio.io/use-waypoint-namespace', 'istio.io/waypoint-for', 'networking.istio.io/enable-autoallocate-ip',
  'networking.istio.io/gatewayPort', 'security.istio.io/tlsMode', 'service.istio.io/canonical-name', 'service.istio.io/canonical-revision',
  'service.istio.io/workload-name', 'topology.istio.io/cluster', 'topology.istio.io/locality', 'topology.istio.io/network', 'topology.istio.io/subzone',
]);

/** Whether an annotation is in Istio's name: also the one of Kubernetes that Istio documents. Istio's own notes to itself are left alone. */
export function isIstioAnnotation(name: string): boolean {
  const [domain] = name.split('/');
  return name === 'kubernetes.io/ingress.class' || (name.includes('/') && domain !== 'internal.istio.io' && /(?:^|\.)istio\.io$/.test(domain));
}
