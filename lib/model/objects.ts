import { append } from '../values/append';
import { groupKindOf, refOf, type GroupKind, type ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import type { Manifest } from '../values/read';

/** An object of the mesh as its manifest stands. */
export interface MeshObject {
  readonly manifest: Manifest;
  readonly ref: ObjectRef;
  readonly origin: Origin;
}

/** An object as it was collected. */
export interface Given {
  readonly object: Manifest;
  readonly origin: Origin;
}

/** The objects of a mesh, by kind. */
export class Objects {
  private readonly byKind = new Map<GroupKind, MeshObject[]>();

  constructor(given: readonly Given[]) {
    for (const { object, origin } of given) {
      const kind = groupKindOf(object);
      const each = { manifest: object, ref: refOf(object), origin };
      append(this.byKind, kind, each);
    }
  }

  public get all(): readonly MeshObject[] {
    return [...this.byKind.values()].flat();
  }

  /** In the order that they were given in. */
  public of(kind: GroupKind): readonly MeshObject[] {
    return this.byKind.get(kind) ?? [];
  }
}
