import type { GroupKind } from '../values/object-ref';
import { asText, type Manifest } from '../values/read';
import { kindDefined } from './kinds';
import type { Problem } from './problem';
import { validate } from './validate';

/** What the API server finds wrong with an object of a kind that there is a definition of. */
export function validateObject(manifest: Manifest, kind: GroupKind): readonly Problem[] {
  const { versions, schema } = kindDefined(kind);
  const [, given = ''] = (asText(manifest.apiVersion) ?? '').split('/');
  return versions.includes(given) ? validate(manifest, schema) : [{ is: 'unknown-version', given, known: versions, field: ['apiVersion'] }];
}
