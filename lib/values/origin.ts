import type { CallSite } from './call-site';
import type { Field } from './field';

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
  | FileOrigin
  | {
    /** Something that a construct knows of the cluster and does not render, such as the default ingress Service. */
    readonly kind: 'known';
    readonly path: string;
  };

/** An object in a file: YAML or JSON. */
export interface FileOrigin {
  readonly kind: 'file';
  /** As the user gave it. */
  readonly path: string;
  /** Line that the object begins at, from 1. */
  readonly line: number;
  /** Place of its document in the file, from 0. */
  readonly document: number;
  /** The way to it in its document. @default - it is the document */
  readonly within?: Field;
}

/**
 * Line of a field of an object, from 1, or of the object; undefined of an object that stands in no file. Where the field is not there
 * it is the line of the nearest one around it.
 */
export type Locate = (origin: Origin, field?: Field) => number | undefined;

/** Line that an object begins at, whatever the field. */
export function lineOf(origin: Origin): number | undefined {
  return origin.kind === 'file' ? origin.line : undefined;
}

/** Whether one of this package's constructs renders the object. */
export function isOurs(origin: Origin): boolean {
  return origin.kind === 'construct' && origin.site !== undefined;
}
