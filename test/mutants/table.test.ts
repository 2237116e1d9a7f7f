import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { mutatedText } from './mutant';
import { MUTANTS } from './table';

const ROOT = dirname(dirname(__dirname));

test('there are at least 30 mutants, each with a sentence of its own', () => {
  expect(new Set(MUTANTS.map(({ wrong }) => wrong)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(30);
});

describe.each(MUTANTS)('the mutant "$wrong"', (mutant) => {
  test('replaces what is there exactly once, by something else', () => {
    expect(mutatedText(ROOT, mutant)).not.toBe(readFileSync(join(ROOT, mutant.file), 'utf8'));
  });

  // One that cannot be read would be caught by any test, and so prove nothing.
  test('is TypeScript', () => {
    const { diagnostics } = ts.transpileModule(mutatedText(ROOT, mutant), { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022 } });
    expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
  });
});

test.each([['never', 0, 'no such text'], ['twice', 2, 'parts.length']])('a text that is there %s is an error that says so', (_, times, original) => {
  const stale = { wrong: 'nothing is right', file: 'test/mutants/mutant.ts', original, mutated: '' };
  expect(() => mutatedText(ROOT, stale)).toThrow(`mutant "nothing is right": test/mutants/mutant.ts has the text it replaces ${times} times, not once: correct test/mutants/table.ts`);
});
