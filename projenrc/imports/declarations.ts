import { JSONSchema } from 'json-schema-to-typescript';
import { Choice } from './choices';
import { Kind } from './crds';
import { ImportError } from './errors';
import { METADATA_NAME, Naming, specName } from './naming';
import { ObjectShape, pathWithin, Shape, shapeOf } from './shapes';

/** One exported type. Its schema has other declared types by name (`tsType`), never inline. */
export interface Declaration {
  readonly name: string;
  readonly schema: JSONSchema;
}

const STRINGS: JSONSchema = { type: 'object', additionalProperties: { type: 'string' } };

const OBJECT_META: Declaration = {
  name: METADATA_NAME,
  schema: {
    type: 'object',
    properties: { name: { type: 'string' }, namespace: { type: 'string' }, labels: STRINGS, annotations: STRINGS },
    required: ['name'],
  },
};

/** The types of one group: each kind, its spec, and what the spec consists of, in the order in which a reader meets them. */
export function declarationsOf(kinds: readonly Kind[], table: Readonly<Record<string, string>>): Declaration[] {
  const specs = kinds.map((kind) => ({ kind: kind.name, shape: specShape(kind) }));
  const hoister = new Hoister(new Naming(specs, table), new Map(kinds.map((kind) => [specName(kind.name), see(kind)])));
  hoister.add(OBJECT_META);
  kinds.forEach((kind, index) => {
    hoister.add(objectOf(kind));
    hoister.hoist(specs[index].shape, kind.name);
  });
  return hoister.declarations();
}

function specShape(kind: Kind): ObjectShape {
  const shape = shapeOf(kind.spec, kind.name);
  if (shape.is !== 'object') {
    throw new ImportError(`${kind.name} has a spec without fields: there is no type to make of it`);
  }
  return shape;
}

function objectOf(kind: Kind): Declaration {
  const properties: Record<string, JSONSchema> = {
    apiVersion: { enum: [`${kind.group}/${kind.version}`] },
    kind: { enum: [kind.name] },
    metadata: { tsType: OBJECT_META.name },
    spec: { tsType: specName(kind.name) },
  };
  return { name: kind.name, schema: { type: 'object', properties, required: Object.keys(properties), ...see(kind) } };
}

function see({ page }: Kind): JSONSchema {
  return page ? { description: `@see ${page}` } : {};
}

/** Turns shapes into schemas; every object in them is declared once, under its name, and referred to. */
class Hoister {
  private readonly declared = new Map<string, Declaration>();

  constructor(private readonly naming: Naming, private readonly comments: ReadonlyMap<string, JSONSchema>) {}

  public add(declaration: Declaration): void {
    this.declared.set(declaration.name, declaration);
  }

  public declarations(): Declaration[] {
    return [...this.declared.values()];
  }

  public hoist(shape: Shape, path: string): JSONSchema {
    switch (shape.is) {
      case 'value':
        return shape.schema;
      case 'nullable':
        return { anyOf: [this.hoist(shape.of, path), { type: 'null' }] };
      case 'list':
        return { type: 'array', items: this.hoist(shape.of, pathWithin('list', path)) };
      case 'map':
        return { type: 'object', additionalProperties: this.hoist(shape.of, pathWithin('map', path)) };
      case 'object':
        return { tsType: this.declare(shape, path) };
    }
  }

  private declare(shape: ObjectShape, path: string): string {
    const name = this.naming.nameOf(shape, path);
    if (!this.declared.has(name)) {
      this.add({ name, schema: {} }); // keeps the place before what it refers to
      const fields = Object.entries(shape.fields).map(([field, of]) => [field, this.hoist(of, `${path}.${field}`)]);
      this.add({ name, schema: { ...schemaOf(shape, Object.fromEntries(fields)), ...this.comments.get(name) } });
    }
    return name;
  }
}

/**
 * An object without choices is an interface; one that is all choice is the union of its arms; any other is what it always has,
 * intersected with one union for each choice. Every arm names every field of its choice, as `never` where it excludes it: so two
 * arms at once do not compile, TypeScript still knows all fields and so reports a typo, and a reader may ask for any of them.
 */
function schemaOf(shape: ObjectShape, fields: Record<string, JSONSchema>): JSONSchema {
  const chosen = new Set(shape.choices.flatMap((choice) => choice.fields));
  const always = Object.entries(fields).filter(([name]) => !chosen.has(name));
  const base = objectWith(Object.fromEntries(always), shape.required, shape.open);
  const unions = shape.choices.map((choice) => unionOf(choice, fields));
  const parts = always.length > 0 || shape.open ? [base, ...unions] : unions;
  return parts.length === 1 ? parts[0] : { allOf: parts };
}

function unionOf({ fields: names, orNone }: Choice, fields: Record<string, JSONSchema>): JSONSchema {
  const arm = (chosen?: string): JSONSchema => objectWith(
    Object.fromEntries(names.map((name) => [name, name === chosen ? fields[name] : { tsType: 'never' }])),
    chosen === undefined ? [] : [chosen],
  );
  return { oneOf: [...names.map(arm), ...(orNone ? [arm()] : [])] };
}

function objectWith(properties: Record<string, JSONSchema>, required: readonly string[], open = false): JSONSchema {
  return { type: 'object', properties, required: [...required], additionalProperties: open };
}
