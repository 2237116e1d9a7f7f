import type { Mesh } from '../../model/mesh';
import type { Selecting } from '../../model/policies';
import type { MeshService } from '../../model/registry';
import { SelectorIndex } from '../../values/label-index';
import type { Piece } from '../../values/piece';
import { isPlainHttp, protocolOfPort } from '../../values/protocol';
import { formatPort, serviceName } from '../../values/service';
import { defineRule } from '../define-rule';
import { documents, INGRESS_SERVICE, tlsGateway } from '../example-manifests';
import { policy } from '../example-workloads';
import { actionOf, rulesOf } from './authorization';
import { gatewaysInScope, once, podsInScope, type GatewayPods } from './scope';

interface DeniesTcp {
  /** What is not HTTP: a server of a gateway, or a port of a Service. */
  readonly denied: string;
}

const example = (operation: string, action = 'DENY') => documents(
  policy('AuthorizationPolicy', `{ selector: { matchLabels: { istio: ingressgateway } }, action: ${action}, rules: [{ to: [{ operation: { ${operation} } }] }] }`, { namespace: 'istio-system' }),
  tlsGateway('{ mode: PASSTHROUGH }'), INGRESS_SERVICE,
);

/** Istio's validation warns of each such policy. Here something must be there that it denies. */
export const authorizationDeniesTcp = defineRule<DeniesTcp>({
  code: 'MESH735',
  name: 'authorization-denies-tcp',
  severity: 'error',
  summary: 'A rule that denies by properties of HTTP alone is for pods that take other connections, which it denies all.',
  seeAlso: ['IST0133'],
  reads: ['authorizationPolicies', 'pods', 'services', 'servers', 'config'],
  examples: {
    bad: { yaml: example('paths: ["/admin*"]') },
    good: [
      { why: 'the port that is meant', yaml: example('paths: ["/admin*"], ports: ["8080"]') },
      { why: 'a property of any connection', yaml: example('ports: ["9090"]') },
      { why: 'a rule that allows', yaml: example('paths: ["/admin*"]', 'ALLOW') },
    ],
  },
  * check(mesh) {
    const deniedBy = otherThanHttp(mesh);
    for (const each of mesh.authorizationPolicies) {
      if (actionOf(each) !== 'DENY') continue;
      const rules = rulesOf(each).filter(isHttpAlone);
      const denied = rules.length === 0 ? undefined : deniedBy(each);
      if (denied === undefined) continue;
      for (const { field } of rules) yield { at: { ref: each.ref, origin: each.origin, field }, related: [], data: { denied } };
    }
  },
  words: ({ denied }) => ({
    what: `this rule denies by properties of HTTP alone, and ${denied} is not HTTP`,
    fix: 'Istio leaves out of a rule what it cannot see in a connection, and here nothing is left, so all of these connections are denied. Say in the rule which ports it is for: operation.ports, as the pods have them.',
  }),
});

const TCP_SOURCES = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks', 'serviceAccounts', 'notServiceAccounts'];

// As Istio's validation puts it: what is asked of the client, or of the request, has nothing in it that other connections have.
function isHttpAlone(rule: Piece): boolean {
  const has = (part: 'from' | 'to', within: string, names: readonly string[]) => rule.at(part).list.some((each) => names.some((name) => each.at(within, name).isGiven));
  const [from, to] = [rule.at('from').list.length > 0, rule.at('to').list.length > 0];
  return (from && !to && !has('from', 'source', TCP_SOURCES)) || (to && !has('to', 'operation', ['ports', 'notPorts']));
}

/** Something that the pods of a policy take and that is not HTTP, as far as it is known. */
function otherThanHttp({ servers, services, pods, config }: Mesh): (policy: Selecting) => string | undefined {
  const gatewaysOf = gatewaysInScope({ servers, config });
  const podsOf = podsInScope({ pods, config });
  const index = new SelectorIndex<MeshService>();
  services.forEach((each) => index.add(each.namespace, each));
  const otherServer = once(serverOtherThanHttp);
  return (policy) => {
    const ofGateway = gatewaysOf(policy).map(otherServer).find((each) => each !== undefined);
    if (ofGateway !== undefined) return ofGateway;
    for (const { ref, labels, isGateway } of podsOf(policy)) {
      for (const each of isGateway ? [] : index.selecting(ref.namespace, labels)) {
        const port = each.ports.find((one) => !['UDP', 'unsupported'].includes(protocolOfPort(one)) && !isPlainHttp(protocolOfPort(one)));
        if (port !== undefined) return `port ${formatPort(port)} of service "${serviceName(each)}"`;
      }
    }
    return undefined;
  };
}

function serverOtherThanHttp({ workload, servers }: GatewayPods): string | undefined {
  const found = servers.find(({ server: { protocol, tls } }) => !isPlainHttp(protocol) && (protocol !== 'HTTPS' || tls?.mode === 'PASSTHROUGH'));
  return found && `port ${found.server.port.number} of gateway ${workload.name}`;
}
