import { collectTexts, parseManifests } from '../../lib/collect/yaml';

const collect = (text: string) => collectTexts([{ path: 'cluster.yaml', text }]);
const kinds = (text: string) => collect(text).objects.map(({ object }) => object.kind);

test('documents come in order, empty ones left out', () => {
  expect(kinds('kind: A\n---\n---\nkind: B\n')).toEqual(['A', 'B']);
});

test('a List stands for its members', () => {
  expect(kinds('kind: List\nitems:\n- kind: A\n- kind: List\n  items: [{kind: B}]\n')).toEqual(['A', 'B']);
});

test('JSON is YAML, too', () => {
  expect(parseManifests({ path: 'a.json', text: '{"kind": "A", "metadata": {"name": "a"}}' })).toEqual([{ kind: 'A', metadata: { name: 'a' } }]);
});

test('each object has its file, line and document', () => {
  expect(collect('kind: A\n---\n# a comment\n\nkind: B\n').objects.map(({ origin }) => origin)).toEqual([
    { kind: 'file', path: 'cluster.yaml', line: 1, document: 0 }, { kind: 'file', path: 'cluster.yaml', line: 5, document: 1 },
  ]);
});

describe('a document that cannot be used is told with its line, and the others are there', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`)].join('\n');
  test.each<[string, string, RegExp]>([
    ['bad syntax', 'x: y: z', /^Nested mappings/],
    ['a bomb of aliases', bomb, /^Excessive alias count/],
    ['a list that is its own member', 'kind: List\nitems: &a [{kind: List, items: *a}]', /^it nests too deep to be read to its end$/],
  ])('%s', (_, bad, reason) => {
    const { objects, unusable } = collect(`kind: A\n---\n${bad}\n---\nkind: B\n`);
    expect(objects.map(({ object }) => object.kind)).toEqual(['A', 'B']);
    expect(unusable).toEqual([{ path: 'cluster.yaml', line: 3, reason: expect.stringMatching(reason) }]);
  });

  test('a tag that means nothing in a manifest is left out, and runs nothing', () => {
    expect(collect('kind: A\nx: !!python/object:os.system y\n')).toMatchObject({ objects: [{ object: { kind: 'A', x: 'y' } }], unusable: [] });
  });

  test('a key __proto__ is a key like others', () => {
    const [{ object }] = collect('kind: A\n__proto__: {polluted: true}\n').objects;
    expect(object).not.toHaveProperty('polluted');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test('where one text is asked for, what cannot be used is one line with file and place', () => {
  expect(() => parseManifests({ path: 'cluster.yaml', text: 'kind: A\n---\nx: y: z\n' })).toThrow(new Error(
    'cannot parse "cluster.yaml" as YAML: line 3: Nested mappings are not allowed in compact mappings',
  ));
});
