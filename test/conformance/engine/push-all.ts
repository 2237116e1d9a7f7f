import { Yaml } from 'cdk8s';
import { askAll } from './programs';
import type { Listener, RouteTable } from './pushed';
import type { Manifest } from './question';

/** A mesh as its cluster has it, and the pods, `namespace/name`, that istiod is to push to. */
export interface MeshToPush {
  readonly manifests: readonly Manifest[];
  readonly pods: readonly string[];
}

export interface PushedToPod {
  readonly listeners: readonly Listener[];
  readonly routes: readonly RouteTable[];
}

export interface PushedAll {
  /** The versions of Istio's code and of its API. */
  readonly istio: string;
  readonly api: string;
  /** For each mesh, in order, what goes to each of its pods. */
  readonly pushed: ReadonlyArray<readonly PushedToPod[]>;
}

interface Reply {
  readonly istio: string;
  readonly api: string;
  readonly error?: string;
  readonly pushed?: readonly PushedToPod[];
}

/** Asks istiod's own code, in one process for all meshes, what it would push. */
export async function pushAll(meshes: readonly MeshToPush[]): Promise<PushedAll> {
  const replies = await askAll<Reply>('translate', ['--batch'], meshes.map(({ manifests, pods }) => ({ manifests: Yaml.stringify(...manifests), pods })));
  const pushed = replies.map(({ error, pushed: given }, index) => {
    if (given === undefined) throw new Error(`istiod does not take mesh ${index + 1} of ${meshes.length}: ${error}`);
    return given;
  });
  return { istio: replies[0].istio, api: replies[0].api, pushed };
}
