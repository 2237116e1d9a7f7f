import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { named } from './case';
import { ISTIOCTL_INGRESS, istioctlIngress } from './cluster';
import { askEngine } from './engine/ask-envoy';
import type { Manifest } from './engine/question';
import { main } from './main';

// Usage: ask.ts FILE.yaml URL...
// What the default ingress gateway does with a GET of each URL, with these manifests in the cluster.

async function ask([file, ...urls]: readonly string[]): Promise<number> {
  if (file === undefined || urls.length === 0) throw new Error('expected a file of manifests and at least one URL: ask.ts FILE.yaml URL...');
  const manifests = [...istioctlIngress(), ...manifestsIn(file)];
  const requests = urls.map((url) => ({ url }));
  const { engine, answers } = await askEngine({ manifests, gateway: ISTIOCTL_INGRESS, requests });
  requests.forEach((request, i) => console.log(`${named(request)}\n  ${JSON.stringify(answers[i])}`));
  console.log(`istio ${engine.istio}, envoy ${engine.envoy}`);
  return 0;
}

// YAML 1.1, as istiod reads it.
function manifestsIn(file: string): readonly Manifest[] {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'), { version: '1.1' });
  return documents.map((document) => document.toJS() as Manifest | null).filter((manifest) => manifest !== null);
}

main(ask);
