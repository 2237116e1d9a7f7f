import { array, assert, constantFrom, dictionary, integer, letrec, oneof, property, record, string } from 'fast-check';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import { locatorOf } from '../../lib/collect/locate';
import { collectTexts } from '../../lib/collect/yaml';
import type { Field } from '../../lib/values/field';

/** The line of a field of the object of this kind. */
function lineIn(text: string, kind: string, field: Field): number | undefined {
  const locate = locatorOf(new Map([['a.yaml', text]]));
  const found = collectTexts([{ path: 'a.yaml', text }]).objects.find(({ object }) => object.kind === kind);
  return found && locate(found.origin, field);
}

const BLOCK = `# a comment
kind: A
spec:
  servers:
    - port:
        number: 80
      hosts:
        - a.example.com
        - "b.example.com"   # quoted
    -
      # the second
      port: {number: 443,
        name: https}
    - null
  text: |
    not: here
  after: 1
---
kind: B
spec: {servers: [{port: 80}]}
`;

describe('the line of a field is that of its key, and of a member of a list its own', () => {
  test.each<[Field, number]>([
    [[], 2], [['kind'], 2], [['spec'], 3], [['spec', 'servers'], 4], [['spec', 'servers', 0], 5], [['spec', 'servers', 0, 'port', 'number'], 6],
    [['spec', 'servers', 0, 'hosts', 0], 8], [['spec', 'servers', 0, 'hosts', 1], 9],
    [['spec', 'servers', 1], 12], [['spec', 'servers', 1, 'port', 'number'], 12], [['spec', 'servers', 1, 'port', 'name'], 13],
    [['spec', 'servers', 2], 14], [['spec', 'text'], 15], [['spec', 'after'], 17],
  ])('%j', (field, line) => expect(lineIn(BLOCK, 'A', field)).toBe(line));

  test('in the document of the object', () => expect(lineIn(BLOCK, 'B', ['spec', 'servers', 0, 'port'])).toBe(20));
});

describe('of a field that is not there it is the line of the nearest one around it', () => {
  test.each<[Field, number]>([
    [['spec', 'servers', 0, 'tls', 'mode'], 5], [['spec', 'servers', 0, 'port', 'name'], 5], [['spec', 'servers', 7], 4], [['spec', 'servers', 'x'], 4], [['status', 'x'], 2],
    [['spec', 'after', 'x'], 17], [['spec', 'constructor'], 3], [['spec', '__proto__'], 3],
  ])('%j', (field, line) => expect(lineIn(BLOCK, 'A', field)).toBe(line));
});

describe('also', () => {
  test.each<[string, string, Field, number]>([
    ['in a list of objects', 'kind: List\nitems:\n- kind: X\n- kind: A\n  spec:\n    x: 1\n', ['spec', 'x'], 6],
    ['in a list within a list', 'kind: List\nitems:\n- kind: List\n  items:\n  - kind: X\n  - kind: A\n    spec: 1\n', ['spec'], 7],
    ['of what is not there in a list of objects', 'kind: List\nitems:\n- kind: X\n- kind: A\n', ['spec'], 4],
    ['in JSON', '{\n"kind": "A",\n"spec": {\n"x": [\n1,\n2]}}', ['spec', 'x', 1], 6],
    ['with the line ends of Windows', 'kind: A\r\nspec:\r\n  x: 1\r\n', ['spec', 'x'], 3],
    ['where an alias stands', 'x: &x\n  port: 1\nkind: A\nz: *x\n', ['z', 'port'], 2],
    ['where an alias is a member', 'x: &x {y: 1}\nkind: A\nz:\n- 1\n- *x\n', ['z', 1], 5],
    ['of a key that is no text', 'kind: A\nspec:\n  1: x\n  yes: z\n', ['spec', 'true'], 4],
    ['of a key in quotes', 'kind: A\nmetadata:\n  "a.b/c": 1\n', ['metadata', 'a.b/c'], 3],
    ['after entries without a value', 'kind: A\nspec: {a, b,\n c: 1}\n', ['spec', 'c'], 3],
    ['of a key that is asked for', 'kind: A\n? spec\n: ? x\n  : 1\n', ['spec', 'x'], 3],
    ['with anchors and tags on the way', 'kind: A\nspec: &s !own\n  x: !!seq\n    - &m z: 1\n', ['spec', 'x', 0, 'z'], 4],
    ['with an anchor for a whole map on the way', 'kind: A\nspec: &s\n  x: !own {z: &m 1}\n', ['spec', 'x'], 3],
    ['with a text over several lines on the way', 'kind: A\nx: "a\n  b"\nspec: c\n  d\nz: 1\n', ['z'], 6],
  ])('%s', (_, text, field, line) => expect(lineIn(text, 'A', field)).toBe(line));
});

test('what stands in no file has no line', () => {
  expect(locatorOf(new Map())({ kind: 'construct', path: 'app/shop' }, ['spec'])).toBeUndefined();
});

test('of a text that is not at hand the line of the object is known', () => {
  expect(locatorOf(new Map())({ kind: 'file', path: 'a.yaml', line: 7, document: 3 }, ['spec'])).toBe(7);
});

const { value } = letrec((tie) => ({
  value: oneof({ maxDepth: 4, depthSize: 'small' }, string(), integer(), array(tie('value')), dictionary(string({ minLength: 1 }), tie('value'))),
}));
const styles = record({ collectionStyle: constantFrom('block', 'flow'), indent: constantFrom(1, 2, 4), lineWidth: constantFrom(20, 80) });

/** The lines of all fields below a node, as another parser has them. */
function* linesBelow(node: unknown, lineAt: (offset: number) => number, way: Field = []): Iterable<readonly [Field, number]> {
  const entries = isMap(node)
    ? node.items.map(({ key, value: below }) => [String(isScalar(key) ? key.value : key), key, below] as const)
    : isSeq(node) ? node.items.map((item, index) => [index, item, item] as const) : [];
  for (const [step, place, below] of entries) {
    yield [[...way, step], lineAt((place as { range: [number] }).range[0])];
    yield* linesBelow(below, lineAt, [...way, step]);
  }
}

test('another parser finds every field in the same line', () => {
  assert(property(value, styles, (spec, style) => {
    const text = stringify({ kind: 'A', spec }, { version: '1.1', ...style });
    const lines = new LineCounter();
    const locate = locatorOf(new Map([['a.yaml', text]]));
    const { contents } = parseDocument(text, { version: '1.1', lineCounter: lines });
    for (const [field, line] of linesBelow(contents, (offset) => lines.linePos(offset).line)) {
      expect([field, locate({ kind: 'file', path: 'a.yaml', line: 1, document: 0 }, field)]).toEqual([field, line]);
    }
  }), { seed: 1, numRuns: 500 });
});
