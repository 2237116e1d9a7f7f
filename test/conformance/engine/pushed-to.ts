import { Yaml } from 'cdk8s';
import { asRecord } from '../../../lib/values/read';
import { placeOf, run } from './programs';
import type { GatewayWorkload, Manifest } from './question';

/** What istiod configures: the Envoy of such pods, or the ztunnel of any node. */
export type MeshProxy = ({ readonly kind: 'sidecar' | 'router' } & GatewayWorkload) | { readonly kind: 'ztunnel' };

/** What istiod pushes, as JSON: the first three to an Envoy, the others to a ztunnel. */
export type Resources = { readonly [Kind in 'listeners' | 'routes' | 'clusters' | 'policies' | 'workloads']?: readonly unknown[] };

/** A field in what is pushed, wherever it stands in the object that these names lead to, from the resource inwards. */
export interface Look {
  readonly at: keyof Resources;
  readonly named: readonly string[];
  readonly field: string;
}

/** Every value that the field has, sorted, and of an object its name. */
export type Seen = readonly unknown[] | 'not pushed';

/** Asks istiod's own code what it would push to that proxy. */
export async function pushedTo(proxy: MeshProxy, manifests: readonly Manifest[]): Promise<Resources> {
  const { code, stdout, stderr } = await run(placeOf('push'), argumentsFor(proxy), Yaml.stringify(...manifests));
  if (code !== 0) throw new Error(`istiod's code does not take these manifests: ${stderr.trim()}`);
  return JSON.parse(stdout) as Resources;
}

function argumentsFor(proxy: MeshProxy): readonly string[] {
  if (proxy.kind === 'ztunnel') return [proxy.kind];
  return [proxy.kind, proxy.namespace, Object.entries(proxy.labels).map(([key, value]) => `${key}=${value}`).join(',')];
}

export function look(resources: Resources, { at, named: [resource, ...parts], field }: Look): Seen {
  let found = (resources[at] ?? []).filter(isNamed(resource));
  for (const part of parts) found = found.flatMap(objectsIn).filter(isNamed(part));
  if (found.length === 0) return 'not pushed';
  const values = found.flatMap(objectsIn).flatMap((each) => [asRecord(each)[field] ?? []].flat());
  return [...new Set(values.map((value) => (typeof value === 'object' ? asRecord(value).name : value)))].filter((value) => value !== undefined).sort();
}

function isNamed(name: string | undefined): (object: unknown) => boolean {
  return (object) => asRecord(object).name === name;
}

/** The object and all within it. */
function objectsIn(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return [...(Array.isArray(node) ? [] : [node]), ...Object.values(node).flatMap(objectsIn)];
}
