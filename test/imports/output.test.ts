import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { ISTIO } from '../../projenrc/imports/release';
import { sha256 } from '../../projenrc/imports/source';

const IMPORTS = join(__dirname, '../../imports');
const textOf = (file: string): string => readFileSync(join(IMPORTS, file), 'utf8');
const LINK = /^\/\*\*\n \* @see https:\/\/istio\.io\/latest\/docs\/reference\/\S+\/\n \*\/$/;
const sums = textOf('SHA256SUMS').trimEnd().split('\n').map((line) => line.split('  '));
const files = (readdirSync(IMPORTS, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).sort();
const sumsOf = (isSchema: boolean) => sums.map(([sum, file]) => ({ sum, file })).filter(({ file }) => file.startsWith('schemas/') === isSchema);

it('records the checksum of every file in imports/', () => {
  expect(sums.map(([, file]) => file).sort()).toEqual(files);
});

it('has one file for each API group, and one for each kind', () => {
  expect(files).toEqual([
    'extensions.ts', 'networking.ts',
    ...[
      'AuthorizationPolicy', 'DestinationRule', 'EnvoyFilter', 'Gateway', 'PeerAuthentication', 'ProxyConfig', 'RequestAuthentication', 'ServiceEntry',
      'Sidecar', 'Telemetry', 'TrafficExtension', 'VirtualService', 'WasmPlugin', 'WorkloadEntry', 'WorkloadGroup', 'index',
    ].map((name) => `schemas/${name}.ts`),
    'security.ts', 'telemetry.ts',
  ]);
});

describe.each(sums.map(([sum, file]) => ({ sum, file })))('imports/$file', ({ sum, file }) => {
  it('is what the generator made', () => {
    expect(sha256(textOf(file))).toBe(sum);
  });

  it('says what it was generated from, and how', () => {
    const banner = textOf(file).split('*/')[0];
    for (const fact of ['do not edit', 'npm run imports', `Istio ${ISTIO.version}`, ISTIO.address, ISTIO.sha256]) {
      expect(banner).toContain(fact);
    }
  });
});

describe.each(sumsOf(false))('the types in imports/$file', ({ file }) => {
  it('have no comment but its banner and links to the reference', () => {
    const [, ...comments] = textOf(file).match(/\/\*[^]*?\*\//g) ?? [];
    expect(comments.filter((comment) => !LINK.test(comment))).toEqual([]);
    expect(comments).not.toEqual([]);
  });

  it('have nothing at run time', () => {
    expect(atRunTime(file)).toBe('export {};');
  });
});

describe.each(sumsOf(true))('the schema in imports/$file', ({ file }) => {
  it('takes in nothing else until it is asked for', () => {
    expect(atRunTime(file)).not.toMatch(/^(?:import|export) .* from /m);
  });
});

it('has the schemas in little room', () => {
  const characters = sumsOf(true).reduce((sum, { file }) => sum + textOf(file).length, 0);
  expect(characters).toBeLessThan(150_000);
});

function atRunTime(file: string): string {
  return ts.transpileModule(textOf(file), { compilerOptions: { module: ts.ModuleKind.ESNext, removeComments: true } }).outputText.trim();
}
