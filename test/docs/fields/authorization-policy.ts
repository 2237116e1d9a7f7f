import { JsonPatch, type Chart } from 'cdk8s';
import { AuthorizationPolicy, IngressGateway, type security } from '../../../lib';
import { ofKind, type LastResort } from './samples';

const ingress = IngressGateway.istioctlDefault();
const waypoint: security.PolicyTargetReference = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' };

const given = (chart: Chart) => ({
  chart,
  get policy() { return new AuthorizationPolicy(chart, 'policy', { rules: [{}] }); },
});

type Given = ReturnType<typeof given>;

const samples: ReadonlyArray<(given: Given) => unknown> = [
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{}] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { principals: ['cluster.local/ns/web/sa/shop'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { notPrincipals: ['cluster.local/ns/web/sa/shop'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { requestPrincipals: ['https://accounts.example.com/*'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { notRequestPrincipals: ['https://accounts.example.com/*'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { namespaces: ['web'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { notNamespaces: ['web'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { serviceAccounts: ['web/shop'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { notServiceAccounts: ['web/shop'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { trustDomains: ['cluster.local'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { notTrustDomains: ['cluster.local'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { ipBlocks: ['203.0.113.0/24'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { notIpBlocks: ['203.0.113.0/24'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { remoteIpBlocks: ['203.0.113.0/24'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ from: { notRemoteIpBlocks: ['203.0.113.0/24'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ to: { hosts: ['shop.example.com'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ to: { notHosts: ['shop.example.com'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ to: { methods: ['GET', 'HEAD'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ to: { notMethods: ['GET', 'HEAD'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ to: { paths: ['/public/*'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ to: { notPaths: ['/public/*'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ to: { ports: [8080] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ to: { notPorts: [8080] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ when: { key: 'request.auth.claims[group]', values: ['staff'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { rules: [{ when: { key: 'request.headers[x-stage]', notValues: ['test'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { action: 'DENY', rules: [{ from: { namespaces: ['test'] } }] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { action: 'AUDIT', rules: [{}] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { action: 'CUSTOM', provider: 'opa', rules: [{}] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { ingress, rules: [{}] }),
  ({ chart }) => new AuthorizationPolicy(chart, 'policy', { targetRefs: [waypoint], rules: [{}] }),
];

const lastResorts: ReadonlyArray<LastResort<Given>> = [
  {
    because: 'Istio has another field that takes several.',
    use: ['targetRefs[]'],
    code: ({ policy }) => policy.authorizationPolicy.addJsonPatch(JsonPatch.add('/spec/targetRef', waypoint)),
  },
  {
    because: 'The API server refuses all but an empty text.',
    refusedBy: 'MESH902',
    code: ({ policy }) => policy.authorizationPolicy.addJsonPatch(JsonPatch.add('/spec/targetRefs', [{ ...waypoint, namespace: 'web' }] satisfies security.PolicyTargetReference[])),
  },
  {
    because: 'The API server refuses all but an empty text.',
    refusedBy: 'MESH902',
    code: ({ policy }) => policy.authorizationPolicy.addJsonPatch(JsonPatch.add('/spec/targetRef', { ...waypoint, namespace: 'web' } satisfies security.PolicyTargetReference)),
  },
];

export const authorizationPolicyFields = ofKind({ kind: 'security.istio.io/AuthorizationPolicy', file: __filename, given, samples, lastResorts });
