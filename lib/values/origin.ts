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
    /** An object in a file: YAML or JSON. */
    readonly kind: 'file';
    /** As the user gave it. */
    readonly path: string;
    /** Line that its document begins at, from 1. */
    readonly line: number;
    /** Place of its document in the file, from 0. */
    readonly document: number;
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
