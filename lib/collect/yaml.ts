import type { Field } from '../values/field';
import type { FileOrigin } from '../values/origin';
import { asList, asRecord, type Manifest } from '../values/read';
import type { Collected } from './collected';
import { documentsOf, type Document } from './documents';
import type { Places } from './places';

interface Text {
  readonly path: string;
  readonly text: string;
}

/** A document that cannot be used, with the reason in one line. */
export interface UnusableDocument {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/**
 * The objects of YAML or JSON texts, in order, each with its place; the members of a `kind: List` stand for the list. A document
 * that cannot be used is told, and the others are there all the same. What is no object is left out.
 */
export function collectTexts(texts: readonly Text[]): { readonly objects: readonly Collected[]; readonly unusable: readonly UnusableDocument[] } {
  const objects: Collected[] = [];
  const unusable: UnusableDocument[] = [];
  for (const { path, text } of texts) {
    for (const [document, each] of documentsOf(text).entries()) {
      const parsed = parser().parseDocument(each);
      if ('reason' in parsed) unusable.push({ path, line: parsed.line, reason: parsed.reason });
      else objectsOf(parsed.value, { kind: 'file', path, line: parsed.line, document }, each).forEach((object) => objects.push(object));
    }
  }
  return { objects, unusable };
}

/**
 * The objects of one text.
 *
 * @throws one line with the path and the place, where one of its documents cannot be used
 */
export function parseManifests(text: Text): readonly Manifest[] {
  const { objects, unusable: [bad] } = collectTexts([text]);
  if (bad !== undefined) throw cannotParse(bad);
  return objects.map(({ object }) => object);
}

export function cannotParse({ path, line, reason }: UnusableDocument): Error {
  return new Error(`cannot parse "${path}" as YAML: line ${line}: ${reason}`);
}

/** The value of the first document of a text, such as a file within a ConfigMap; undefined where it cannot be read. */
export function parseValue(text: string): unknown {
  const [document = { text: '', line: 1 }] = documentsOf(text);
  const parsed = parser().parseDocument(document);
  return 'reason' in parsed ? undefined : parsed.value;
}

// Loaded where it is needed: most apps read no file, and a parser takes its time to load.
function parser(): typeof import('./parse') {
  return require('./parse') as typeof import('./parse');
}

function objectsOf(value: unknown, origin: FileOrigin, { text, line }: Document): readonly Collected[] {
  const object = asRecord(value);
  if (object.kind !== 'List') return object.kind === undefined ? [] : [{ object, origin }];
  const { Places } = require('./places') as typeof import('./places');
  return membersOf(object, origin, [], Places.of(text, line));
}

function membersOf(list: Manifest, origin: FileOrigin, within: Field, places: Places): readonly Collected[] {
  return asList(list.items).flatMap((item, index): readonly Collected[] => {
    const object = asRecord(item);
    const way = [...within, 'items', index];
    if (object.kind === 'List') return membersOf(object, origin, way, places);
    return object.kind === undefined ? [] : [{ object, origin: { ...origin, line: places.lineOf(way) ?? origin.line, within: way } }];
  });
}
