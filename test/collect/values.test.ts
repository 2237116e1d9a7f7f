import { assert, constantFrom, jsonValue, property } from 'fast-check';
import { parseValue } from '../../lib/collect/yaml';

// What sigs.k8s.io/yaml 1.6.0 answered to each of these, which kubectl and the API server read with.
describe('a scalar without quotes is what Kubernetes takes it for', () => {
  test.each<[string, unknown]>([
    ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((text): [string, unknown] => [text, true]),
    ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((text): [string, unknown] => [text, false]),
    ...['', '~', 'null', 'Null', 'NULL'].map((text): [string, unknown] => [text, null]),
    ...['yEs', 'oN', 'oFF', 'tRUE', 'nULL', 'nope', '=', '<<', '.', '..', '+', '.e3', '1e', '1.5.2', '1 2'].map((text): [string, unknown] => [text, text]),
    ['0', 0], ['00', 0], ['-1', -1], ['+1', 1], ['12345', 12345], ['1_000', 1000], ['1_', 1], ['_1', '_1'],
    ['0777', 511], ['-0777', -511], ['0o777', 511], ['0o8', '0o8'], ['08', 8], ['0778', 778], ['09.5', 9.5],
    ['0x1F', 31], ['0X1f', 31], ['-0x10', -16], ['0x', '0x'], ['0b101', 5], ['-0b101', -5], ['0b12', '0b12'],
    ['1.5', 1.5], ['.5', 0.5], ['5.', 5], ['-.5', -0.5], ['1e3', 1000], ['1E+3', 1000], ['1.e3', 1000], ['1_0.5', 10.5], ['1e-400', 0],
    ['12345678901234567890', 12345678901234567890], ['123456789012345678901234567890', 1.2345678901234568e29],
    ['1e400', '1e400'], ['0xFFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFFF'], ['Infinity', 'Infinity'], ['NaN', 'NaN'], ['0x1p4', '0x1p4'],
    ['2001-01-01', '2001-01-01'], ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'], ['1:30', '1:30'], ['190:20:30', '190:20:30'],
  ])('%s', (text, value) => expect(parseValue(`a: ${text}`)).toEqual({ a: value }));
});

describe('a scalar with quotes or a tag is, too', () => {
  test.each<[string, unknown]>([
    ['"yes"', 'yes'], ["'no'", 'no'], ['"12"', '12'], ["''", ''], ['"\\x41\\u00e4"', 'Aä'], ["'x\n  y'", 'x y'], ['|\n  yes\n', 'yes\n'], ['>-\n  12\n', '12'],
    ['!!str yes', 'yes'], ['!!str 12', '12'], ['!!str', ''], ['!!str ~', '~'], ['!!int "3"', 3], ['!!float 3', 3], ['!!bool "yes"', true], ["!!null ''", null],
    ['! 12', '12'], ['!own 12', '12'], ['!<tag:yaml.org,2002:int> "3"', 3], ['!!timestamp 2001-01-01', '2001-01-01'], ['!!binary aGk=', 'hi'],
    ['!!python/object:os.system y', 'y'],
  ])('%j', (text, value) => expect(parseValue(`a: ${text}`)).toEqual({ a: value }));
});

describe('maps and lists are, too', () => {
  test.each<[string, unknown]>([
    ['y: 1', { true: 1 }], ['no: 1', { false: 1 }], ['1: x', { 1: 'x' }], ['0x10: x', { 16: 'x' }], ['1.10: x', { '1.1': 'x' }], ['2001-01-01: x', { '2001-01-01': 'x' }],
    ['a: !!set {x: , z: }', { a: { x: null, z: null } }], ['a: !!str {x: 1}', { a: { x: 1 } }], ['a: !own [1]', { a: [1] }], ['a: [b: 1, c]', { a: [{ b: 1 }, 'c'] }],
    ['a: {\n}\nb: [\n1\n]', { a: {}, b: [1] }], ['a: "x\ny"', { a: 'x y' }], ['a: [a,\tb]', { a: ['a', 'b'] }], ['a: {b:1}', { a: { 'b:1': null } }], ['a:\n- 1\nb: 2', { a: [1], b: 2 }],
    ['a: &a {x: 1}\nb: {<<: *a, x: 2}', { a: { x: 1 }, b: { x: 2 } }],
    ['a: &a {x: 1}\nb: &b {x: 3, z: 4}\nc: {<<: [*a, *b]}', { a: { x: 1 }, b: { x: 3, z: 4 }, c: { x: 1, z: 4 } }],
    ['a: {"<<": {x: 1}}', { a: { '<<': { x: 1 } } }], ['a: {!!merge <<: {x: 1}}', { a: { x: 1 } }],
    ['x: &a 1\nz: &a 2\nw: *a', { x: 1, z: 2, w: 2 }], ['&a k: 1\nv: *a', { k: 1, v: 'k' }], ['a: &a\nb: *a', { a: null, b: null }],
  ])('%j', (text, value) => expect(parseValue(text)).toEqual(value));
});

test('JSON is read as JSON.parse reads it, whatever stands in it', () => {
  assert(property(jsonValue({ stringUnit: 'binary' }), constantFrom('', '  ', '\t'), (value, indent) => {
    const text = JSON.stringify({ value }, undefined, indent);
    expect(parseValue(text)).toEqual(JSON.parse(text));
  }), { seed: 1, numRuns: 2000 });
});
