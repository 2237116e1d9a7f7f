import { createHash } from 'node:crypto';
import { locatorOf } from '../collect/locate';
import { buildMesh, type Mesh } from '../model/mesh';
import { Router } from '../router/router';
import type { Locate } from '../values/origin';
import type { Manifest } from '../values/read';
import { readGiven, type AppOrManifests, type Given } from './given';

/** An app, or manifests, as they stand at one time. */
export interface Subject {
  readonly mesh: Mesh;
  readonly locate: Locate;
  /** What of its routes a `get` has reached, however often it was given and whatever was asked in between. */
  readonly reached: Set<string>;
  /** @param ingress the Service that is dialled, `namespace/name` */
  router(ingress: string | undefined): Router;
}

/** What is large of those that were asked last: a test asks one app many times, or makes the same one again for each question. */
const MOST_KEPT = 10;
const kept = new Map<string, Subject>();
const reached = new Map<string, Set<string>>();

/**
 * What stands behind an app or manifests. It is read afresh each time, as it may have changed, and two are one where they hold the same.
 *
 * @throws where an object cannot be rendered, or there is none
 */
export function subjectOf(input: AppOrManifests): Subject {
  const given = readGiven(input);
  const manifests = JSON.stringify(given.objects.map(({ object }) => object));
  const key = keyOf(given, manifests);
  const subject = kept.get(key) ?? makeSubject(given, manifests, key);
  // Behind the others, so that the first is always the one not asked for longest.
  kept.delete(key);
  kept.set(key, subject);
  if (kept.size > MOST_KEPT) kept.delete([...kept.keys()][0]);
  return subject;
}

function keyOf({ objects, facts: { complete, domain }, texts }: Given, manifests: string): string {
  const origins = objects.map(({ origin }) => [origin.kind, origin.path]);
  return createHash('sha256').update(manifests).update(JSON.stringify([complete, domain, origins, [...texts]])).digest('hex');
}

function makeSubject({ objects, facts, texts }: Given, manifests: string, key: string): Subject {
  // A copy: who gave the manifests may change them, and a mesh reads its objects when it is first asked about them.
  const copies = JSON.parse(manifests) as readonly Manifest[];
  const mesh = buildMesh(objects.map(({ origin }, index) => ({ object: copies[index], origin })), facts);
  const routers = new Map<string | undefined, Router>();
  const noted = reached.get(key) ?? new Set<string>();
  reached.set(key, noted);
  return {
    mesh, locate: locatorOf(texts), reached: noted,
    router: (ingress) => {
      const router = routers.get(ingress) ?? new Router(mesh, { ingress });
      routers.set(ingress, router);
      return router;
    },
  };
}
