import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { declarationOf, type Declaration } from '../values/declaration';
import { formatRef, groupOf, refOf } from '../values/object-ref';
import type { Origin } from '../values/origin';
import type { Manifest } from '../values/read';

/** An object as the cluster would get it, with where it comes from. */
export interface Collected {
  readonly object: Manifest;
  readonly origin: Origin;
}

/** `group/Kind`, as `networking.istio.io/Gateway`; the core group is empty: `/Service`. */
export type GroupKind = string;

interface Declared {
  readonly path: string;
  readonly declaration: Declaration;
}

/**
 * The objects of some kinds in a cdk8s tree, and those that its constructs know of the cluster.
 *
 * Objects are asked one by one: a chart's `toJson()` would validate the app, which is what calls this. One that cannot be
 * rendered is left to cdk8s to report. An object of the tree stands for a known one of the same kind, namespace and name.
 */
export function collectTree(root: IConstruct, kinds: ReadonlySet<GroupKind>): readonly Collected[] {
  const rendered = [...objectsBelow(root, undefined)].flatMap(({ object, origin }) => (kinds.has(`${object.apiGroup === 'core' ? '' : object.apiGroup}/${object.kind}`) ? render(object, origin) : []));
  const seen = new Set(rendered.map(({ object }) => formatRef(refOf(object))));
  const known = [...declarations(root)].flatMap(({ path, declaration }) => declaration.knows().map((object): Collected => ({ object, origin: { kind: 'known', path } })));
  const missing = known.filter(({ object }) => {
    const key = formatRef(refOf(object));
    const isNew = kinds.has(`${groupOf(object)}/${String(object.kind)}`) && !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return [...rendered, ...missing];
}

/** The constructs of this package in a tree. */
export function* declarations(construct: IConstruct): Iterable<Declared> {
  const declaration = declarationOf(construct);
  if (declaration !== undefined) yield { path: construct.node.path, declaration };
  for (const child of construct.node.children) yield* declarations(child);
}

function* objectsBelow(construct: IConstruct, owner: Declared | undefined): Iterable<{ object: ApiObject; origin: Origin }> {
  const declaration = declarationOf(construct);
  const own = declaration === undefined ? owner : { path: construct.node.path, declaration };
  if (ApiObject.isApiObject(construct)) {
    yield { object: construct, origin: { kind: 'construct', path: own?.path ?? construct.node.path, site: own?.declaration.site } };
  }
  for (const child of construct.node.children) yield* objectsBelow(child, own);
}

function render(object: ApiObject, origin: Origin): readonly Collected[] {
  try {
    return [{ object: object.toJson() as Manifest, origin }];
  } catch {
    return [];
  }
}
