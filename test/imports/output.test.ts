import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { ISTIO } from '../../projenrc/imports/release';
import { sha256 } from '../../projenrc/imports/source';

const IMPORTS = join(__dirname, '../../imports');
const textOf = (file: string): string => readFileSync(join(IMPORTS, file), 'utf8');
const LINK = /^\/\*\*\n \* @see https:\/\/istio\.io\/latest\/docs\/reference\/\S+\/\n \*\/$/;
const sums = textOf('SHA256SUMS').trimEnd().split('\n').map((line) => line.split('  '));
const files = readdirSync(IMPORTS).filter((file) => file !== 'SHA256SUMS').sort();

it('records the checksum of every file in imports/', () => {
  expect(sums.map(([, file]) => file).sort()).toEqual(files);
});

it('has one file for each API group', () => {
  expect(files).toEqual(['extensions.ts', 'networking.ts', 'security.ts', 'telemetry.ts']);
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

  it('has no comment but its banner and links to the reference', () => {
    const [, ...comments] = textOf(file).match(/\/\*[^]*?\*\//g) ?? [];
    expect(comments.filter((comment) => !LINK.test(comment))).toEqual([]);
    expect(comments).not.toEqual([]);
  });

  it('has nothing at run time', () => {
    const { outputText } = ts.transpileModule(textOf(file), { compilerOptions: { module: ts.ModuleKind.ESNext, removeComments: true } });
    expect(outputText.trim()).toBe('export {};');
  });
});
