import * as ts from 'typescript';
import type { KindSchema, Schema, Validator } from '../../lib/schema/schema';
import { validate } from '../../lib/schema/validate';
import { kindDefined, kindsDefined } from '../../lib/schema/kinds';
import { validateObject } from '../../lib/schema/validate-object';
import { validatorCode } from '../../projenrc/imports/validators';

const TEXT: Schema = { type: 'string' };
const INNER: Schema = { type: 'object', properties: { speed: { type: 'integer' }, name: TEXT } };
const TOY: Schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: TEXT,
    size: { type: 'integer', minimum: 1, maximum: 9, nullable: true },
    tags: { type: 'array', items: TEXT, maxItems: 2 },
    parts: { type: 'array', items: INNER, keys: ['name'] },
    labels: { type: 'object', additionalProperties: TEXT },
    motor: INNER,
    open: { type: 'object', open: true },
  },
};

/** As `npm run imports` makes them. */
function kindOf(schema: Schema): KindSchema {
  const exported: { validate?: Validator } = {};
  const { outputText } = ts.transpileModule(validatorCode(schema), { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  new Function('exports', outputText)(exported);
  return { versions: ['v1'], schema: () => schema, validator: () => exported.validate as Validator };
}

const TOY_KIND = kindOf(TOY);

const found = (value: unknown, kind = TOY_KIND) => validate(value, kind).map(({ is, field }) => [is, field.join('.')]);

describe('a value is found to have', () => {
  test.each<[what: string, value: object, found: readonly string[][]]>([
    ['nothing wrong', { name: 'a', size: 3, tags: ['b'], parts: [{ name: 'c' }, { name: 'd' }], labels: { e: 'f' }, motor: { speed: 1 }, open: { g: [null] } }, []],
    ['a field missing', {}, [['missing', 'name']]],
    ['a required field that is null, and so missing', { name: null }, [['missing', 'name']]],
    ['nothing wrong where a field is null or undefined', { name: 'a', tags: null, size: null, motor: undefined, parts: [{ name: null }] }, []],
    ['null in a list', { name: 'a', tags: [null], parts: [null] }, [['not-text', 'tags.0'], ['wrong-type', 'parts.0']]],
    ['null in a map', { name: 'a', labels: { b: null } }, [['empty-entry', 'labels.b']]],
    ['other types', { name: {}, size: '3', tags: 'a', parts: { name: 'b' }, labels: ['c'], motor: 4 }, ['name', 'size', 'tags', 'parts', 'labels', 'motor'].map((field) => ['wrong-type', field])],
    ['numbers and booleans for texts', { name: 1, tags: [true], labels: { a: 1.5 } }, [['not-text', 'name'], ['not-text', 'tags.0'], ['not-text', 'labels.a']]],
    ['numbers that JSON does not have', { name: 'a', size: NaN, motor: { speed: Infinity } }, [['wrong-type', 'size'], ['wrong-type', 'motor.speed']]],
    ['too much and too little', { name: 'a', size: 0, tags: ['a', 'b', 'c'] }, [['out-of-bounds', 'size'], ['out-of-bounds', 'tags']]],
    ['a name twice', { name: 'a', parts: [{ name: 'b' }, { name: 'c' }, { name: 'b' }] }, [['repeated', 'parts.2']]],
    ['names that are booleans', { name: 'a', labels: { true: 'b', false: 'c', yes: 'd' } }, [['boolean-name', 'labels.true'], ['boolean-name', 'labels.false']]],
    ['fields of everything in JavaScript', { name: 'a', constructor: 'b', motor: { toString: 'c' } }, [['unknown-field', 'constructor'], ['unknown-field', 'motor.toString']]],
  ])('%s', (_, value, expected) => expect(found(value)).toEqual(expected));

  test.each<[what: string, value: object, found: readonly string[][]]>([
    ['nothing wrong with one of each choice', { a: 1, c: 1 }, []],
    ['nothing wrong with one of the one that is wanted', { b: 1, c: null }, []],
    ['two of a choice', { a: 1, b: 1, c: 1, d: 1 }, [['too-many-chosen', ''], ['too-many-chosen', '']]],
    ['none of the choice that is wanted', { a: null }, [['none-chosen', '']]],
  ])('%s', (_, value, expected) => {
    const properties = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, { type: 'integer' } as const]));
    const choices = [{ fields: ['a', 'b'], orNone: false }, { fields: ['c', 'd'], orNone: true }];
    expect(found(value, kindOf({ type: 'object', properties, choices }))).toEqual(expected);
  });

  test('a date, which some parsers make of a text, no wrong type', () => expect(found({ name: new Date(0) })).toEqual([]));
  test('its own type wrong', () => expect(found([])).toEqual([['wrong-type', '']]));
});

describe('an unknown field', () => {
  test.each<[what: string, value: object, belongs: string | undefined]>([
    ['in an object around it', { name: 'a', motor: { size: 3 } }, 'size'],
    ['further out', { name: 'a', parts: [{ tags: [] }] }, 'tags'],
    ['in the one object in it that is there', { name: 'a', speed: 1, parts: [] }, 'parts.0.speed'],
    ['nowhere, where two objects in it would do', { name: 'a', speed: 1 }, undefined],
    ['nowhere', { name: 'a', weight: 1 }, undefined],
  ])('belongs %s', (_, value, expected) => {
    const [problem] = validate(value, TOY_KIND);
    expect(problem).toMatchObject({ is: 'unknown-field' });
    expect('belongs' in problem ? problem.belongs?.join('.') : 'no field').toBe(expected);
  });
});

describe('an object', () => {
  test.each(kindsDefined())('%s is right in each of its versions, and in no other', (kind) => {
    const [group, name] = kind.split('/');
    const verdict = (version: string) => validateObject({ apiVersion: `${group}/${version}`, kind: name, metadata: { name: 'web' }, status: { a: 1 } }, kindDefined(kind)).map(({ is }) => is);
    for (const version of kindDefined(kind).versions) expect(verdict(version).filter((is) => is !== 'missing')).toEqual([]);
    expect(verdict('v99')).toEqual(['unknown-version']);
  });
});
