import type { Manifest } from '../engine/question';
import { generateGateways } from './gateways';
import { generateIngresses } from './ingresses';
import { Naming } from './naming';
import { generatePods } from './pods';
import { Random } from './random';
import { generateDelegates, generateVirtualServices } from './virtual-services';

/** A cluster made up from a seed. */
export interface GeneratedMesh {
  readonly seed: number;
  readonly manifests: readonly Manifest[];
  /** Gateway pods, each `namespace/name`. */
  readonly pods: readonly string[];
  /** Of the ConfigMap `istio`, which is among the manifests, too. */
  readonly meshConfig: Readonly<Record<string, unknown>>;
}

export function generateMesh(seed: number): GeneratedMesh {
  const random = new Random(seed);
  const naming = new Naming(random);
  const pods = generatePods(random);
  const gateways = generateGateways(random, naming);
  const delegates = generateDelegates(random, naming, gateways);
  const virtualServices = generateVirtualServices(random, naming, { gateways, delegates });
  const ingresses = random.chance(0.3) ? generateIngresses(random, naming) : [];
  const meshConfig = random.pick([{}, {}, {}, { ingressControllerMode: 'DEFAULT' }, { defaultVirtualServiceExportTo: ['.'] }]);
  return {
    seed, meshConfig, pods: pods.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    manifests: [...pods, ...gateways, ...delegates, ...virtualServices, ...ingresses, configMap(meshConfig)],
  };
}

function configMap(meshConfig: object): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: JSON.stringify(meshConfig) } };
}
