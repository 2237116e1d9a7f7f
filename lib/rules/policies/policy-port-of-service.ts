import type { Mesh } from '../../model/mesh';
import type { Selecting } from '../../model/policies';
import type { MeshService } from '../../model/registry';
import type { PodSource } from '../../model/workload';
import type { Field } from '../../values/field';
import { SelectorIndex } from '../../values/label-index';
import { Piece } from '../../values/piece';
import { serviceTargets } from '../../values/port-resolution';
import { serviceName, type ServicePort } from '../../values/service';
import { defineRule } from '../define-rule';
import { documents, httpGateway, INGRESS_SERVICE } from '../example-manifests';
import { policy } from '../example-workloads';
import { valuesOf } from './authorization';
import { gatewaysInScope, podsInScope } from './scope';

interface ServicesPort {
  readonly port: number;
  readonly service: string;
  readonly targetPort: number;
  readonly isGateway: boolean;
}

/** Pods that a policy is for, with the Services that send to them. */
interface Scope {
  readonly services: readonly MeshService[];
  readonly containers: PodSource['containers'] | undefined;
  /** Every port that the pods declare. */
  readonly declared: ReadonlySet<number>;
  readonly isGateway: boolean;
}

const example = (port: number, { label = 'ingressgateway' } = {}) => documents(
  policy('AuthorizationPolicy', `{ selector: { matchLabels: { istio: ${label} } }, action: DENY, rules: [{ to: [{ operation: { ports: ["${port}"] } }] }] }`, { namespace: 'istio-system' }),
  httpGateway(80), INGRESS_SERVICE,
);

/** Policies are heeded in the pods, where a connection has the port that the Service sends to. */
export const policyPortOfService = defineRule<ServicesPort>({
  code: 'MESH705',
  name: 'policy-port-of-service',
  severity: 'error',
  summary: 'A policy names the port of a Service, and the pods behind it are reached at another.',
  seeAlso: [],
  reads: ['authorizationPolicies', 'peerAuthentications', 'services', 'pods', 'servers', 'config'],
  examples: {
    bad: { yaml: example(80) },
    good: [
      { why: 'the port that the Service sends to', yaml: example(8080) },
      { why: 'a port that is not the Service\'s', yaml: example(9090) },
      { why: 'pods that are not known', yaml: example(80, { label: 'internal' }) },
    ],
  },
  * check(mesh) {
    const scopesOf = scopes(mesh);
    for (const each of [...mesh.authorizationPolicies, ...mesh.peerAuthentications]) {
      const ports = [...portsIn(each)];
      const found = ports.length === 0 || each.selector === undefined ? [] : scopesOf(each);
      if (found.length === 0) continue;
      for (const { port, field } of ports) {
        const mistaken = found.map((scope) => servicesPort(scope, port));
        const [first] = mistaken;
        if (first === undefined || mistaken.includes(undefined)) continue;
        const { ref, origin } = each;
        yield { at: { ref, origin, field }, related: [{ ref: first.service.ref, origin: first.service.origin }], severity: first.data.isGateway ? 'error' : 'warning', data: first.data };
      }
    }
  },
  words: ({ port, service, targetPort, isGateway }) => ({
    what: `port ${port} is that of service "${service}", and the pods of ${isGateway ? 'the gateway' : 'the application'} are reached at ${targetPort}`,
    fix: `A policy is about ports of the pods, so nothing has this one. Use ${targetPort}.`,
  }),
});

function* portsIn(policy: Selecting & { readonly portModes?: ReadonlyMap<number, unknown> }): Iterable<{ readonly port: number; readonly field: Field }> {
  for (const port of policy.portModes?.keys() ?? []) yield { port, field: ['spec', 'portLevelMtls', `${port}`] };
  if (policy.ref.kind !== 'AuthorizationPolicy') return;
  for (const { text, piece } of valuesOf(policy, { operation: ['ports'], when: ['destination.port'] })) yield { port: Number(text), field: piece.field };
}

function scopes({ services, pods, servers, config }: Mesh): (policy: Selecting) => readonly Scope[] {
  const gatewaysOf = gatewaysInScope({ servers, config });
  const podsOf = podsInScope({ pods, config });
  const index = new SelectorIndex<MeshService>();
  services.forEach((each) => index.add(each.namespace, each));
  return (policy) => [
    ...gatewaysOf(policy).map(({ workload }): Scope => ({ services: workload.services, containers: workload.containers, declared: new Set(), isGateway: true })),
    ...podsOf(policy).map((pod): Scope => ({
      services: index.selecting(pod.ref.namespace, pod.labels), containers: pod.containers, declared: declaredBy(pod), isGateway: pod.isGateway,
    })),
  ];
}

function declaredBy({ template }: PodSource): ReadonlySet<number> {
  const ports = new Piece(template.manifest).at('spec', 'containers').list.flatMap((each) => each.at('ports').list);
  return new Set(ports.map((each) => each.at('containerPort').number).filter((number) => number !== undefined));
}

/** The Service whose port is meant, where the pods are reached at another and surely not at this one. */
function servicesPort({ services, containers, declared, isGateway }: Scope, port: number): { readonly service: MeshService; readonly data: ServicesPort } | undefined {
  const targets = serviceTargets(services, containers);
  if (targets.some(({ listener }) => listener === port || listener === undefined) || declared.has(port)) return undefined;
  const target = targets.find((each) => each.port.number === port);
  const service = services.find((each) => each.ports.includes(target?.port as ServicePort));
  if (target?.listener === undefined || service === undefined) return undefined;
  return { service, data: { port, service: serviceName(service), targetPort: target.listener, isGateway } };
}
