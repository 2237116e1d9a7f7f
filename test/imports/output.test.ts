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
const sumsOf = (isType: boolean) => sums.map(([sum, file]) => ({ sum, file })).filter(({ file }) => !file.includes('/') === isType);
const KINDS = [
  'AuthorizationPolicy', 'DestinationRule', 'EnvoyFilter', 'Gateway', 'PeerAuthentication', 'ProxyConfig', 'RequestAuthentication', 'ServiceEntry', 'Sidecar',
  'Telemetry', 'TrafficExtension', 'VirtualService', 'WasmPlugin', 'WorkloadEntry', 'WorkloadGroup',
];

it('records the checksum of every file in imports/', () => {
  expect(sums.map(([, file]) => file).sort()).toEqual(files);
});

it('has one file of types for each API group, and a schema and a validator for each kind', () => {
  const inFolder = (folder: string) => files.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1, -'.ts'.length));
  expect(files.filter((file) => !file.includes('/'))).toEqual(['extensions.ts', 'networking.ts', 'security.ts', 'telemetry.ts']);
  expect(inFolder('schemas')).toEqual([...KINDS, 'index', 'rules']);
  expect(inFolder('validators')).toEqual(KINDS);
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

describe.each(sumsOf(true))('the types in imports/$file', ({ file }) => {
  it('have no comment but its banner and links to the reference', () => {
    const [, ...comments] = textOf(file).match(/\/\*[^]*?\*\//g) ?? [];
    expect(comments.filter((comment) => !LINK.test(comment))).toEqual([]);
    expect(comments).not.toEqual([]);
  });

  it('have nothing at run time', () => {
    expect(atRunTime(file)).toBe('export {};');
  });
});

describe.each(sumsOf(false))('imports/$file', ({ file }) => {
  it('takes in nothing of ours or of others until it is asked to', () => {
    expect(atRunTime(file)).not.toMatch(/^(?:import|export) .* from /m);
    expect(atRunTime(file).replace(/=> require\(/g, '')).not.toContain('require(');
  });
});

function atRunTime(file: string): string {
  return ts.transpileModule(textOf(file), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, removeComments: true } }).outputText.trim();
}
