import type { Log } from 'sarif';
import { rules } from '../../lib/rules/registry';
import { DISTINCT, DUPLICATE, run } from './running';

const shown = async (format: string, files: Readonly<Record<string, string>>) => (await run(['check', '--format', format], { files })).stdout;
const sarif = async (files: Readonly<Record<string, string>>) => (JSON.parse(await shown('sarif', files)) as Log).runs[0];

const WHAT = 'host "shop.example.com" is taken twice on port 443 of the pods with istio=ingressgateway';
const FIX = 'Istio drops the younger server, with all of its hosts. Share one gateway, or use another gateway workload; this workload has no other HTTPS port.';

describe('text', () => {
  test('shows what is wrong, where, the beginning of the object and what to do', async () => {
    expect(await shown('text', DUPLICATE)).toBe(`error MESH101 ${WHAT}
    dist/one.yaml:1 (Gateway web/one)
    dist/two.yaml:2 (Gateway web/two)
    2 | apiVersion: networking.istio.io/v1
    3 | kind: Gateway
    4 | metadata:
    5 |   name: two
    6 |   namespace: web
  ${FIX}

1 error, 0 warnings, 0 infos in 2 objects
`);
  });

  test('of manifests without a mistake shows only how many there are', async () => {
    expect(await shown('text', DISTINCT)).toBe('0 errors, 0 warnings, 0 infos in 2 objects\n');
  });

  test('has colours where standard output shows them', async () => {
    const { stdout } = await run(['check'], { files: DUPLICATE, colors: true });
    expect(stdout).toMatch(/^\u001b\[1m\u001b\[31merror\u001b\[39m\u001b\[22m MESH101 /);
  });
});

describe('json', () => {
  const placeOf = (name: string, line: number) => ({
    object: { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', namespace: 'web', name },
    path: `dist/${name}.yaml`, file: `dist/${name}.yaml`, line, construct: null,
  });

  test('has each finding with its places', async () => {
    expect(JSON.parse(await shown('json', DUPLICATE))).toEqual({
      version: 1,
      findings: [{
        code: 'MESH101', severity: 'error', seeAlso: ['IST0145', 'KIA0301'],
        ...placeOf('two', 2), message: `${WHAT}. ${FIX}`, related: [placeOf('one', 1)],
      }],
      counts: { error: 1, warning: 0, info: 0 },
    });
  });

  test('of manifests without a mistake has no findings', async () => {
    expect(JSON.parse(await shown('json', DISTINCT))).toEqual({ version: 1, findings: [], counts: { error: 0, warning: 0, info: 0 } });
  });
});

describe('github', () => {
  test('has one workflow command for each finding', async () => {
    expect(await shown('github', DUPLICATE)).toBe(
      `::error file=dist/two.yaml,line=2,title=MESH101 host-claimed-twice::${WHAT}%0Adist/one.yaml:1 (Gateway web/one)%0Adist/two.yaml:2 (Gateway web/two)%0A${FIX}\n`,
    );
  });

  test('of manifests without a mistake is empty', async () => {
    expect(await shown('github', DISTINCT)).toBe('');
  });

  test('has a command for what cannot be used, too', async () => {
    expect(await shown('github', { 'dist/bad.yaml': 'kind: A\n---\nx: y: z\n' })).toBe('::error file=dist/bad.yaml,line=3,title=unusable input::bad indentation of a mapping entry\n');
  });
});

describe('sarif', () => {
  const physicalLocation = (name: string, startLine: number) => ({ artifactLocation: { uri: `dist/${name}.yaml` }, region: { startLine } });
  const logicalLocations = (name: string) => [{ name, fullyQualifiedName: `Gateway web/${name}`, kind: 'resource' }];

  test('is a log of version 2.1.0', async () => {
    expect(JSON.parse(await shown('sarif', DUPLICATE))).toMatchObject({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [{}] });
  });

  test('has each finding as a result with its places', async () => {
    expect((await sarif(DUPLICATE)).results).toEqual([{
      ruleId: 'MESH101', ruleIndex: 0, level: 'error', message: { text: `${WHAT}. ${FIX}` },
      locations: [{ physicalLocation: physicalLocation('two', 2), logicalLocations: logicalLocations('two') }],
      relatedLocations: [{ id: 1, message: { text: 'Gateway web/one' }, physicalLocation: physicalLocation('one', 1), logicalLocations: logicalLocations('one') }],
    }]);
  });

  test('has every rule, with its summary and help', async () => {
    const { tool: { driver } } = await sarif(DISTINCT);
    expect(driver.rules?.map(({ id, shortDescription }) => [id, shortDescription?.text])).toEqual(rules.map(({ code, summary }) => [code, summary]));
    expect(driver.rules?.[0]).toMatchObject({
      name: 'host-claimed-twice', defaultConfiguration: { level: 'error' }, properties: { seeAlso: ['IST0145', 'KIA0301'] },
      help: { text: expect.stringContaining('kind: Gateway'), markdown: expect.stringContaining('```yaml\napiVersion:') },
    });
  });

  test('of manifests without a mistake has no results, and says that the run went well', async () => {
    expect(await sarif(DISTINCT)).toMatchObject({ results: [], invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }] });
  });

  test('says what could not be used', async () => {
    expect((await sarif({ 'dist/bad.yaml': '[' })).invocations).toEqual([{
      executionSuccessful: false,
      toolExecutionNotifications: [{
        level: 'error', message: { text: 'unexpected end of the document within a flow collection' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'dist/bad.yaml' }, region: { startLine: 1 } } }],
      }],
    }]);
  });
});
