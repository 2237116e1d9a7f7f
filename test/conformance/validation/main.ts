import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { istioModule } from '../engine/istio-module';
import { main } from '../main';
import { askIstio } from './ask-istio';
import type { KindOfCases } from './kind';
import { kinds } from './kinds';
import { casesOf, manifestOf } from './mutate';
import { record } from './recorded';
import { disagreement, ourVerdict } from './verdict';

// Usage: main.ts [--kind KIND] [--seed N] [--count N] [--record]
// Makes objects that are wrong in one field or in a few, and compares what Istio's validation and our rules say of each.
// Exit code: 0 they agree, 1 they do not, 2 Istio could not be asked.

async function validation(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { kind: { type: 'string' }, seed: { type: 'string' }, count: { type: 'string' }, record: { type: 'boolean' } } });
  const chosen = kinds.filter(({ kind }) => values.kind === undefined || kind === values.kind);
  if (chosen.length === 0) throw new Error(`no cases for the kind "${values.kind}"; there are some for ${kinds.map(({ kind }) => kind).join(', ')}`);
  let disagreeing = 0;
  for (const kind of chosen) disagreeing += await compare(kind, { seed: Number(values.seed ?? 1), count: Number(values.count ?? 200), record: values.record === true });
  return disagreeing > 0 ? 1 : 0;
}

async function compare(kind: KindOfCases, options: { readonly seed: number; readonly count: number; readonly record: boolean }): Promise<number> {
  const cases = casesOf(kind, options);
  const manifests = cases.map((each, index) => manifestOf(each, kind.bases, `case-${index}`));
  const judgements = await askIstio(manifests);
  const found = cases.flatMap((each, index) => {
    const [ours, { level, says }] = [ourVerdict(manifests[index]), judgements[index]];
    const problem = disagreement(level, ours);
    return problem === undefined ? [] : [[`${problem}: ${each.base} ${JSON.stringify(each.changes)}`, ...says.map((text) => `  ${text}`)].join('\n')];
  });
  found.forEach((text) => console.log(text));
  console.log(`${kind.kind}: ${cases.length} cases, ${judgements.filter(({ level }) => level !== 'none').length} not accepted as they are by Istio, ${found.length} disagreements`);
  if (options.record) {
    const istio = basename(await istioModule()).replace(/^.*@/, '');
    record({ istio, kind: kind.kind, bases: kind.bases, cases: cases.map(({ base, changes }, index) => [base, changes, judgements[index].level]) });
  }
  return found.length;
}

main(validation);
