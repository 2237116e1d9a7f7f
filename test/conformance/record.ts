import { conformanceCases } from './cases';
import type { ConformanceCase } from './case';
import { differences } from './differences';
import { askEngine } from './engine/ask-envoy';
import { main } from './main';
import { questionOf, recordingOf, tryRecording, write, type Recording } from './recording';

// Usage: record.ts [--check] [CASE]...  Exit code: 0 equal or written, 1 differences, 2 could not be asked.

async function record(args: readonly string[]): Promise<number> {
  const check = args.includes('--check');
  const cases = chosen(args.filter((arg) => arg !== '--check'));
  let differing = 0;
  for (const each of cases) {
    const started = Date.now();
    const now = await ask(each);
    const found = check ? compare(each.name, now) : [];
    if (!check) write(each.name, now);
    console.log(`${each.name} (${each.features.join(', ')}): ${now.answers.length} answers ${check ? `compared, ${found.length} differences` : 'recorded'} (${Date.now() - started} ms)`);
    for (const difference of found) console.log(`  ${difference}`);
    differing += found.length;
  }
  if (differing > 0) console.log('if these differences are meant, run npm run conformance:record and read the change before committing it');
  return differing > 0 ? 1 : 0;
}

function chosen(names: readonly string[]): readonly ConformanceCase[] {
  const known = conformanceCases.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`no case "${unknown}"; there are ${known.join(', ')}`);
  return conformanceCases.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function ask(theCase: ConformanceCase): Promise<Recording> {
  const question = questionOf(theCase);
  try {
    return recordingOf(question, await askEngine(question));
  } catch (error) {
    throw new Error(`case "${theCase.name}": ${(error as Error).message}`, { cause: error });
  }
}

function compare(name: string, now: Recording): readonly string[] {
  const recorded = tryRecording(name);
  return recorded === undefined ? ['nothing is recorded yet'] : differences(recorded, now);
}

main(record);
