import { asList, asRecord, type Manifest } from '../values/read';
import type { Collected } from './collected';

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
 * that cannot be used is told, and the others are there all the same.
 */
export function collectTexts(texts: readonly Text[]): { readonly objects: readonly Collected[]; readonly unusable: readonly UnusableDocument[] } {
  const objects: Collected[] = [];
  const unusable: UnusableDocument[] = [];
  for (const { path, text } of texts) {
    for (const { manifests, reason, line, document } of parse(text)) {
      if (reason !== undefined) unusable.push({ path, line, reason });
      else objects.push(...manifests.map((object): Collected => ({ object, origin: { kind: 'file', path, line, document } })));
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

interface Parsed {
  readonly manifests: readonly Manifest[];
  readonly reason?: string;
  /** Line that the document, or what is wrong with it, begins at, from 1. */
  readonly line: number;
  /** Its place in the text, from 0. */
  readonly document: number;
}

function parse(text: string): readonly Parsed[] {
  // Loaded where it is needed: most apps read no file, and a parser takes its time to load.
  const { LineCounter, parseAllDocuments } = require('yaml') as typeof import('yaml');
  const lineCounter = new LineCounter();
  return [...parseAllDocuments(text, { version: '1.1', lineCounter, prettyErrors: false, logLevel: 'error' })].map((parsed, document): Parsed => {
    const lineAt = (offset: number) => lineCounter.linePos(offset).line;
    const [error] = parsed.errors;
    if (error !== undefined) return { manifests: [], reason: error.message, line: lineAt(error.pos[0]), document };
    const line = lineAt(parsed.contents?.range?.[0] ?? parsed.range[0]);
    try {
      return { manifests: expandList(asRecord(parsed.toJS())), line, document };
    } catch (thrown) {
      // A few lines whose aliases stand for millions of values end here, and a list that is its own member.
      return { manifests: [], reason: thrown instanceof RangeError ? 'it nests too deep to be read to its end' : (thrown as Error).message, line, document };
    }
  });
}

function expandList(manifest: Manifest): readonly Manifest[] {
  if (manifest.kind === 'List') return asList(manifest.items).flatMap((item) => expandList(asRecord(item)));
  return manifest.kind === undefined ? [] : [manifest];
}

/** The value of one text, such as a file within a ConfigMap; undefined where it cannot be read. */
export function parseValue(text: string): unknown {
  const { parseDocument } = require('yaml') as typeof import('yaml');
  const parsed = parseDocument(text, { version: '1.1', logLevel: 'error' });
  return parsed.errors.length > 0 ? undefined : parsed.toJS();
}
