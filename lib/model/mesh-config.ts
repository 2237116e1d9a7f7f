import { readExportTo } from '../values/export-to';
import { asList, asNumber, asRecord, asText, type Manifest } from '../values/read';

/** What of Istio's MeshConfig decides what is built; Istio's defaults where nothing is given. */
export interface MeshConfig {
  /** Whether it was given rather than assumed. */
  readonly given: boolean;
  readonly rootNamespace: string;
  readonly enableAutoMtls: boolean;
  /** Visibility of what has no `exportTo`: `*` for all namespaces, `.` for its own. */
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  readonly defaultServiceExportTo: readonly string[];
  /** Whether sidecars let traffic out to hosts that are not in the registry. */
  readonly allowAny: boolean;
  readonly ingressClass: string;
  /** How istiod takes up Ingress objects. */
  readonly ingressControllerMode: 'OFF' | 'DEFAULT' | 'STRICT';
  /** The pods that serve Ingress objects: their label `istio`. */
  readonly ingressSelector: string;
  readonly extensionProviders: readonly string[];
  /** How many proxies in front of gateways are trusted to say how a client has come. */
  readonly numTrustedProxies: number;
  readonly manifest: Manifest;
}

/** Reads a MeshConfig as istiod has it in key `mesh` of its ConfigMap. */
export function readMeshConfig(manifest: Manifest = {}): MeshConfig {
  const exportTo = (value: unknown) => readExportTo(value, ['*']);
  const mode = asText(manifest.ingressControllerMode);
  return {
    given: Object.keys(manifest).length > 0,
    rootNamespace: asText(manifest.rootNamespace) || 'istio-system',
    enableAutoMtls: manifest.enableAutoMtls !== false,
    defaultVirtualServiceExportTo: exportTo(manifest.defaultVirtualServiceExportTo),
    defaultDestinationRuleExportTo: exportTo(manifest.defaultDestinationRuleExportTo),
    defaultServiceExportTo: exportTo(manifest.defaultServiceExportTo),
    allowAny: asText(asRecord(manifest.outboundTrafficPolicy).mode) !== 'REGISTRY_ONLY',
    ingressClass: asText(manifest.ingressClass) || 'istio',
    ingressControllerMode: mode === 'OFF' || mode === 'DEFAULT' ? mode : 'STRICT',
    ingressSelector: asText(manifest.ingressSelector) || 'ingressgateway',
    extensionProviders: asList(manifest.extensionProviders).map((each) => asText(asRecord(each).name)).filter((name) => name !== undefined),
    numTrustedProxies: asNumber(asRecord(asRecord(manifest.defaultConfig).gatewayTopology).numTrustedProxies) ?? 0,
    manifest,
  };
}
