import { parseManifests } from '../../lib/collect/yaml';
import { rules } from '../../lib/rules/registry';
import { asRecord, type Manifest } from '../../lib/values/read';
import { run, tlsGateway } from './running';

interface Place {
  readonly object: { readonly kind: string; readonly namespace: string | null; readonly name: string };
  readonly line: number;
  readonly field?: string;
}

/** What is told of the places in manifests. */
async function placesIn(yaml: string, complete: readonly string[] = []): Promise<readonly Place[]> {
  const { stdout } = await run(['check', '-', '--format', 'json', ...complete.flatMap((kind) => ['--complete', kind])], { stdin: yaml });
  const { findings } = JSON.parse(stdout) as { readonly findings: ReadonlyArray<Place & { readonly related: readonly Place[] }> };
  return findings.flatMap((finding) => [finding, ...finding.related]);
}

/** The steps of a field that is told as `spec.servers[0]`. */
function stepsOf(field: string): string[] {
  return [...field.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, place, name]) => quoted ?? place ?? name);
}

/** The last step of the way that is there, where that is a key. */
function lastKey(manifest: Manifest, steps: readonly string[]): string | undefined {
  let [value, key]: [unknown, string | undefined] = [manifest, undefined];
  for (const step of steps) {
    const [isList, within] = [Array.isArray(value), Array.isArray(value) ? value[Number(step)] : asRecord(value)[step]];
    if (within === undefined) break;
    [value, key] = [within, isList ? undefined : step];
  }
  // These two may be written y and n.
  return key === 'true' || key === 'false' ? undefined : key;
}

const isPlace = ({ object }: Place) => ({ kind, metadata }: Manifest) => kind === object.kind && asRecord(metadata).name === object.name && (asRecord(metadata).namespace ?? null) === object.namespace;

test.each(rules.filter(({ examples: { bad } }) => !bad.ours).map(({ code, examples }) => [code, examples.bad] as const))('what %s finds is told with the line of its field', async (_, { yaml, complete }) => {
  const manifests = parseManifests({ path: 'example.yaml', text: yaml });
  for (const place of await placesIn(yaml, complete)) {
    const manifest = manifests.find(isPlace(place));
    const key = manifest && lastKey(manifest, stepsOf(place.field ?? ''));
    expect([place.field, yaml.split('\n')[place.line - 1]]).toEqual([place.field, expect.stringContaining(key ?? '')]);
  }
});

test('an object in a list is told with its own line', async () => {
  const member = (name: string) => tlsGateway(name).replace(/^/gm, '  ').replace(/^ {2}/, '- ').trimEnd();
  const list = `kind: List\napiVersion: v1\nitems:\n${member('one')}\n${member('two')}\n`;
  const places = await placesIn(list);
  expect(new Set(places.map(({ object }) => object.name))).toEqual(new Set(['one', 'two']));
  expect(places.filter(({ object, line }) => object.name !== (line < list.split('\n').indexOf('- apiVersion: networking.istio.io/v1', 4) + 1 ? 'one' : 'two'))).toEqual([]);
});
