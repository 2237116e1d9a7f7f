import * as ts from 'typescript';
import { crd, fields, fileOf, GROUP, oneOf, oneOfOrNone, releaseOf, Schema, text } from './generating';

async function moduleOf(file: string, name = 'schemas/Toy.ts'): Promise<string> {
  const { generate } = await import('../../projenrc/imports/generate');
  const files = await generate(file, releaseOf(file), { [GROUP]: {} });
  return files.find((each) => each.name === name)?.text ?? '';
}

/** What a module exports. */
async function exportedBy(file: string, name?: string): Promise<Record<string, any>> {
  const { outputText } = ts.transpileModule(await moduleOf(file, name), { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: Record<string, any> = {};
  new Function('exports', outputText)(exported);
  return exported;
}

async function schemaIn(file: string): Promise<Record<string, any>> {
  return (await exportedBy(file)).schema;
}

async function specOf(spec: Schema): Promise<Record<string, any>> {
  return (await schemaIn(fileOf(crd('Toy', spec)))).properties.spec;
}

describe('the schema of a kind', () => {
  it('has what a check needs, and no description', async () => {
    const spec = await specOf(fields({
      name: { ...text, description: 'Prose.', minLength: 1, maxLength: 5, pattern: '^[a-z]+$' },
      size: { type: 'integer', format: 'int32', minimum: 0, nullable: true },
      share: { type: 'number', format: 'double' },
    }, { required: ['name'], description: 'Prose.' }));
    expect(spec).toEqual({
      type: 'object', required: ['name'],
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 5, pattern: '^[a-z]+$' },
        size: { type: 'integer', format: 'int32', minimum: 0, nullable: true },
        share: { type: 'number' },
      },
    });
  });

  it('has choices in the place of oneOf', async () => {
    const toy = fields({ a: text, b: text, c: text, d: text }, { allOf: [oneOf('a', 'b'), oneOfOrNone('c', 'd')] });
    expect((await specOf(toy)).choices).toEqual([{ fields: ['a', 'b'], orNone: false }, { fields: ['c', 'd'], orNone: true }]);
  });

  it('has the keys of a list, and says where fields are kept that it does not name', async () => {
    const list = { type: 'array', items: fields({ name: text }), 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] };
    const { properties } = await specOf(fields({ list, open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, anything: { 'x-kubernetes-preserve-unknown-fields': true } }));
    expect(properties.list.keys).toEqual(['name']);
    expect(properties.open).toEqual({ type: 'object', open: true });
    expect(properties.anything).toEqual({ type: 'any', open: true });
  });

  it('has rules by their text, and parsed beside', async () => {
    const rule = 'has(self.a) && self.a.size() > 0';
    const file = fileOf(crd('Toy', fields({ a: text }, { 'x-kubernetes-validations': [{ message: 'a is there', rule }] })));
    expect((await schemaIn(file)).properties.spec.rules).toEqual([{ message: 'a is there', expression: rule }]);
    expect((await exportedBy(file, 'schemas/rules.ts')).rules).toEqual({
      [rule]: ['_&&_', ['has', ['variable', 'self'], 'a'], ['_>_', ['size', ['field', ['variable', 'self'], 'a']], 0]],
    });
  });

  it('takes any status, which is none of the user\'s, and what every object has', async () => {
    const file = crd('Toy', fields({ a: text })).replace('"properties":{"spec"', '"properties":{"status":{"type":"object","x-unheard-of":true},"spec"');
    const { properties } = await schemaIn(fileOf(file));
    expect(Object.keys(properties)).toEqual(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
    expect(properties.status).toEqual({ type: 'any' });
  });

  it('is written with its equal parts once', async () => {
    const part = fields({ radius: { type: 'integer', minimum: 1 }, colour: { type: 'string', enum: ['RED', 'BLUE'] } });
    const file = fileOf(crd('Toy', fields({ front: part, rear: part })));
    expect((await moduleOf(file)).match(/radius/g)).toHaveLength(1);
    const { front, rear } = (await schemaIn(file)).properties.spec.properties;
    expect(rear).toBe(front);
    expect(rear).toEqual(part);
  });
});

describe('what nothing would check', () => {
  it.each([
    ['a word', { multipleOf: 2 }, 'Toy.spec.a: nothing checks multipleOf'],
    ['a format', { format: 'uuid' }, 'Toy.spec.a: format uuid is not known'],
    ['a pattern that JavaScript reads otherwise', { pattern: '^\\d(?i)$' }, 'Toy.spec.a: ^\\d(?i)$ may mean something else in JavaScript'],
    ['a rule with another field', { 'x-kubernetes-validations': [{ message: 'm', rule: 'true', reason: 'FieldValueInvalid' }] }, 'Toy.spec.a: a rule with reason is not known'],
    ['a rule that makes its message', { 'x-kubernetes-validations': [{ messageExpression: '"m"', rule: 'true' }] }, 'Toy.spec.a: a rule with messageExpression is not known'],
    ['a function', { 'x-kubernetes-validations': [{ message: 'm', rule: 'self.lowerAscii() == self' }] }, 'Toy.spec.a: lowerAscii in "self.lowerAscii() == self" is not known'],
    ['a kind of literal', { 'x-kubernetes-validations': [{ message: 'm', rule: 'self == 1.5' }] }, 'a doubleValue in "self == 1.5" is not known'],
    ['a pattern that is worked out', { 'x-kubernetes-validations': [{ message: 'm', rule: 'self.matches(self)' }] }, 'a pattern that is worked out'],
  ])('is refused where it stands: %s', async (_, rest, message) => {
    await expect(specOf(fields({ a: { ...text, ...rest } }))).rejects.toThrow(message);
  });

  it('is refused where versions differ', async () => {
    const versions = [{ name: 'v1', served: true, storage: true }, { name: 'v1beta1', served: true, storage: false }];
    const file = crd('Toy', fields({ a: text }), versions);
    const last = file.lastIndexOf('"type":"string"');
    await expect(schemaIn(fileOf(`${file.slice(0, last)}"type":"integer"${file.slice(last + '"type":"string"'.length)}`))).rejects.toThrow('Toy has another schema in v1beta1 than in v1');
  });
});
