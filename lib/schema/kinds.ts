import type { GroupKind } from '../values/object-ref';
import type { KindSchema, Schema } from './schema';

const ANY: Schema = { type: 'any' };
const TEXTS: Schema = { type: 'object', additionalProperties: { type: 'string', nullable: true } };

/** What every Kubernetes object has; Istio's definitions leave it to the API server. */
const METADATA: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' }, generateName: { type: 'string' }, namespace: { type: 'string' }, labels: TEXTS, annotations: TEXTS,
    uid: ANY, resourceVersion: ANY, generation: ANY, selfLink: ANY, creationTimestamp: ANY, deletionTimestamp: ANY,
    deletionGracePeriodSeconds: ANY, ownerReferences: ANY, finalizers: ANY, managedFields: ANY,
  },
};

/** A kind, as its definition has it. */
export interface KnownKind {
  readonly versions: readonly string[];
  /** Of an object as a whole. */
  readonly schema: Schema;
}

const loaded = new Map<GroupKind, KnownKind>();

/** Every kind that there is a definition of, by group as `groupKindOf` has it. */
export function kindsDefined(): readonly GroupKind[] {
  return Object.keys(definitions());
}

/** @throws where there is no definition of the kind */
export function kindDefined(kind: GroupKind): KnownKind {
  const there = loaded.get(kind);
  if (there !== undefined) return there;
  const whole = wholeOf(definitions()[kind]);
  loaded.set(kind, whole);
  return whole;
}

function wholeOf({ versions, load }: KindSchema): KnownKind {
  const schema = load();
  const properties = { apiVersion: ANY, kind: ANY, metadata: METADATA, ...schema.properties, status: ANY };
  return { versions, schema: { ...schema, properties } };
}

// Loaded when the first object is checked, as the schema of each kind is.
function definitions(): Readonly<Record<GroupKind, KindSchema>> {
  return (require('../../imports/schemas') as typeof import('../../imports/schemas')).kinds;
}
