import type { Comparison, Difference } from './compare';
import type { Fixture } from './fixtures';

/** Why one side alone says something: what Istio really does. */
interface Reason {
  readonly by: Difference['by'];
  /** Istio's code, or the code of our rule. */
  readonly code: string;
  /** @default - in every fixture */
  readonly fixture?: RegExp;
  /** @default - of every object */
  readonly object?: RegExp;
  readonly reason: string;
}

const REASONS: readonly Reason[] = [
  {
    by: 'istio', code: 'IST0102',
    reason: 'No pod runs in the namespace, or other labels decide about those that do: nothing is injected there or not because of it. MESH613 tells it where a pod has no proxy for want of a label.',
  },
  {
    by: 'istio', code: 'IST0103',
    reason: 'The Pod stands in a file without a status: the webhook injects it when it is made. MESH615 tells it of pods that a cluster has.',
  },
  {
    by: 'istio', code: 'IST0148',
    reason: 'It tells how Istio is installed; the namespace is injected, as that says, and nothing is wrong.',
  },
  {
    by: 'istio', code: 'IST0158',
    reason: 'It compares running proxies with the injection template, which only a live cluster has; no manifest changes what runs.',
  },
  {
    by: 'istio', code: 'IST0139',
    reason: 'Webhooks are no part of ingress, and are not read.',
  },
  {
    by: 'istio', code: 'IST0118',
    reason: 'No VirtualService routes to the Service and no pod of the mesh is behind it, so no proxy looks at the name of its port.',
  },
  {
    by: 'istio', code: 'IST0133', fixture: /^deprecation$/, object: /^EnvoyFilter/,
    reason: 'A general advice against EnvoyFilter, which is no part of what is checked; its schema is.',
  },
  {
    by: 'istio', code: 'IST0133', fixture: /^ServiceEntry Addresses Allocated$/,
    reason: 'Istio allocates addresses by itself unless told otherwise (MESH534 tells where it does not), and here the status holds the one that it has allocated.',
  },
  {
    by: 'istio', code: 'IST0106', object: /^Sidecar/,
    reason: 'Validation of Sidecars is left to Istio: only Gateways, VirtualServices, DestinationRules and ServiceEntries are validated here beyond their schema. An empty Sidecar is refused by the webhook.',
  },
  {
    by: 'istio', code: 'IST0106', fixture: /^virtualServiceInternalGatewayRef$/,
    reason: 'One fault, told once: MESH308 says that the name is one of Istio\'s own (IST0165).',
  },
  {
    by: 'ours', code: 'MESH901', fixture: /^deprecation$/,
    reason: 'The definition of EnvoyFilter has no such field: the API server drops it, and the analyzers read it leniently.',
  },
  {
    by: 'ours', code: 'MESH904', fixture: /^gatewaySecret$/,
    reason: 'The API server refuses the name; the analyzers take what stands in a file for applied.',
  },
  {
    by: 'istio', code: 'IST0138', fixture: /^gatewaySecret$/,
    reason: 'The servers have one and the same host, so the younger is dropped whole (MESH101, as IST0145): a connection that is reused for it reaches the right server.',
  },
  {
    by: 'ours', code: 'MESH202', fixture: /^gatewaySecret$/,
    reason: 'The key of the fixture does not belong to its certificate; the analyzer reads the certificate alone, but Envoy refuses such a pair.',
  },
  {
    by: 'istio', code: 'IST0132', fixture: /^(virtualServiceConflictingMeshGatewayHosts|virtualServiceGateways|dupmatches)$/,
    reason: 'One fault, told once: the gateway does not exist (MESH301) or has no servers (MESH111), so there is no host to compare with.',
  },
  {
    by: 'istio', code: 'IST0101', fixture: /^virtualServiceGateways$/, object: /^Gateway/,
    reason: 'The pods are there. The analyzer for conflicts keeps its selectors by server, so it takes that of a Gateway without servers for unknown; MESH111 tells that there are none.',
  },
  {
    by: 'istio', code: 'IST0109', fixture: /WithExportTo$/, object: /productpage-d/,
    reason: 'The hosts are "*.productpage.d" and "*.d": sidecars take the more specific one, and both VirtualServices count.',
  },
  {
    by: 'istio', code: 'IST0101', fixture: /^virtualServiceDestinationHosts$/, object: /cross-namespace-details/,
    reason: 'The VirtualService is exported to all namespaces, and counts for sidecars of the namespace that sees the Service. The analyzer looks from the VirtualService\'s own namespace, from which nothing need be sent.',
  },
  {
    by: 'istio', code: 'IST0101', fixture: /^virtualServiceDestinationHosts$/, object: /reviews-bogushost/,
    reason: 'A route without a destination is what MESH901 tells; the analyzer takes it for a host without a name.',
  },
  {
    by: 'istio', code: 'IST0101', fixture: /^virtualServiceDestinationHosts$/, object: /reviews-bookinfo-other/,
    reason: 'It has no hosts, so it is a delegate, and nothing delegates to it: istiod uses none of its routes.',
  },
  {
    by: 'istio', code: 'IST0112', fixture: /^virtualServiceDestinationHosts$/, object: /reviews-2port-missing/,
    reason: 'It has no hosts, so it is a delegate, and nothing delegates to it: istiod uses none of its routes.',
  },
  {
    by: 'ours', code: 'MESH604', fixture: /^serviceMultipleDeployments$/,
    reason: 'istiod makes one inbound listener for the targetPort, and the protocol of one Service holds for both; the analyzer only compares TCP with UDP.',
  },
  {
    by: 'ours', code: 'MESH612', fixture: /^serviceMultipleDeployments$/,
    reason: 'The annotation stands on the pod template; the analyzer looks at the annotations of Pods and Services only, and the template makes such Pods.',
  },
  {
    by: 'istio', code: 'IST0128',
    reason: 'Not true of Istio 1.31: where no CA is named, istiod has the proxy verify the server against the certificates of the operating system (pilot/pkg/networking/core/cluster_tls.go, "system").',
  },
  {
    by: 'istio', code: 'IST0129',
    reason: 'Not true of Istio 1.31: where no CA is named, istiod has the proxy verify the server against the certificates of the operating system (pilot/pkg/networking/core/cluster_tls.go, "system").',
  },
  {
    by: 'istio', code: 'IST0131', fixture: /^dupmatches$/, object: /(duplicate-match|duplicate-tcp-match|tls-routing)$/,
    reason: 'One fault, told once: MESH429 says that the whole rule gets no requests (IST0130).',
  },
  {
    by: 'istio', code: 'IST0131', fixture: /^dupmatches$/, object: /overlapping-in-two-matches$/,
    reason: 'MESH429 says more: the rule gets no requests at all (IST0130), since this is its only match.',
  },
  {
    by: 'ours', code: 'MESH429', fixture: /^dupmatches$/,
    reason: 'The prefix of the earlier rule takes every path that the later one names, so the whole rule is never reached; the analyzer calls its one match ineffective.',
  },
  {
    by: 'ours', code: 'MESH430', fixture: /^dupmatches$/,
    reason: 'The first match, a prefix with the same method, takes "/" as well; the analyzer compares prefixes with prefixes only.',
  },
  {
    by: 'ours', code: 'MESH101', fixture: /^host defined in virtualservice not found in the gateway with ns/,
    reason: 'One of the hosts is written with its namespace; the analyzer compares texts, but istiod makes one virtual host of both.',
  },
  {
    by: 'istio', code: 'IST0177', fixture: /^missing Addresses and Protocol/,
    reason: 'It names each of seven ServiceEntries that all pair up; MESH545 tells of each that conflicts with an older one, and this one has the same protocol as that.',
  },
  {
    by: 'istio', code: 'IST0173', fixture: /^Route Rule no effect on Ingress$/,
    reason: 'One fault, told once: there is no Service "ratings" at all (MESH509), so there are no pods that the subset could select.',
  },
  {
    by: 'istio', code: 'IST0173', fixture: /^DestinationRuleEmptyTopologyLabels$/,
    reason: 'Topology labels come from the Nodes that the pods run on, which are not read: manifests do not decide it.',
  },
];

/** The reason for a difference, undefined where there is none. */
export function reasonFor(fixture: Fixture, difference: Difference): string | undefined {
  return REASONS.find((reason) => explains(reason, fixture, difference))?.reason;
}

/** What gives a reason for nothing any more, in the words of its reason. */
export function reasonsForNothing(comparisons: readonly Comparison[]): readonly string[] {
  return REASONS.filter((reason) => !comparisons.some(({ fixture, differences }) => differences.some((difference) => explains(reason, fixture, difference))))
    .map(({ code, reason }) => `${code}: ${reason}`);
}

function explains({ by, code, fixture, object }: Reason, { name }: Fixture, difference: Difference): boolean {
  return by === difference.by && code === (by === 'istio' ? difference.codes[0] : difference.rule)
    && (fixture?.test(name) ?? true) && (object?.test(difference.object) ?? true);
}
