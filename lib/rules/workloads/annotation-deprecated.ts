import { INJECT } from '../../model/injection';
import { defineRule } from '../define-rule';
import { deployment } from '../example-workloads';
import { istioAnnotations } from './annotated';

interface Deprecated {
  readonly name: string;
  readonly instead?: string;
}

const INSTEAD: Readonly<Record<string, string>> = {
  [INJECT]: `label "${INJECT}"`,
  'sidecar.istio.io/discoveryAddress': '"proxy.istio.io/config" with discoveryAddress',
  'sidecar.istio.io/extraStatTags': '"proxy.istio.io/config" with extraStatTags',
  'sidecar.istio.io/statsInclusionPrefixes': '"proxy.istio.io/config" with proxyStatsMatcher',
  'sidecar.istio.io/statsInclusionSuffixes': '"proxy.istio.io/config" with proxyStatsMatcher',
  'sidecar.istio.io/statsInclusionRegexps': '"proxy.istio.io/config" with proxyStatsMatcher',
  'sidecar.istio.io/statsCompression': '"proxy.istio.io/config" with statsCompression',
  'traffic.sidecar.istio.io/kubevirtInterfaces': '"istio.io/reroute-virtual-interfaces"',
};

const OFF = `${INJECT}: "false"`;

/** It still works; the label is left alone beside its annotation, as Istio's analyzer leaves it. */
export const annotationDeprecated = defineRule<Deprecated>({
  code: 'MESH612',
  name: 'annotation-deprecated',
  severity: 'info',
  summary: "An annotation of Istio's is deprecated.",
  seeAlso: ['IST0135'],
  reads: ['objects', 'pods'],
  examples: {
    bad: { yaml: deployment({ annotations: OFF }) },
    good: [
      { why: 'the label instead', yaml: deployment({ labels: `app: shop, ${OFF}` }) },
      { why: 'the label beside the annotation', yaml: deployment({ labels: `app: shop, ${OFF}`, annotations: OFF }) },
      { why: 'an annotation that is not', yaml: deployment({ annotations: 'sidecar.istio.io/logLevel: debug' }) },
    ],
  },
  * check(mesh) {
    for (const { at, name, known, labels } of istioAnnotations(mesh)) {
      if (known?.deprecated !== true || (name === INJECT && labels[INJECT] !== undefined)) continue;
      yield { at, related: [], data: { name, instead: INSTEAD[name] } };
    }
  },
  words: ({ name, instead }) => ({
    what: `annotation "${name}" is deprecated`,
    fix: `It works, and may not in a later version of Istio. ${instead === undefined ? 'Take it away.' : `Use ${instead}.`}`,
  }),
});
