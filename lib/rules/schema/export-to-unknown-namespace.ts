import { DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE } from '../../model/kinds';
import type { Mesh } from '../../model/mesh';
import { isDnsLabel } from '../../values/dns-name';
import { nearestOf } from '../../values/nearest';
import { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { documents, httpGateway, httpRules } from '../example-manifests';

interface Unknown {
  readonly kind: string;
  readonly namespace: string;
  readonly nearest?: string;
  /** Whether it is exported to nothing else. */
  readonly alone: boolean;
}

/** Those that every cluster has. */
const ALWAYS = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

const namespace = (name: string) => `\napiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`;
const exportedTo = (exportTo: string) => documents(httpGateway(80), `${httpRules()}  exportTo: ${exportTo}\n`, namespace('web'), namespace('istio-system'));

/** Kiali calls it an error; Istio takes it, and the object is seen there as soon as there is such a namespace. */
export const exportToUnknownNamespace = defineRule<Unknown>({
  code: 'MESH906',
  name: 'export-to-unknown-namespace',
  severity: 'warning',
  summary: 'An object is exported to a namespace that is not there.',
  seeAlso: ['KIA0005'],
  reads: ['completeness', 'namespaces', 'objects'],
  examples: {
    bad: { yaml: exportedTo('[istio-sytem]'), complete: ['Namespace'] },
    good: [
      { why: 'a namespace that is there', yaml: exportedTo('[istio-system]'), complete: ['Namespace'] },
      { why: 'its own namespace and all', yaml: exportedTo('["*"]'), complete: ['Namespace'] },
      { why: 'no knowledge of which namespaces there are', yaml: exportedTo('[istio-sytem]') },
    ],
  },
  * check(mesh) {
    const { completeness, objects } = mesh;
    if (!completeness.has('Namespace')) return;
    const names = namesOf(mesh);
    for (const { manifest, ref, origin } of [VIRTUAL_SERVICE, DESTINATION_RULE, SERVICE_ENTRY].flatMap((kind) => objects.of(kind))) {
      const { list } = new Piece(manifest).at('spec', 'exportTo');
      for (const { text: namespace, field } of list) {
        if (namespace === undefined || names.has(namespace) || !isDnsLabel(namespace)) continue;
        const nearest = nearestOf(namespace, [...names]);
        yield { at: { ref, origin, field }, related: [], data: { kind: ref.kind, namespace, nearest, alone: list.length === 1 } };
      }
    }
  },
  words: ({ kind, namespace, nearest, alone }) => ({
    what: `exportTo names namespace "${namespace}", and there is none${nearest === undefined ? '' : `, but "${nearest}"`}`,
    fix: `Istio takes it, and ${alone ? `nobody sees the ${kind}, not even its own namespace` : 'nothing is exported by that name'}. `
      + 'Give a namespace that is there, "." for its own, or "*" for all.',
  }),
});

function namesOf({ namespaces }: Pick<Mesh, 'namespaces'>): ReadonlySet<string> {
  return new Set([...ALWAYS, ...namespaces.map(({ ref }) => ref.name)]);
}
