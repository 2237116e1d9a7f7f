import type { CallSite } from './call-site';

/** Where an object comes from. */
export type Origin =
  | {
    /** An object in a cdk8s tree. */
    readonly kind: 'construct';
    /** Path of the construct that the user made: the object's own, or that of the construct of ours that renders it. */
    readonly path: string;
    /** Where the user made it; known of our constructs only, and what tells them from others. */
    readonly site?: CallSite;
  }
  | {
    /** Something that a construct knows of the cluster and does not render, such as the default ingress Service. */
    readonly kind: 'known';
    readonly path: string;
  };

/** Whether one of this package's constructs renders the object. */
export function isOurs(origin: Origin): boolean {
  return origin.kind === 'construct' && origin.site !== undefined;
}
