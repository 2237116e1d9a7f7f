import { asRecord, asText, type Manifest } from './read';

/** Which Kubernetes object: enough to find it in a cluster. */
export interface ObjectRef {
  /** Its kind, such as `AuthorizationPolicy`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Its namespace; undefined where the manifest does not say: it then goes to the namespace that it is applied to. */
  readonly namespace?: string;
}

export function refOf(manifest: Manifest): ObjectRef {
  const metadata = asRecord(manifest.metadata);
  return { kind: asText(manifest.kind) ?? '', name: asText(metadata.name) ?? '', namespace: asText(metadata.namespace) };
}

/** `namespace/name`, or the name alone where the namespace is not known. */
export function qualifiedName({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

export function formatRef(ref: ObjectRef): string {
  return `${ref.kind} ${qualifiedName(ref)}`;
}

/** `group/Kind`, as `networking.istio.io/Gateway`; the core group is empty: `/Service`. */
export type GroupKind = string;

export function groupKindOf(manifest: Manifest): GroupKind {
  return `${groupOf(manifest)}/${String(manifest.kind)}`;
}

/** The API group of a manifest: `networking.istio.io` of `networking.istio.io/v1`, empty for the core group. */
export function groupOf(manifest: Manifest): string {
  const version = asText(manifest.apiVersion) ?? '';
  return version.includes('/') ? version.split('/')[0] : '';
}
