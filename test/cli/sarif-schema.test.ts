import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { rules } from '../../lib/rules/registry';
import { DISTINCT, DUPLICATE, run } from './running';

// The schema that OASIS published with the standard; the package is used for nothing else.
const schema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
// One of its patterns has a bracket too many, which only the older syntax of regular expressions lets pass.
const validate = addFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(schema);

/** What the schema has against a log. */
function complaints(log: unknown): readonly string[] {
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

async function sarif(files: Readonly<Record<string, string | Uint8Array>>): Promise<unknown> {
  return JSON.parse((await run(['check', '--format', 'sarif'], { files })).stdout);
}

describe('the schema of SARIF 2.1.0 has nothing against the log', () => {
  test.each<[string, Readonly<Record<string, string | Uint8Array>>]>([
    ['without findings', DISTINCT],
    ['of findings', DUPLICATE],
    ['of what every rule finds', Object.fromEntries(rules.map(({ code, examples }) => [`dist/${code}.yaml`, examples.bad.yaml]))],
    ['of input that cannot be used', { 'dist/a b#.yaml': '[', 'dist/c.yaml': Uint8Array.from([0]), 'dist/d.yaml': 'kind: {{ x }}' }],
    ['of paths and names that anyone may have given', { 'dist/50%: [x].yaml': DUPLICATE['dist/one.yaml'], 'dist/ä\n.yaml': DUPLICATE['dist/two.yaml'] }],
  ])('%s', async (_, files) => expect(complaints(await sarif(files))).toEqual([]));
});

test('and it has something against one that is none', async () => {
  const log = await sarif(DUPLICATE) as { runs: Array<{ results: Array<{ level: string }> }> };
  log.runs[0].results[0].level = 'fatal';
  expect(complaints(log)).toEqual(['/runs/0/results/0/level must be equal to one of the allowed values']);
});
