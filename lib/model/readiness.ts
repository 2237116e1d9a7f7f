import { asList, asNumber, asRecord, asText, isGiven, type Manifest } from '../values/read';

/** Whether there are pods that take requests: `none` for no pods, or none that ever will. What says nothing of it is taken to come up. */
export type Readiness = 'ready' | 'not-ready' | 'none';

/** As controllers see a Pod, or what makes pods. */
export function readinessOf(kind: string, manifest: Manifest): Readiness {
  return kind === 'Pod' ? ofPod(manifest) : ofPods(manifest);
}

const OVER = new Set<unknown>(['Succeeded', 'Failed']);

function ofPod({ metadata, status }: Manifest): Readiness {
  const { phase, podIP, podIPs, conditions } = asRecord(status);
  // A manifest that was never applied has none, or an empty one.
  if (phase === undefined && conditions === undefined) return 'ready';
  if (OVER.has(phase) || (asText(podIP) ?? '') === '' && asList(podIPs).length === 0) return 'none';
  const isReady = asList(conditions).map(asRecord).some(({ type, status: value }) => type === 'Ready' && value === 'True');
  return isReady && !isGiven(asRecord(metadata).deletionTimestamp) ? 'ready' : 'not-ready';
}

// Deployments, StatefulSets and ReplicaSets count `replicas`, DaemonSets the nodes; Jobs come and go.
function ofPods({ spec, status }: Manifest): Readiness {
  const { replicas, readyReplicas, desiredNumberScheduled, numberReady } = asRecord(status);
  const made = asNumber(replicas) ?? asNumber(desiredNumberScheduled);
  if (asRecord(spec).replicas === 0 || made === 0 && isGiven(desiredNumberScheduled)) return 'none';
  return made === undefined || made === 0 || (asNumber(readyReplicas) ?? asNumber(numberReady) ?? 0) > 0 ? 'ready' : 'not-ready';
}
