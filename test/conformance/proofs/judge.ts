import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { parseManifests } from '../../../lib/collect/yaml';
import type { Example, Rule } from '../../../lib/rules/define-rule';
import { selects } from '../../../lib/values/labels';
import { asRecord, asTextMap } from '../../../lib/values/read';
import { gatewayPod, ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import { askEngine } from '../engine/ask-envoy';
import { asApplied } from '../engine/as-applied';
import { istioModule } from '../engine/istio-module';
import { placeOf, run } from '../engine/programs';
import { look, pushedTo, type MeshProxy, type Resources } from '../engine/pushed-to';
import type { Answer, ClientRequest, GatewayWorkload, Manifest } from '../engine/question';
import { withTemporaryFolder } from '../engine/temporary-folder';
import { withPods, withRunningPods } from '../engine/with-pods';
import { analyzeFindings } from '../findings';
import { hashOf, type Evidence, type Message } from './evidence';
import type { Proof, ProofByEngine, ProofByPush } from './proof';

/** Has the examples of a rule judged, as its proof says. */
export async function judge(rule: Rule, proof: Proof): Promise<Evidence> {
  const { bad, good } = rule.examples;
  if (proof.by === 'engine') return { examples: hashOf(rule), answered: await answered(rule, proof) };
  if (proof.by === 'push') return { examples: hashOf(rule), seen: await seen(rule, proof) };
  if (proof.by === 'crash') return { examples: hashOf(rule), ended: { bad: await endOf(bad), good: await inTurn(good, endOf) } };
  return { examples: hashOf(rule), said: { bad: await messages(bad), good: await inTurn(good, messages) } };
}

async function messages(example: Example): Promise<readonly Message[]> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'example.yaml');
    writeFileSync(file, Yaml.stringify(...withPods(manifestsOf(example))));
    const found = [
      ...analyzeFindings('all analyzers', await run(placeOf('analyze'), [file])),
      ...analyzeFindings('all analyzers', await run(placeOf('apply'), [file, await definitions()])),
    ];
    return found.map(({ code = '', text }) => ({ code, text }));
  });
}

async function definitions(): Promise<string> {
  return join(await istioModule(), 'manifests/charts/base/files/crd-all.gen.yaml');
}

async function answered({ examples: { bad, good } }: Rule, { gateway = ISTIOCTL_INGRESS, requests }: ProofByEngine): Promise<NonNullable<Evidence['answered']>> {
  const asked = requests.map(({ bad: _, good: __, ...request }): ClientRequest => request);
  const withBad = await answers(bad, gateway, asked);
  const withGood = requests.some((request) => request.good !== undefined) ? await answers(good[0], gateway, asked) : [];
  return requests.map((request, index) => ({ bad: withBad[index], ...(request.good !== undefined && { good: withGood[index] }) }));
}

async function answers(example: Example, gateway: GatewayWorkload, requests: readonly ClientRequest[]): Promise<readonly Answer[]> {
  const manifests = manifestsOf(example);
  const cluster = gateway === ISTIOCTL_INGRESS && !hasIngress(manifests, gateway) ? istioctlIngress() : podOf(manifests, gateway);
  const reply = await askEngine({ manifests: [...cluster, ...manifests], gateway, requests });
  return reply.answers;
}

async function seen({ examples: { bad, good } }: Rule, { to, looks }: ProofByPush): Promise<NonNullable<Evidence['seen']>> {
  const [withBad, withGood] = await inTurn([bad, good[0]], (example) => pushed(example, to));
  return looks.map((each) => ({ bad: look(withBad, each), good: look(withGood, each) }));
}

async function pushed(example: Example, to: MeshProxy): Promise<Resources> {
  const manifests = withRunningPods(manifestsOf(example));
  return pushedTo(to, to.kind === 'ztunnel' ? manifests : [...podOf(manifests, to), ...manifests]);
}

// The first line: what follows are addresses in memory.
async function endOf(example: Example): Promise<string> {
  try {
    await pushed(example, { kind: 'router', ...ISTIOCTL_INGRESS });
    return '';
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
}

function podOf(manifests: readonly Manifest[], { namespace, labels }: GatewayWorkload): readonly Manifest[] {
  const isThere = manifests.some(({ kind, metadata }) => kind === 'Pod' && metadata.namespace === namespace && selects(labels, metadata.labels ?? {}));
  return isThere ? [] : [gatewayPod({ name: 'gateway-running', namespace, labels }, [])];
}

function manifestsOf({ yaml }: Example): readonly Manifest[] {
  return (parseManifests({ path: 'example', text: yaml }) as readonly Manifest[]).map(asApplied);
}

// An example that is about the ingress Service brings its own.
function hasIngress(manifests: readonly Manifest[], { namespace, labels }: GatewayWorkload): boolean {
  return manifests.some(({ kind, metadata, spec }) => kind === 'Service' && metadata.namespace === namespace && selects(asTextMap(asRecord(spec).selector), labels));
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
