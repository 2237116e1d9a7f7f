import { availableParallelism } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../conformance/main';
import { withTemporaryFolder } from '../conformance/engine/temporary-folder';
import { mutatedText, type Mutant } from './mutant';
import { Suite } from './suite';
import { MUTANTS } from './table';

// Usage: main.ts [WORD...]
// Makes the mistakes of the table one at a time in throw-away copies of this checkout, and runs the tests that concern the router;
// with words only those mutants whose sentence has one of them.
// Exit code: 0 each is caught, 1 some are not, 2 the tests fail without any or the table is out of date.

// More would only wait for memory.
const MOST_AT_ONCE = 4;

async function mutants(words: readonly string[]): Promise<number> {
  const asked = MUTANTS.filter(({ wrong }) => words.length === 0 || words.some((word) => wrong.includes(word)));
  if (asked.length === 0) throw new Error(`no mutant has ${words.join(' or ')} in its sentence: see test/mutants/table.ts`);
  const survivors = await withTemporaryFolder((folder) => survivorsOf(asked, folder));
  console.log(`${asked.length - survivors.length} of ${asked.length} mutants are caught`);
  return survivors.length === 0 ? 0 : 1;
}

async function survivorsOf(asked: readonly Mutant[], folder: string): Promise<readonly Mutant[]> {
  const suites = Array.from({ length: Math.min(availableParallelism(), asked.length, MOST_AT_ONCE) }, (_, index) => new Suite(folder, `checkout-${index}`));
  asked.forEach((mutant) => mutatedText(suites[0].root, mutant));
  await Promise.all(suites.map(passesUnchanged));
  const left = [...asked];
  const survivors: Mutant[] = [];
  await Promise.all(suites.map(async (suite) => {
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      if (!await isCaught(mutant, suite)) survivors.push(mutant);
    }
  }));
  return survivors;
}

// Else every mutant would be taken for caught. It also fills the cache of each copy.
async function passesUnchanged(suite: Suite): Promise<void> {
  const { passed, failed, output } = await suite.run();
  if (!passed) throw new Error(`the tests fail without any mutant, in ${failed ?? 'no file'}:\n${output}`);
}

async function isCaught(mutant: Mutant, suite: Suite): Promise<boolean> {
  const path = join(suite.root, mutant.file);
  const original = readFileSync(path, 'utf8');
  writeFileSync(path, mutatedText(suite.root, mutant));
  const { passed, failed, output } = await suite.run();
  writeFileSync(path, original);
  if (!passed && failed === undefined) throw new Error(`the tests did not run with the mutant "${mutant.wrong}":\n${output}`);
  console.log(passed ? `SURVIVED  ${mutant.wrong} (${mutant.file})` : `caught    ${mutant.wrong} (by ${failed})`);
  return !passed;
}

main(mutants);
