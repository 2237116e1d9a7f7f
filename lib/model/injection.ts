import type { Labels } from '../values/labels';
import { asList, asRecord } from '../values/read';
import type { PodSource } from './workload';

/** How pods are in the mesh: with a sidecar, by the node's proxy, or not. */
export type Membership = 'sidecar' | 'ambient' | 'outside' | 'unknown';

export const INJECT = 'sidecar.istio.io/inject';
export const INJECTION = 'istio-injection';
export const REVISION = 'istio.io/rev';
export const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/** Where Istio's webhook puts no sidecar, whatever labels are there. */
export const NEVER_INJECTED: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/** What the labels of a namespace make of its pods; undefined where they say nothing. */
export function injectionOf(namespace: Labels): 'on' | 'off' | undefined {
  if (namespace[INJECTION] !== undefined) return namespace[INJECTION] === 'enabled' ? 'on' : 'off';
  return namespace[REVISION] ? 'on' : undefined;
}

/** What Istio's webhooks do with pods: `unasked` where nothing asks for a sidecar, `unknown` where the Namespace could. */
export type Injection = 'on' | 'off' | 'unasked' | 'unknown';

/**
 * Whether Istio's own webhooks put a sidecar into pods.
 *
 * @param namespace labels of their Namespace; undefined where it is not given
 */
export function injectionOfPod(pod: PodSource, namespace: Labels | undefined): Injection {
  const inject = pod.labels[INJECT] ?? pod.annotations[INJECT];
  const injection = namespace === undefined ? undefined : injectionOf(namespace);
  if (inject === 'false' || hasHostNetwork(pod) || injection === 'off' || NEVER_INJECTED.has(pod.ref.namespace ?? '')) return 'off';
  if (injection === 'on' || inject === 'true' || pod.labels[REVISION]) return 'on';
  return namespace === undefined ? 'unknown' : 'unasked';
}

/** Whether pods are in the mesh, as far as labels say it: those of a Namespace are often set elsewhere, so that none is no answer. */
export function membershipOf(pod: PodSource, namespace: Labels | undefined): Membership {
  const injection = injectionOfPod(pod, namespace);
  if (hasProxy(pod) || injection === 'on') return 'sidecar';
  if (isAmbient(pod, namespace)) return 'ambient';
  return injection === 'off' ? 'outside' : 'unknown';
}

export function hasHostNetwork({ template }: PodSource): boolean {
  return asRecord(template.manifest.spec).hostNetwork === true;
}

/** Whether a container of Istio's proxy stands in the manifest itself. */
export function hasProxy({ template }: PodSource): boolean {
  const { containers, initContainers } = asRecord(template.manifest.spec);
  return [...asList(containers), ...asList(initContainers)].some((container) => asRecord(container).name === 'istio-proxy');
}

function isAmbient(pod: PodSource, namespace: Labels = {}): boolean {
  return (pod.labels[DATAPLANE_MODE] ?? namespace[DATAPLANE_MODE]) === 'ambient';
}
