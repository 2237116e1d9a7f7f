import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../conformance/engine/programs';
import { withTemporaryFolder } from '../conformance/engine/temporary-folder';
import { main } from '../conformance/main';
import type { Manifest } from '../../lib/values/read';
import { randomObjects } from './random-objects';
import { disagreement, ourVerdict, theirVerdict, type Message, type Verdict } from './verdict';

// Usage: record.ts APPLY DEFINITIONS [--record]
// Has the API server's own code check many objects, each somewhere wrong or right, by cmd/apply of the engine, and records a choice of
// them. Exit code: 0 it says what we say, 1 not of all, 2 could not be asked.

const RECORDED = join(__dirname, 'recorded.json');
const COUNT = 20_000;
const SEED = 1;
/** Longer ones are hard to read where they fail. */
const LONGEST = 500;

export interface Recorded {
  readonly object: Manifest;
  readonly verdict: Verdict;
}

async function record([apply, definitions, ...options]: readonly string[]): Promise<number> {
  const judged = await judge(randomObjects(COUNT, SEED), apply, definitions);
  let differing = 0;
  for (const { object, verdict } of judged) {
    const between = disagreement(ourVerdict(object), verdict);
    if (between.length > 0 && differing++ < 10) console.log(`${between.join('\n')}\n${JSON.stringify(object)}`);
  }
  if (options.includes('--record')) writeFileSync(RECORDED, `[\n${chosen(judged).map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
  console.log(`${judged.length} objects, ${judged.filter(({ verdict }) => verdict.length === 0).length} of them right: the API server says something else of ${differing}`);
  return differing > 0 ? 1 : 0;
}

async function judge(objects: readonly Manifest[], apply: string, definitions: string): Promise<readonly Recorded[]> {
  const { code, stdout, stderr } = await withTemporaryFolder((folder) => {
    const file = join(folder, 'objects.yaml');
    writeFileSync(file, objects.map((object) => `---\n${JSON.stringify(object)}\n`).join(''));
    return run(apply, [file, definitions]);
  });
  if (code !== 0) throw new Error(stderr);
  const messages = new Map<string, Message[]>();
  for (const message of JSON.parse(stdout) as readonly Message[]) {
    if (message.code !== 'webhook') messages.set(message.origin, [...(messages.get(message.origin) ?? []), message]);
  }
  return objects.map((object, index) => ({ object, verdict: theirVerdict(messages.get(`${String(object.kind)} web/o${index}`) ?? []) }));
}

/** The shortest with which every kind of object has each problem that any of them has, and is right twice. */
function chosen(judged: readonly Recorded[]): readonly Recorded[] {
  const times = new Map<string, number>();
  return [...judged].filter(({ object }) => JSON.stringify(object).length <= LONGEST).sort((a, b) => JSON.stringify(a.object).length - JSON.stringify(b.object).length)
    .filter(({ object, verdict }) => {
      const features = verdict.length === 0 ? ['right'] : verdict.map((each) => each.replace(/\/\d+/g, '').replace(/^(rule|choice|repeated|missing)( .*)$|^(\w+) .*$/, '$1$2$3'));
      const fresh = features.filter((each) => (times.get(`${String(object.kind)} ${each}`) ?? 0) < (each === 'right' ? 2 : 1));
      features.forEach((each) => times.set(`${String(object.kind)} ${each}`, (times.get(`${String(object.kind)} ${each}`) ?? 0) + 1));
      return fresh.length > 0;
    });
}

export function recorded(): readonly Recorded[] {
  return JSON.parse(readFileSync(RECORDED, 'utf8')) as readonly Recorded[];
}

if (require.main === module) main(record);
