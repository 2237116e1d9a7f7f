import type { Mesh } from '../../model/mesh';
import type { RegistryEntry } from '../../model/registry';
import { serviceOfHost } from '../../values/host-name';
import { Piece } from '../../values/piece';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { service, sidecar } from '../example-workloads';

interface UnknownHost {
  readonly host: string;
  /** As the Sidecar has it. */
  readonly namespace: string;
  /** Where the host is instead; none where it is nowhere. */
  readonly elsewhere: readonly string[];
}

const SHOP = 'shop.web.svc.cluster.local';
const example = (host: string) => documents(sidecar(`{ egress: [{ hosts: ["${host}"] }] }`, { namespace: 'blog' }), service());
const complete = ['Service', 'ServiceEntry'];

/** Kiali looks for the host alone. A host of another namespace than the one before the slash is imported just as little. */
export const sidecarEgressHostUnknown = defineRule<UnknownHost>({
  code: 'MESH711',
  name: 'sidecar-egress-host-unknown',
  severity: 'warning',
  summary: 'A Sidecar imports a host from a namespace that does not have it.',
  seeAlso: ['KIA1004'],
  reads: ['sidecars', 'registry', 'domain'],
  examples: {
    bad: { yaml: example(`./${SHOP}`) },
    good: [
      { why: 'the namespace of the host', yaml: example(`web/${SHOP}`) },
      { why: 'any namespace', yaml: example(`*/${SHOP}`), complete },
      { why: 'every host of the namespace', yaml: example('./*'), complete },
      { why: 'a host that is not known', yaml: example('./shop.example.com') },
      { why: 'a host that is left out, and not imported', yaml: example(`~./${SHOP}`), complete },
    ],
  },
  * check(mesh) {
    for (const { manifest, ref, origin } of mesh.sidecars) {
      for (const piece of new Piece(manifest).at('spec', 'egress').list.flatMap((each) => each.at('hosts').list)) {
        const found = piece.text === undefined ? undefined : unknownHost(piece.text, ref.namespace, mesh);
        if (found !== undefined) yield { at: { ref, origin, field: piece.field }, related: [], data: found };
      }
    }
  },
  words: ({ host, namespace, elsewhere }) => ({
    what: `namespace "${namespace}" has no host "${host}"`,
    fix: elsewhere.length > 0
      ? `Sidecars do not learn of it then. It is in namespace ${oneOf(elsewhere.map((each) => `"${each}"`))}: name that before the slash, or * for any.`
      : 'Sidecars learn of no such host. Name a Service in full, as in "web/shop.web.svc.cluster.local", or a host of a ServiceEntry.',
  }),
});

function unknownHost(text: string, own: string | undefined, { registry, domain }: Mesh): UnknownHost | undefined {
  const [before, host, ...rest] = text.split('/');
  const namespace = before === '.' ? own : before;
  // A wildcard may be for what is yet to come.
  if (rest.length > 0 || host === undefined || !host.includes('.') || host.includes('*') || before.startsWith('~') || namespace === undefined) return undefined;
  const elsewhere = whereElse(registry.entriesOf(host), serviceOfHost(host, domain)?.namespace, namespace);
  if (elsewhere === undefined || (elsewhere.length === 0 && registry.presence(host) !== 'absent')) return undefined;
  return { host, namespace, elsewhere };
}

/** Other namespaces that have a host; undefined where this one has, or may have. */
function whereElse(entries: readonly RegistryEntry[], ofService: string | undefined, namespace: string): readonly string[] | undefined {
  if (entries.some((entry) => namespace === '*' || entry.namespace === namespace || entry.namespace === undefined)) return undefined;
  if (ofService !== undefined) return namespace === '*' || namespace === ofService ? [] : [ofService];
  return [...new Set(entries.map((entry) => entry.namespace).filter((each) => each !== undefined))];
}
