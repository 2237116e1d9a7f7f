import { parseManifests } from '../../lib/collect/yaml';

const parse = (text: string) => parseManifests({ path: 'cluster.yaml', text });

test('documents come in order, empty ones left out', () => {
  expect(parse('kind: A\n---\n---\nkind: B\n').map(({ kind }) => kind)).toEqual(['A', 'B']);
});

test('a List stands for its members', () => {
  expect(parse('kind: List\nitems:\n- kind: A\n- kind: List\n  items: [{kind: B}]\n').map(({ kind }) => kind)).toEqual(['A', 'B']);
});

test('JSON is YAML, too', () => {
  expect(parse('{"kind": "A", "metadata": {"name": "a"}}')).toEqual([{ kind: 'A', metadata: { name: 'a' } }]);
});

test('what cannot be parsed is told in one line with file and place', () => {
  expect(() => parse('kind: A\n  x: [\n')).toThrow(/^cannot parse "cluster\.yaml" as YAML: .* at line \d+, column \d+$/);
});
