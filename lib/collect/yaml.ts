import { asList, asRecord, type Manifest } from '../values/read';

/**
 * The objects of a YAML or JSON text, in order; the members of a `kind: List` stand for the list.
 *
 * @throws one line with the path and the place, where it cannot be parsed
 */
export function parseManifests({ path, text }: { readonly path: string; readonly text: string }): readonly Manifest[] {
  // Loaded where it is needed: most apps read no file, and a parser takes its time to load.
  const { parseAllDocuments } = require('yaml') as typeof import('yaml');
  const documents = parseAllDocuments(text, { version: '1.1' });
  return [...documents].flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`cannot parse "${path}" as YAML: ${error.message.split('\n')[0].replace(/:$/, '')}`);
    return expandList(asRecord(document.toJS()));
  });
}

function expandList(manifest: Manifest): readonly Manifest[] {
  if (manifest.kind === 'List') return asList(manifest.items).flatMap((item) => expandList(asRecord(item)));
  return manifest.kind === undefined ? [] : [manifest];
}
