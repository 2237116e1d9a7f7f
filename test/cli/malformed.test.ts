import { array, assert, asyncProperty, constantFrom, nat, noBias, property, tuple } from 'fast-check';
import { ExitCode } from '../../lib/cli/command';
import { collectTexts, parseManifests } from '../../lib/collect/yaml';
import { rules } from '../../lib/rules/registry';
import type { Field } from '../../lib/values/field';
import type { Manifest } from '../../lib/values/read';
import { DUPLICATE, run, tlsGateway, type Outcome } from './running';

const RUNS = 500;

/** The manifests that rules are shown with, each text of them as what it holds. */
const EXAMPLES: ReadonlyArray<readonly Manifest[]> = rules
  .flatMap(({ examples: { bad, good } }) => [bad, ...good])
  .map(({ yaml }) => parseManifests({ path: 'example.yaml', text: yaml }));

/** JSON, as a file may have it: objects would not keep the first key. */
const WRONG: readonly string[] = [
  'null', '0', '7', '-1', '1.5', '1e308', '"x"', '""', '" "', '"*"', '"a/b/c"', '"\\u0000\\u202e\\n"', `"${'x'.repeat(100_000)}"`, 'true', 'false',
  '[]', '[null]', '[[[]]]', '["x", 1, null, {}]', '{}', '{"x": {"y": {"z": [{}]}}}', '{"__proto__": {"polluted": true}}', '{"constructor": {"prototype": null}}',
  `${'['.repeat(200)}${']'.repeat(200)}`, `${'{"x":'.repeat(200)}1${'}'.repeat(200)}`,
];

/** The ways to all fields of a value, at any depth. */
function fieldsOf(value: unknown, way: Field = []): readonly Field[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([name, within]) => fieldsOf(within, [...way, Array.isArray(value) ? Number(name) : name]))];
}

/** JSON of a value with that of another one in the place of a field. */
function replaced(value: unknown, [step, ...rest]: Field, json: string): string {
  if (step === undefined) return json;
  const parts = Object.entries(value as object).map(([name, within]): [string, string] => [name, name === String(step) ? replaced(within, rest, json) : JSON.stringify(within)]);
  return Array.isArray(value) ? `[${parts.map(([, part]) => part).join(',')}]` : `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${part}`).join(',')}}`;
}

function expectToEndWell({ code, stderr }: Outcome): void {
  expect(stderr).not.toContain('this is a mistake of cdk8s-istio');
  expect(Object.values(ExitCode)).toContain(code);
  expect(stderr.split('\n').filter((line) => line !== '' && !/^cdk8s-istio: \S+: [^\n]+$/.test(line))).toEqual([]);
}

test('whatever stands in a field, the check comes to its end', async () => {
  await assert(asyncProperty(constantFrom(...EXAMPLES), noBias(nat()), constantFrom(...WRONG), constantFrom('text', 'json', 'sarif', 'github'), async (manifests, place, json, format) => {
    const fields = fieldsOf(manifests).filter(({ length }) => length > 0);
    expectToEndWell(await run(['check', 'list.json', '--format', format], {
      files: { 'list.json': `{"kind": "List", "items": ${replaced(manifests, fields[place % fields.length], json)}}` },
    }));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  }), { seed: 1, numRuns: RUNS });
}, 300_000);

const TEXTS = rules.map(({ examples: { bad } }) => bad.yaml);
const SLIPS = ['[', ']', '{', '}', ': ', '- ', '? ', '&a ', '*a', '<<: ', '!!int ', '|', '>', '"', "'", '%', '#', ',', '\t', '\n', '\r', '\n---\n', '\n...\n', '\0', '\uFEFF', '\ud83d', ' '];

test('whatever slips into a text, it is read or told in one line, and the rest is read', () => {
  const slip = tuple(noBias(nat()), nat(3), constantFrom(...SLIPS));
  assert(property(constantFrom(...TEXTS), array(slip, { minLength: 1, maxLength: 3 }), (text, slips) => {
    const broken = slips.reduce((now, [place, length, put]) => `${now.slice(0, place % now.length)}${put}${now.slice((place % now.length) + length)}`, text);
    const { objects, unusable } = collectTexts([{ path: 'broken.yaml', text: `kind: First\n---\n${broken}\n---\nkind: Last\n` }]);
    expect([objects[0].object, objects.at(-1)?.object]).toEqual([{ kind: 'First' }, { kind: 'Last' }]);
    for (const { line, reason } of unusable) {
      expect(reason).toMatch(/^[^\r\n]+$/);
      expect(line).toBeGreaterThan(1);
      expect(line).toBeLessThanOrEqual(broken.split(/\r\n?|\n/).length + 2);
    }
  }), { seed: 1, numRuns: 5000 });
});

const HOSTILE: ReadonlyArray<[string, string | Uint8Array]> = [
  ['a scalar', '42'],
  ['a list', '- 1\n- kind: Gateway\n'],
  ['a list of what is no object', 'kind: List\nitems: [1, text, null, [{}]]\n'],
  ['a list that is none', 'kind: List\nitems: 7\n'],
  ['no kind', 'metadata: {name: x}\n'],
  ['kinds that are no names', 'kind: [Gateway]\n---\nkind: {a: 1}\n---\nkind: 7\napiVersion: 7\nmetadata: 7\nspec: 7\n'],
  ['fields that all objects have by themselves', 'kind: Gateway\napiVersion: networking.istio.io/v1\n__proto__: {spec: 1}\nconstructor: 7\nspec: {toString: 1, selector: {__proto__: x, constructor: x}, servers: {length: 3}}\n'],
  ['names of what all objects have by themselves', `${tlsGateway('__proto__')}---\n${tlsGateway('constructor')}---\n${tlsGateway('toString', { host: 'constructor' })}`],
];

describe('what is odd and no mistake of syntax is checked, and so is the rest', () => {
  test.each(HOSTILE)('%s', async (_, odd) => {
    const outcome = await run(['check'], { files: { ...DUPLICATE, 'dist/odd.yaml': odd } });
    expectToEndWell(outcome);
    expect([outcome.stderr, outcome.stdout]).toEqual(['', expect.stringMatching(/^error MESH101 [^]* dist\/one.yaml:1 \(Gateway web\/one[^]* dist\/two.yaml:2 \(Gateway web\/two/m)]);
  });
});
