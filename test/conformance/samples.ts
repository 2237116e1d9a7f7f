import { join, relative } from 'node:path';
import { Yaml } from 'cdk8s';
import type { Collected } from '../../lib/collect/collected';
import { collectTexts } from '../../lib/collect/yaml';
import { readManifestFiles } from '../../lib/files/read-file';
import { KIND_NAMES } from '../../lib/model/kinds';
import { buildMesh } from '../../lib/model/mesh';
import { formatFinding } from '../../lib/report/text';
import type { Finding } from '../../lib/rules/define-rule';
import { runRules } from '../../lib/rules/run';
import { istioctlIngress } from './cluster';
import { istioModule } from './engine/istio-module';
import { main } from './main';
import { excuseFor } from './samples/excuses';

// Usage: samples.ts
// Checks Istio's own samples, each file by itself with its application around it. Exit code: 0 nothing at warning or above, 1 there
// is something, 2 could not be checked.

async function samples(): Promise<number> {
  const folder = join(await istioModule(), 'samples');
  const files = readManifestFiles([folder]).files.map(({ path, text }) => ({ path: relative(folder, path), text })).filter(({ text }) => /^kind: /m.test(text) && !text.includes('{{'));
  let found = 0;
  for (const file of files) {
    for (const complete of [[], KIND_NAMES]) {
      const serious = check(file, surroundingsOf(file.path, files), complete).filter((finding) => excuseFor(file.path, finding, complete.length > 0) === undefined);
      serious.forEach((finding) => console.log(`${complete.length > 0 ? 'all complete: ' : ''}${finding.severity}: ${formatFinding(finding)}`));
      found += serious.length;
    }
  }
  console.log(`${files.length} files of samples: ${found} unexpected findings at warning or above`);
  return files.length > 50 && found === 0 ? 0 : 1;
}

interface File {
  readonly path: string;
  readonly text: string;
}

/** The applications of the same sample: what its networking files route to. */
function surroundingsOf(path: string, files: readonly File[]): readonly File[] {
  const [sample] = path.split('/');
  return files.filter((file) => file.path !== path && file.path.startsWith(`${sample}/`) && (/^kind: (?:Service|Deployment|ServiceEntry)$/m.test(file.text) || isShared(file.path)));
}

// The subsets and gateways that other files take for granted.
function isShared(path: string): boolean {
  return ['bookinfo/networking/destination-rule-all.yaml', 'bookinfo/networking/bookinfo-gateway.yaml', 'tcp-echo/tcp-echo-all-v1.yaml'].includes(path);
}

function check(own: File, around: readonly File[], complete: readonly string[]): readonly Finding[] {
  const { objects } = collectTexts([own]);
  const origins = new Set(objects.map(({ origin }) => origin));
  const ingress = collectTexts([{ path: 'ingress', text: Yaml.stringify(...istioctlIngress()) }]).objects;
  const names = new Set(objects.map(nameOf));
  const existing = [...ingress, ...once(collectTexts(around).objects)].filter((each) => !names.has(nameOf(each)));
  return runRules(buildMesh([...existing, ...objects], { complete }))
    .filter(({ severity, at, related }) => severity !== 'info' && [at, ...related].some(({ origin }) => origins.has(origin)));
}

function once(objects: readonly Collected[]): readonly Collected[] {
  return [...new Map(objects.map((each) => [nameOf(each), each])).values()];
}

function nameOf({ object }: Collected): string {
  const { kind, metadata } = object as { kind: string; metadata?: { name?: string; namespace?: string } };
  return [kind, metadata?.namespace, metadata?.name].join('/');
}

main(samples);
