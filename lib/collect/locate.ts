import type { Locate } from '../values/origin';
import { documentsOf, type Document } from './documents';
import type { Places } from './places';

/** Finds lines in texts, given by path. A document is looked into at the first question about a field in it. */
export function locatorOf(texts: ReadonlyMap<string, string>): Locate {
  const documents = new Map<string, readonly Document[]>();
  const places = new Map<Document, Places>();
  const placesIn = (path: string, index: number): Places | undefined => {
    const document = remembered(documents, path, () => documentsOf(texts.get(path) ?? ''))[index];
    return document === undefined ? undefined : remembered(places, document, () => placesOf(document));
  };
  return (origin, field = []) => {
    if (origin.kind !== 'file') return undefined;
    if (field.length === 0) return origin.line;
    return placesIn(origin.path, origin.document)?.lineOf([...(origin.within ?? []), ...field]) ?? origin.line;
  };
}

function placesOf({ text, line }: Document): Places {
  const { Places } = require('./places') as typeof import('./places');
  return Places.of(text, line);
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as Value;
}
