import { Names } from '../../projenrc/imports/names';
import { Release } from '../../projenrc/imports/release';
import { sha256 } from '../../projenrc/imports/source';

// Prettier loads itself by import(), which jest does not allow; how the types are laid out is of no matter here.
jest.mock('prettier', () => ({ format: async (code: string) => code }));

export const GROUP = 'toys.example.com';

/** A schema as a test writes it. */
export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };

export function fields(properties: Readonly<Record<string, Schema>>, rest: Schema = {}): Schema {
  return { type: 'object', properties, ...rest };
}

export function oneOf(...names: string[]): Schema {
  return { oneOf: names.map((name) => ({ required: [name] })) };
}

export function oneOfOrNone(...names: string[]): Schema {
  const arms = names.map((name) => ({ required: [name] }));
  return { oneOf: [{ not: { anyOf: arms } }, ...arms] };
}

/** The definition of a kind; every version has the same schema. */
export function crd(kind: string, spec: Schema, versions: readonly Schema[] = [{ name: 'v1', served: true, storage: true }]): string {
  const schema = { openAPIV3Schema: fields({ spec }) };
  return JSON.stringify({
    kind: 'CustomResourceDefinition',
    spec: { group: GROUP, names: { kind }, versions: versions.map((version) => ({ ...version, schema })) },
  });
}

export function fileOf(...crds: string[]): string {
  return crds.map((each) => `---\n${each}\n`).join('');
}

export function releaseOf(file: string, address = 'http://127.0.0.1/unused'): Release {
  return { version: '0.0.7', address, sha256: sha256(file) };
}

/** What the generator makes of some definitions. */
export async function typesOf(file: string, table: Names[string] = {}): Promise<string> {
  const { generate } = await import('../../projenrc/imports/generate');
  const [types] = await generate(file, releaseOf(file), { [GROUP]: table });
  return types.text;
}

/** Names of the types that a file exports, in order. */
export function exportedBy(types: string): string[] {
  return [...types.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
}
