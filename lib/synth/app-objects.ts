import type { IConstruct } from 'constructs';
import { withFurther, type Collected } from '../collect/collected';
import { meshConfigIn } from '../collect/mesh-config';
import { collectKnown, collectTree, type Render, type Tree } from '../collect/tree';
import { KINDS_READ } from '../model/kinds';
import type { Facts } from '../model/mesh';
import { CLUSTER_DOMAIN } from '../values/cluster-domain';
import type { Settings } from './settings';

/** What the mesh of an app is made of. */
export interface AppObjects {
  readonly objects: readonly Collected[];
  readonly facts: Facts;
}

/** The objects of an app, those that exist beside it, and those that its constructs know of. */
export function objectsOfApp(root: IConstruct, tree: Tree, { existing, complete }: Settings, render: Render): AppObjects {
  // What the user says the cluster holds is newer than what constructs know of clusters in general.
  const objects = withFurther(withFurther(collectTree(tree, KINDS_READ, render), existing), collectKnown(tree, KINDS_READ));
  const domain = root.node.tryGetContext(CLUSTER_DOMAIN) as string | undefined;
  return { objects, facts: { complete, domain, meshConfig: meshConfigIn(objects) } };
}
