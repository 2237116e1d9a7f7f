import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { declarationOf, type Declaration } from '../values/declaration';
import { groupKindOf, type GroupKind } from '../values/object-ref';
import type { Origin } from '../values/origin';
import type { Manifest } from '../values/read';
import { withFurther, type Collected } from './collected';

/** How an object is rendered: by itself, unless its rendering can be of further use. */
export type Render = (object: ApiObject) => Manifest;

/** A construct of this package, with what it tells of itself. */
export interface Declared {
  readonly path: string;
  readonly declaration: Declaration;
}

/** What a tree holds, before anything is rendered. */
export interface Tree {
  readonly objects: ReadonlyArray<{ readonly object: ApiObject; readonly origin: Origin }>;
  readonly declared: readonly Declared[];
}

/** Walks a tree once. An object within a construct of this package is taken for that construct's. */
export function walkTree(root: IConstruct): Tree {
  const objects: Array<{ readonly object: ApiObject; readonly origin: Origin }> = [];
  const declared: Declared[] = [];
  const visit = (construct: IConstruct, owner: Declared | undefined): void => {
    const declaration = declarationOf(construct);
    const own = declaration === undefined ? owner : { path: construct.node.path, declaration };
    if (declaration !== undefined && own !== undefined) declared.push(own);
    if (ApiObject.isApiObject(construct)) {
      objects.push({ object: construct, origin: { kind: 'construct', path: own?.path ?? construct.node.path, site: own?.declaration.site } });
    }
    for (const child of construct.node.children) visit(child, own);
  };
  visit(root, undefined);
  return { objects, declared };
}

/**
 * The objects of some kinds in a tree.
 *
 * Objects are asked one by one: a chart's `toJson()` would validate the app, which is what calls this. One that cannot be
 * rendered is left to cdk8s to report.
 */
export function collectTree({ objects }: Tree, kinds: ReadonlySet<GroupKind>, render: Render): readonly Collected[] {
  return objects
    .filter(({ object }) => kinds.has(`${object.apiGroup === 'core' ? '' : object.apiGroup}/${object.kind}`))
    .flatMap(({ object, origin }) => tryRender(render, object, origin));
}

/** The objects of some kinds that the constructs of a tree know of the cluster. */
export function collectKnown({ declared }: Tree, kinds: ReadonlySet<GroupKind>): readonly Collected[] {
  const collected = (what: 'knows' | 'presumes') => declared
    .flatMap(({ path, declaration }) => declaration[what]().map((object): Collected => ({ object, origin: { kind: 'known', path } })));
  return withFurther(collected('knows'), collected('presumes')).filter(({ object }) => kinds.has(groupKindOf(object)));
}

function tryRender(render: Render, object: ApiObject, origin: Origin): readonly Collected[] {
  try {
    return [{ object: render(object), origin }];
  } catch {
    return [];
  }
}
