// Every kind that the model reads, by group as `groupKindOf` has it; versions do not matter.

export const GATEWAY = 'networking.istio.io/Gateway';
export const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
export const DESTINATION_RULE = 'networking.istio.io/DestinationRule';
export const SERVICE_ENTRY = 'networking.istio.io/ServiceEntry';
export const WORKLOAD_ENTRY = 'networking.istio.io/WorkloadEntry';
export const SIDECAR = 'networking.istio.io/Sidecar';
export const PEER_AUTHENTICATION = 'security.istio.io/PeerAuthentication';
export const REQUEST_AUTHENTICATION = 'security.istio.io/RequestAuthentication';
export const AUTHORIZATION_POLICY = 'security.istio.io/AuthorizationPolicy';
export const INGRESS = 'networking.k8s.io/Ingress';
export const INGRESS_CLASS = 'networking.k8s.io/IngressClass';
export const SERVICE = '/Service';
export const SECRET = '/Secret';
export const NAMESPACE = '/Namespace';
export const CONFIG_MAP = '/ConfigMap';
/** What stands for a Secret that a controller makes. */
export const SECRET_MAKERS = ['cert-manager.io/Certificate', 'external-secrets.io/ExternalSecret', 'bitnami.com/SealedSecret'] as const;
/** Kinds that make pods. */
export const POD_KINDS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job', 'batch/CronJob', '/Pod'] as const;

export const ENVOY_FILTER = 'networking.istio.io/EnvoyFilter';
export const WASM_PLUGIN = 'extensions.istio.io/WasmPlugin';
export const TRAFFIC_EXTENSION = 'extensions.istio.io/TrafficExtension';
/** Istio's other kinds: of these only the schema is checked, and which pods they are for. */
export const OTHERS_OF_ISTIO = [
  ENVOY_FILTER, WASM_PLUGIN, TRAFFIC_EXTENSION, 'networking.istio.io/ProxyConfig', 'networking.istio.io/WorkloadGroup', 'telemetry.istio.io/Telemetry',
] as const;
/** Of the Gateway API only this is read, and which routes are on it. */
export const API_GATEWAY = 'gateway.networking.k8s.io/Gateway';
export const API_ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`);
/** What Istio itself is installed by. */
export const ISTIO_OPERATOR = 'install.istio.io/IstioOperator';

/** All of them; what else an app holds need not be rendered for the checks. */
export const KINDS_READ: ReadonlySet<string> = new Set<string>([
  GATEWAY, VIRTUAL_SERVICE, DESTINATION_RULE, SERVICE_ENTRY, WORKLOAD_ENTRY, SIDECAR,
  PEER_AUTHENTICATION, REQUEST_AUTHENTICATION, AUTHORIZATION_POLICY,
  INGRESS, INGRESS_CLASS, SERVICE, SECRET, NAMESPACE, CONFIG_MAP, ...SECRET_MAKERS, ...POD_KINDS, ...OTHERS_OF_ISTIO, API_GATEWAY, ...API_ROUTES, ISTIO_OPERATOR,
]);

/** The same without their groups, as people say them: `Service`. */
export const KIND_NAMES: readonly string[] = [...new Set([...KINDS_READ].map((kind) => kind.slice(kind.indexOf('/') + 1)))].sort();
