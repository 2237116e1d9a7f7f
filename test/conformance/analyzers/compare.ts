import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Yaml } from 'cdk8s';
import { collectTexts, parseValue } from '../../../lib/collect/yaml';
import { readFile } from '../../../lib/files/read-file';
import { KIND_NAMES } from '../../../lib/model/kinds';
import { buildMesh } from '../../../lib/model/mesh';
import type { Finding } from '../../../lib/rules/define-rule';
import { rules } from '../../../lib/rules/registry';
import { runRules } from '../../../lib/rules/run';
import { formatRef } from '../../../lib/values/object-ref';
import type { Origin } from '../../../lib/values/origin';
import { asRecord } from '../../../lib/values/read';
import { istioctlIngress } from '../cluster';
import { asApplied } from '../engine/as-applied';
import { placeOf, run } from '../engine/programs';
import type { Manifest } from '../engine/question';
import { withTemporaryFolder } from '../engine/temporary-folder';
import { analyzeFindings } from '../findings';
import type { Fixture } from './fixtures';

/** A code of Istio's that only one of the two says of an object. */
export interface Difference {
  readonly by: 'istio' | 'ours';
  /** Istio's; of ours those that a rule says are the same. */
  readonly codes: readonly string[];
  /** Our rule's. */
  readonly rule?: string;
  /** `Gateway default/web` */
  readonly object: string;
  /** What was said. */
  readonly text: string;
}

/** One of Istio's cases, with what is the same and what is not. */
export interface Comparison {
  readonly fixture: Fixture;
  /** How often both say the same of an object. */
  readonly agreed: number;
  readonly differences: readonly Difference[];
}

interface Said {
  readonly code: string;
  readonly object: string;
  readonly text: string;
}

const OURS: ReadonlyMap<string, readonly string[]> = new Map(rules.map((rule) => [rule.code, rule.seeAlso.filter((code) => code.startsWith('IST'))]));

/** What Istio's analyzers and our rules say of the same manifests. All that is there is given. */
export async function compare(fixture: Fixture): Promise<Comparison> {
  const { objects } = collectTexts(fixture.files.map((path) => ({ path: basename(path), text: readFile(path).text })));
  const applied = withIngress(objects.map(({ object, origin }): Applied => ({ origin, object: asApplied(object as Manifest) })));
  const istio = await analyzed(applied.map(({ object }) => object), fixture);
  const meshConfig = fixture.meshConfig === undefined ? undefined : asRecord(parseValue(readFile(fixture.meshConfig).text));
  const ours = runRules(buildMesh(applied, { complete: KIND_NAMES, meshConfig, now: new Date() }));
  const findings = ours.filter(({ code }) => (OURS.get(code) ?? []).length > 0);
  const byIstio = istio.filter((said) => !findings.some((finding) => isSame(said, finding)));
  const byUs = findings.filter((finding) => !istio.some((said) => isSame(said, finding)));
  return { fixture, agreed: istio.length - byIstio.length, differences: [...unique(byIstio.map(fromIstio)), ...unique(byUs.map(fromUs))] };
}

interface Applied {
  readonly object: Manifest;
  readonly origin: Origin;
}

// Istio's own tests take the default ingress gateway for granted, too.
function withIngress(applied: readonly Applied[]): readonly Applied[] {
  const hasIngress = applied.some(({ object: { kind, metadata } }) => kind === 'Pod' && metadata.labels?.istio === 'ingressgateway');
  return hasIngress ? applied : [...istioctlIngress().map((object): Applied => ({ object: asApplied(object), origin: { kind: 'known', path: 'ingress' } })), ...applied];
}

async function analyzed(manifests: readonly Manifest[], { meshConfig }: Fixture): Promise<readonly Said[]> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'fixture.yaml');
    writeFileSync(file, Yaml.stringify(...manifests));
    const found = analyzeFindings('all analyzers', await run(placeOf('analyze'), [file, ...(meshConfig === undefined ? [] : [meshConfig])]));
    return found.map(({ code = '', text }) => {
      const [, object = '', message = text] = /^(\S+ \S+): ([^]*)$/.exec(text) ?? [];
      return { code, object, text: message };
    });
  });
}

// Istio reports some faults at each of the objects, where one finding of ours names them all.
function isSame({ code, object }: Said, { code: rule, at, related }: Finding): boolean {
  return (OURS.get(rule) ?? []).includes(code) && [at, ...related].some(({ ref }) => formatRef(ref) === object);
}

function fromIstio({ code, object, text }: Said): Difference {
  return { by: 'istio', codes: [code], object, text };
}

function fromUs({ code, at, what }: Finding): Difference {
  return { by: 'ours', rule: code, codes: OURS.get(code) ?? [], object: formatRef(at.ref), text: what };
}

function unique(differences: readonly Difference[]): readonly Difference[] {
  return [...new Map(differences.map((each) => [[each.rule, ...each.codes, each.object].join(' '), each])).values()];
}
