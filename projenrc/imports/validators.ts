import Ajv, { _, stringify, type Code, type CodeKeywordDefinition, type KeywordErrorDefinition } from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import type { Choice, Schema } from '../../lib/schema/schema';
import { ImportError } from './errors';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Parts that are there several times are checked by one function, unless they are shorter than a call of it. */
const LEAST_SHARED = 60;
/** Whole bytes by fours; the last four may be filled up. */
const BASE64 = '^(?=.)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';
const INT32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const KEPT = [
  'nullable', 'enum', 'pattern', 'required', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties',
  'choices', 'keys',
] as const;

/**
 * The code of a function that checks a value, made by ajv. To make it at run time would take a tenth of a second and more for each kind.
 *
 * It is called on an object with a method `keeps` that answers rules, and has what it found in `errors`.
 */
export function validatorCode(schema: Schema): string {
  const ajv = new Ajv({
    allErrors: true, messages: false, strict: false, strictNumbers: true, unicode: false, logger: false, inlineRefs: false, validateFormats: false,
    passContext: true, code: { source: true, esm: true, lines: true },
  });
  for (const keyword of KEYWORDS) ajv.addKeyword(keyword);
  const code = standaloneCode(ajv, ajv.compile(new Converter(schema).convert()));
  if (code.includes('require(')) throw new ImportError('ajv makes code that needs ajv: teach projenrc/imports/validators.ts to do without');
  return code.replace(/^"use strict";/, '').replace(/export default \w+;/, '').replace(/,schemaPath:"#[^"]*"/g, '');
}

/** Says a schema of ours in JSON Schema, and in some keywords beside it. */
class Converter {
  private readonly counts = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private readonly definitions: Record<string, JsonSchema> = {};

  constructor(private readonly schema: Schema) {
    this.count(schema);
  }

  public convert(): JsonSchema {
    return { ...this.inPlace(this.schema), definitions: this.definitions };
  }

  private count(schema: Schema): void {
    const key = JSON.stringify(schema);
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    if (this.counts.get(key) === 1) partsOf(schema).forEach((part) => this.count(part));
  }

  private part(schema: Schema): JsonSchema {
    const key = JSON.stringify(schema);
    if (key.length < LEAST_SHARED || this.counts.get(key) === 1) return this.inPlace(schema);
    const name = this.names.get(key) ?? `part${this.names.size}`;
    if (!this.names.has(key)) {
      this.names.set(key, name);
      this.definitions[name] = this.inPlace(schema);
    }
    return { $ref: `#/definitions/${name}` };
  }

  private inPlace(schema: Schema): JsonSchema {
    const { type, properties, additionalProperties, items, open, format, rules } = schema;
    const isClosed = type === 'object' && !open && additionalProperties === undefined;
    return {
      ...typeOf(type),
      ...(format === 'int32' && INT32),
      ...(format === 'byte' && { pattern: BASE64 }),
      ...Object.fromEntries(KEPT.filter((word) => schema[word] !== undefined).map((word) => [word, schema[word]])),
      ...(properties !== undefined && { properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, this.part(each)])) }),
      ...(isClosed && { additionalProperties: false }),
      ...(additionalProperties !== undefined && { additionalProperties: this.part(additionalProperties), hasTextNames: true }),
      ...(items !== undefined && { items: this.part(items) }),
      ...(rules !== undefined && { rules: rules.map(({ expression }) => expression) }),
    };
  }
}

function partsOf({ properties = {}, additionalProperties, items }: Schema): readonly Schema[] {
  return [...Object.values(properties), additionalProperties, items].filter((part) => part !== undefined);
}

function typeOf(type: Schema['type']): JsonSchema {
  if (type === 'any') return {};
  return { type: type === 'int-or-string' ? ['integer', 'string'] : type };
}

/** An error that says which of a keyword's parts it means. */
function telling(name: string): KeywordErrorDefinition {
  return { message: name, params: ({ params }) => _`{${name}: ${params[name] as Code}}` };
}

const KEYWORDS: readonly CodeKeywordDefinition[] = [
  {
    keyword: 'choices', type: 'object', schemaType: 'array', error: telling('choice'),
    code(cxt) {
      (cxt.schema as readonly Choice[]).forEach(({ fields, orNone }, index) => {
        const counts = fields.map((field) => _`(${cxt.data}${property(field)} === undefined ? 0 : 1)`);
        const given = cxt.gen.const('given', counts.reduce((sum, each) => _`${sum} + ${each}`));
        cxt.setParams({ choice: _`${index}` });
        cxt.gen.if(orNone ? _`${given} > 1` : _`${given} !== 1`, () => cxt.error());
      });
    },
  },
  {
    keyword: 'keys', type: 'array', schemaType: 'array', error: telling('repeated'),
    code(cxt) {
      cxt.gen.forOf('pair', _`this.repeated(${cxt.data}, ${stringify(cxt.schema)})`, (pair) => {
        cxt.setParams({ repeated: pair });
        cxt.error();
      });
    },
  },
  {
    // What YAML has made a boolean of is no name of the user's.
    keyword: 'hasTextNames', type: 'object', schemaType: 'boolean', error: telling('name'),
    code(cxt) {
      for (const name of ['true', 'false']) {
        cxt.setParams({ name: _`${name}` });
        cxt.gen.if(_`${cxt.data}${property(name)} !== undefined`, () => cxt.error());
      }
    },
  },
  {
    keyword: 'rules', schemaType: 'array', error: telling('rule'),
    code(cxt) {
      for (const [index, expression] of (cxt.schema as readonly string[]).entries()) {
        cxt.setParams({ rule: _`${index}` });
        cxt.gen.if(_`!this.keeps(${expression}, ${cxt.data})`, () => cxt.error());
      }
    },
  },
];

function property(name: string): Code {
  return _`[${name}]`;
}
