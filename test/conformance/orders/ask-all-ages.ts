import { askPushed, asInCluster } from '../engine/ask-envoy';
import { pushAll } from '../engine/push-all';
import { push } from '../engine/pushed';
import type { Answer, GatewayWorkload, Manifest, Question } from '../engine/question';
import { inAllAges } from './ages';

/** What the real engine answers to each request in every order of ages: of each request all the different answers, in no order. */
export async function askInAllAges(question: Question): Promise<ReadonlyArray<readonly Answer[]>> {
  const all = inAllAges(question.manifests);
  const pods = [podOf(question.manifests, question.gateway)];
  const { pushed: inEachOrder } = await pushAll(all.map((manifests) => ({ manifests: asInCluster(manifests), pods })));
  const { istio, api, clusters } = await push(asInCluster(all[0]), question.gateway);
  const answers: (readonly Answer[])[] = [];
  // Most orders come to the same.
  const different = new Map(inEachOrder.map(([pushed]) => [JSON.stringify(pushed), pushed]));
  for (const pushed of different.values()) answers.push(await askPushed({ ...pushed, istio, api, clusters }, question));
  return question.requests.map((_, index) => answers.map((each) => each[index]));
}

function podOf(manifests: readonly Manifest[], { namespace, labels }: GatewayWorkload): string {
  const isOne = ({ kind, metadata }: Manifest): boolean => kind === 'Pod' && metadata.namespace === namespace && Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value);
  const pod = manifests.find(isOne);
  if (pod === undefined) throw new Error(`no Pod of the gateway in ${namespace}`);
  return `${namespace}/${pod.metadata.name}`;
}
