import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { placeOf, run } from '../engine/programs';
import type { Manifest } from '../engine/question';
import { withTemporaryFolder } from '../engine/temporary-folder';
import type { Level } from './verdict';

/** What Istio's validation makes of an object, and its messages. */
export interface Judgement {
  readonly level: Level;
  readonly says: readonly string[];
}

interface Message {
  readonly code: string;
  readonly origin: string;
  readonly message: string;
}

// Some of Istio's analyzers compare all objects with all.
const AT_ONCE = 150;

/** Has Istio validate objects of one kind, each in a namespace of its own. */
export async function askIstio(manifests: readonly Manifest[]): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (let start = 0; start < manifests.length; start += AT_ONCE) judgements.push(...await askAtOnce(manifests.slice(start, start + AT_ONCE)));
  return judgements;
}

async function askAtOnce(manifests: readonly Manifest[]): Promise<readonly Judgement[]> {
  const { messages, unreadable } = await analyze(manifests);
  if (unreadable.size > 0) {
    const readable = manifests.filter((_, index) => !unreadable.has(index));
    const rest = [...await askAtOnce(readable)];
    return manifests.map((_, index): Judgement => {
      const says = unreadable.get(index);
      return says === undefined ? rest.shift() as Judgement : { level: 'refused', says: [says] };
    });
  }
  const byNamespace = new Map<string, Message[]>();
  for (const message of messages.filter(({ code }) => code === 'IST0106' || code === 'IST0133')) {
    const [namespace] = message.origin.split('/');
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), message]);
  }
  return manifests.map(({ kind, metadata: { namespace } }): Judgement => {
    const found = byNamespace.get(`${kind} ${namespace}`) ?? [];
    const level = found.some(({ code }) => code === 'IST0106') ? 'error' : 'warning';
    return { level: found.length === 0 ? 'none' : level, says: found.map(({ message }) => message) };
  });
}

async function analyze(manifests: readonly Manifest[]): Promise<{ readonly messages: readonly Message[]; readonly unreadable: ReadonlyMap<number, string> }> {
  const { code, stdout, stderr } = await withTemporaryFolder((folder) => {
    const file = join(folder, 'cases.yaml');
    writeFileSync(file, Yaml.stringify(...manifests));
    return run(placeOf('analyze'), [file]);
  });
  if (code === 0) return { messages: JSON.parse(stdout) as readonly Message[], unreadable: new Map() };
  const unreadable = new Map([...stderr.matchAll(/^\s*\* error processing \S+\[(\d+)\]: (.*)$/gm)].map(([, index, reason]) => [Number(index), reason]));
  if (unreadable.size === 0) throw new Error(`Istio cannot read the cases: ${stderr}`);
  return { messages: [], unreadable };
}
