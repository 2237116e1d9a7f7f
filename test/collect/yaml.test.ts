import { collectTexts, parseManifests, parseValue } from '../../lib/collect/yaml';

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

describe('what is no object is left out', () => {
  test.each([['42'], ['text'], ['- kind: B'], ['null'], ['{}'], ['name: B'], ['kind: List'], ['kind: List\nitems: 7'], ['kind: List\nitems: [1, null, text, [], {name: B}]']])('%j', (text) => {
    expect(collect(`${text}\n---\nkind: A\n`)).toMatchObject({ objects: [{ object: { kind: 'A' } }], unusable: [] });
  });
});

describe('each object has its file, line and document', () => {
  const places = (text: string) => collect(text).objects.map(({ origin }) => (origin.kind === 'file' ? [origin.line, origin.document, origin.within?.join('.')] : []));

  test.each<[string, string, unknown[][]]>([
    ['documents', 'kind: A\n---\n# a comment\n\nkind: B\n', [[1, 0, undefined], [5, 1, undefined]]],
    ['documents with directives', '# Helm\n%YAML 1.1\n--- # first\n\nkind: A\n--- {kind: B}\n', [[5, 0, undefined], [6, 1, undefined]]],
    ['documents with the line ends of Windows', 'kind: A\r\n---\r\nkind: B\r\n', [[1, 0, undefined], [3, 1, undefined]]],
    ['documents after a mark of the byte order', '\uFEFFkind: A\n---\nkind: B\n', [[1, 0, undefined], [3, 1, undefined]]],
    ['members of a list', '---\n# c\nkind: List\nitems:\n- kind: A\n-\n  kind: B\n- null\n- {kind: C}\n', [[5, 0, 'items.0'], [7, 0, 'items.1'], [9, 0, 'items.3']]],
    ['members of a list within a list', 'kind: List\nitems:\n- kind: A\n- kind: List\n  items:\n  - kind: B\n', [[3, 0, 'items.0'], [6, 0, 'items.1.items.0']]],
    ['members of a list in JSON', '{\n"kind": "List",\n"items": [\n{"kind": "A"},\n{\n"kind": "B"}]}', [[4, 0, 'items.0'], [5, 0, 'items.1']]],
  ])('%s', (_, text, expected) => expect(places(text)).toEqual(expected));
});

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`)].join('\n');
const chain = ['a0: &a0 [x]', ...Array.from({ length: 1100 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]`)].join('\n');
const merges = `a: &a {${Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join(', ')}}\nb: [${Array(500).fill('{<<: *a}').join(', ')}]`;

describe('a document that cannot be used is told with its line, and the others are there', () => {
  test.each<[string, string, number, string]>([
    ['bad syntax', 'x: 1\ny: y: z', 4, 'bad indentation of a mapping entry'],
    ['bad syntax with the line ends of Windows', 'x: 1\r\ny: y: z', 4, 'bad indentation of a mapping entry'],
    ['bad syntax after a comment', '# c\nx: y: z', 4, 'bad indentation of a mapping entry'],
    ['two entries with one key', 'x: 1\nspec:\n  hosts: []\n  hosts: []', 6, 'a map has the key hosts twice'],
    ['two entries with one key in two spellings', 'y: 1\n"true": 2', 4, 'a map has the key "true" twice'],
    ['two entries with one key in JSON', '{"kind": "B",\n "kind": "B"}', 4, 'a map has the key "kind" twice'],
    ['an alias without its anchor', 'x: *a', 3, 'unidentified alias "a"'],
    ['a character that no terminal shows', 'x: 1\ny: \u0007', 4, 'the document contains non-printable characters'],
    ['a template', 'kind: B\nname: {{ .Values.name }}', 3, 'a key is a map, as in a template that is not rendered'],
    ['a bomb of aliases', bomb, 3, 'its aliases stand for more than 400000 values'],
    ['a bomb of merges', merges, 4, 'its merges (<<) take in more than 400000 keys'],
    ['aliases that nest', chain, 3, 'it nests deeper than 1000 levels'],
    ['a list that is its own member', 'kind: List\nitems: &a [{kind: List, items: *a}]', 3, 'it contains itself'],
    ['a map that is in itself', '&a\nx: *a', 3, 'it contains itself'],
    ...['[', '{a: ', '- ', '? '].map((opening): [string, string, number, string] => [`50,000 times ${opening}`, `x: 1\ny:\n  ${opening.repeat(50_000)}`, 5, 'it nests deeper than 1000 levels']),
    ['too many levels of indentation', Array.from({ length: 1100 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'), 1002, 'it nests deeper than 1000 levels'],
  ])('%s', (_, bad, line, reason) => {
    const { objects, unusable } = collect(`kind: A\n---\n${bad}\n---\nkind: B\n`);
    expect(objects.map(({ object }) => object.kind)).toEqual(['A', 'B']);
    expect(unusable).toEqual([{ path: 'cluster.yaml', line, reason }]);
  });

  test('as many times as there are', () => {
    expect(collect('x: y: z\n---\nkind: A\n---\nx: y: z\n').unusable.map(({ line }) => line)).toEqual([1, 5]);
  });
});

describe('what is unusual and no mistake is read', () => {
  test.each<[string, string]>([
    ['an anchor and its aliases', 'kind: A\nx: &x {y: [1]}\nz: [*x, *x]'],
    ['a merge', 'kind: A\nx: &x {y: [1]}\nz: {<<: *x}'],
    ['900 levels', `kind: A\nx: ${'['.repeat(900)}${']'.repeat(900)}`],
    ['brackets and braces in texts', `kind: A\nx: "${'{{ ['.repeat(5000)}"`],
    ['a tag of one\'s own', 'kind: A\nx: !own {y: !!python/object:os.system z}'],
  ])('%s', (_, text) => expect(collect(text)).toMatchObject({ objects: [{ object: { kind: 'A' } }], unusable: [] }));
});

describe('a key that objects have by themselves is a key like others', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s', (key) => {
    for (const text of [`kind: A\n${key}: {polluted: true}\n`, `{"kind": "A", "${key}": {"polluted": true}}`, `kind: A\n<<: {${key}: {polluted: true}}\n`]) {
      const [{ object }] = collect(text).objects;
      expect(Object.entries(object)).toEqual(expect.arrayContaining([['kind', 'A'], [key, { polluted: true }]]));
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      expect(object.polluted).toBeUndefined();
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test('where one text is asked for, what cannot be used is one line with file and place', () => {
  expect(() => parseManifests({ path: 'cluster.yaml', text: 'kind: A\n---\nx: y: z\n' })).toThrow(new Error(
    'cannot parse "cluster.yaml" as YAML: line 3: bad indentation of a mapping entry',
  ));
});

test('of a value within a manifest only what can be read is there', () => {
  expect([parseValue('a: [1]\n---\nb'), parseValue('~'), parseValue('a: [')]).toEqual([{ a: [1] }, null, undefined]);
});
