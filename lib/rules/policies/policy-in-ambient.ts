import { DATAPLANE_MODE, injectionOf, membershipOf } from '../../model/injection';
import type { Mesh } from '../../model/mesh';
import type { Selecting } from '../../model/policies';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { namespace, policy } from '../example-workloads';
import { actionOf, rulesOf, type Action } from './authorization';
import { gatewaysInScope, podsInScope } from './scope';

interface InAmbient {
  readonly kind: string;
  readonly action: Action;
  /** What of it only a waypoint heeds. */
  readonly unheeded: readonly string[];
}

const AMBIENT = 'istio.io/dataplane-mode: ambient';
const example = (spec: string, labels = AMBIENT) => documents(policy('AuthorizationPolicy', spec), namespace({ labels }));
const GET = 'rules: [{ to: [{ operation: { methods: ["GET"] } }] }]';

/** Kiali also asks for a waypoint of the namespace. Without targetRefs not even that would heed the policy: only the proxy of the node does, which knows no HTTP. */
export const policyInAmbient = defineRule<InAmbient>({
  code: 'MESH737',
  name: 'policy-in-ambient',
  severity: 'warning',
  summary: 'A policy about HTTP selects pods in ambient mode by labels, where only a waypoint that it names would heed it.',
  seeAlso: ['KIA0109', 'KIA0110', 'KIA1110', 'KIA1115'],
  reads: ['authorizationPolicies', 'requestAuthentications', 'namespaces', 'pods', 'servers', 'config'],
  examples: {
    bad: { yaml: example(`{ ${GET} }`) },
    good: [
      { why: 'nothing about HTTP', yaml: example('{ rules: [{ from: [{ source: { namespaces: ["web"] } }], to: [{ operation: { ports: ["8080"] } }] }] }') },
      { why: 'a waypoint that it names', yaml: example(`{ targetRefs: [{ kind: Service, group: "", name: shop }], ${GET} }`) },
      { why: 'pods with sidecars', yaml: example(`{ ${GET} }`, 'istio-injection: enabled') },
    ],
  },
  * check(mesh) {
    const isAmbient = ambience(mesh);
    for (const each of [...mesh.authorizationPolicies, ...mesh.requestAuthentications]) {
      const { ref, origin } = each;
      const unheeded = each.targeted ? [] : unheededIn(each);
      if (unheeded.length > 0 && isAmbient(each)) yield { at: { ref, origin, field: ['spec'] }, related: [], data: { kind: ref.kind, action: actionOf(each), unheeded } };
    }
  },
  words: ({ kind, action, unheeded }) => ({
    what: `the pods of this ${kind} are in ambient mode, where ${allOf(unheeded)} ${unheeded.length === 1 ? 'is' : 'are'} heeded by a waypoint only`,
    fix: `${consequence(kind, action)} Name the Service or the waypoint's Gateway in targetRefs instead.`,
  }),
});

function consequence(kind: string, action: Action): string {
  if (kind === 'RequestAuthentication') return 'Nothing checks tokens.';
  if (action === 'ALLOW') return 'Without it the rule allows nothing, so requests are denied.';
  return action === 'DENY' ? 'The rule denies all that the rest of it matches, so more than is meant.' : 'The policy has no effect.';
}

const HTTP_OPERATIONS = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];
const HTTP_SOURCES = ['remoteIpBlocks', 'notRemoteIpBlocks', 'requestPrincipals', 'notRequestPrincipals'];
const TCP_KEYS = ['source.ip', 'source.namespace', 'source.principal', 'destination.ip', 'destination.port'];

function unheededIn(policy: Selecting): readonly string[] {
  if (policy.ref.kind === 'RequestAuthentication') return ['it'];
  const action = actionOf(policy);
  if (action === 'CUSTOM' || action === 'AUDIT') return [`action ${action}`];
  return [...new Set(rulesOf(policy).flatMap((rule) => [
    ...rule.at('to').list.flatMap((to) => HTTP_OPERATIONS.filter((name) => to.at('operation', name).list.length > 0)),
    ...rule.at('from').list.flatMap((from) => HTTP_SOURCES.filter((name) => from.at('source', name).list.length > 0)),
    ...rule.at('when').list.map((each) => each.at('key').text ?? '').filter((key) => key !== '' && !TCP_KEYS.includes(key)),
  ]))];
}

function ambience({ namespaces, pods, servers, config }: Mesh): (policy: Selecting) => boolean {
  const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
  const podsOf = podsInScope({ pods, config });
  const gatewaysOf = gatewaysInScope({ servers, config });
  return (policy) => {
    const own = labels.get(policy.ref.namespace ?? '') ?? {};
    if (policy.ref.namespace === config.rootNamespace || gatewaysOf(policy).length > 0) return false;
    const memberships = podsOf(policy).filter(({ isGateway }) => !isGateway).map((pod) => membershipOf(pod, own));
    if (memberships.length > 0) return memberships.includes('ambient');
    return own[DATAPLANE_MODE] === 'ambient' && injectionOf(own) !== 'on';
  };
}
