import { DATAPLANE_MODE, INJECTION, injectionOf, membershipOf, NEVER_INJECTED } from '../../model/injection';
import { CONFIG_MAP } from '../../model/kinds';
import type { Objects } from '../../model/objects';
import { asRecord, asText } from '../../values/read';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, namespace } from '../example-workloads';

interface NotInjected {
  readonly namespace: string;
}

const example = (labels: string, pods = deployment()) => documents(namespace({ labels }), pods);

/** Istio's analyzer tells it of every namespace. Here something must run there that no label of its own keeps in or out of the mesh. */
export const namespaceNotInjected = defineRule<NotInjected>({
  code: 'MESH613',
  name: 'namespace-not-injected',
  severity: 'info',
  summary: 'No label of a Namespace or of pods in it says whether they get a sidecar, so they get none.',
  seeAlso: ['IST0102'],
  reads: ['namespaces', 'pods', 'config', 'objects'],
  examples: {
    bad: { yaml: example('') },
    good: [
      { why: 'a label that asks for sidecars', yaml: example('istio-injection: enabled') },
      { why: 'a label that asks for none', yaml: example('istio-injection: disabled') },
      { why: 'the label of a revision', yaml: example('istio.io/rev: stable') },
      { why: 'ambient mode', yaml: example('istio.io/dataplane-mode: ambient') },
    ],
  },
  * check({ namespaces, pods, config, objects }) {
    if (injectsByDefault(objects)) return;
    const undecided = new Map(namespaces.map((each): [string | undefined, Set<string>] => [each.ref.name, new Set()]));
    const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
    for (const pod of pods) {
      if (membershipOf(pod, labels.get(pod.ref.namespace ?? '')) === 'unknown') undecided.get(pod.ref.namespace)?.add(pod.ref.name);
    }
    for (const { ref, origin, labels: own } of namespaces) {
      if (ref.name === config.rootNamespace || NEVER_INJECTED.has(ref.name) || injectionOf(own) !== undefined || own[DATAPLANE_MODE] === 'ambient') continue;
      if ((undecided.get(ref.name)?.size ?? 0) > 0) yield { at: { ref, origin, field: ['metadata'] }, related: [], data: { namespace: ref.name } };
    }
  },
  words: ({ namespace: name }) => ({
    what: `namespace "${name}" has no label that says whether its pods get sidecars`,
    fix: `They get none. Label it ${INJECTION}=enabled, istio.io/rev=REVISION or ${DATAPLANE_MODE}=ambient to take them into the mesh, or ${INJECTION}=disabled to say that they are not meant to be.`,
  }),
});

function injectsByDefault(objects: Objects): boolean {
  return objects.of(CONFIG_MAP).filter(({ ref }) => ref.name.startsWith('istio-sidecar-injector')).some(({ manifest }) => {
    const values = asText(asRecord(manifest.data).values) ?? '';
    return /"enableNamespacesByDefault"\s*:\s*true/.test(values);
  });
}
