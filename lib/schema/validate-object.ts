import { asText, type Manifest } from '../values/read';
import type { Problem } from './problem';
import type { KindSchema } from './schema';
import { validate } from './validate';

/** What the API server finds wrong with an object of a kind. */
export function validateObject(manifest: Manifest, kind: KindSchema): readonly Problem[] {
  const apiVersion = asText(manifest.apiVersion) ?? '';
  const given = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return kind.versions.includes(given) ? validate(manifest, kind) : [{ is: 'unknown-version', given, known: kind.versions, field: ['apiVersion'] }];
}
