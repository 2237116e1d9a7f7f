import type { Labels } from '../values/labels';

// Controllers put them on pods, or Istio on endpoints, when these are there.
const MADE_LATER = /^(?:topology\.|pod-template-hash$|rollouts-pod-template-hash$|controller-revision-hash$|statefulset\.kubernetes\.io\/|apps\.kubernetes\.io\/|batch\.kubernetes\.io\/|kubernetes\.io\/hostname$|security\.istio\.io\/|service\.istio\.io\/)/;

/** Of labels that a subset asks for, those that manifests tell of: all, and the same object, where none is put on pods later. */
export function knownLabels(labels: Labels): Labels {
  const names = Object.keys(labels);
  const known = names.filter((name) => !MADE_LATER.test(name));
  return known.length === names.length ? labels : Object.fromEntries(known.map((name) => [name, labels[name]]));
}
