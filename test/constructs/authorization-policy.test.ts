import { AuthorizationPolicy, HostRoute, HttpGateway, IngressGateway, JwtIssuer, Match, RequestAuthentication, ServiceRef, type AuthorizationPolicyProps, type AuthorizationRule } from 'cdk8s-istio';
import * as kplus from 'cdk8s-plus-27';
import { get } from '../../lib/testing';
import { newChart, renderOne } from '../support';

const ingress = IngressGateway.istioctlDefault();
const shop = ServiceRef.named('web', 'shop', { ports: { http: 80 } });

const specOf = (props: AuthorizationPolicyProps) => {
  const chart = newChart();
  new AuthorizationPolicy(chart, 'policy', props);
  return renderOne(chart, 'AuthorizationPolicy').spec;
};
const ruleOf = (rule: AuthorizationRule) => specOf({ podLabels: { app: 'shop' }, rules: [rule] }).rules[0] as object;

test('what it is for is an object, labels, references or the whole namespace', () => {
  const chart = newChart();
  const workload = new kplus.Deployment(chart, 'shop', { metadata: { namespace: 'shop' }, select: false, containers: [{ image: 'shop' }] });
  workload.select(kplus.LabelSelector.of({ labels: { app: 'shop' } }));
  new AuthorizationPolicy(chart, 'policy', { workload, rules: [{}] });
  expect(renderOne(chart, 'AuthorizationPolicy')).toMatchObject({ metadata: { namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'shop' } }, action: 'ALLOW', rules: [{}] } });
  const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }];
  expect(specOf({ targetRefs, rules: [{}] })).toEqual({ targetRefs, action: 'ALLOW', rules: [{}] });
  expect(specOf({ rules: [] })).toEqual({ action: 'ALLOW', rules: [] });
  expect(specOf({ ingress, rules: [{}] }).selector).toEqual({ matchLabels: { istio: 'ingressgateway' } });
});

test('what cannot go together does not compile', () => {
  const rules = [{}];
  // @ts-expect-error two scopes
  const scopes: AuthorizationPolicyProps = { ingress, podLabels: { app: 'shop' }, rules };
  // @ts-expect-error CUSTOM asks somebody
  const custom: AuthorizationPolicyProps = { ingress, action: 'CUSTOM', rules };
  // @ts-expect-error and the others nobody
  const others: AuthorizationPolicyProps = { ingress, action: 'DENY', provider: 'oauth2-proxy', rules };
  // @ts-expect-error no such key
  const key: AuthorizationRule = { when: { key: 'request.header[x]', values: ['x'] } };
  // @ts-expect-error the API server refuses a reference to another namespace
  const elsewhere: AuthorizationPolicyProps = { targetRefs: [{ kind: 'Service', name: 'shop', namespace: 'shop' }], rules };
  expect([scopes, custom, others, key, elsewhere]).toHaveLength(5);
});

test('actions', () => {
  expect(specOf({ ingress, action: 'DENY', rules: [{}] }).action).toBe('DENY');
  expect(specOf({ ingress, action: 'AUDIT', rules: [{}] }).action).toBe('AUDIT');
  expect(specOf({ ingress, action: 'CUSTOM', provider: 'oauth2-proxy', rules: [{}] })).toMatchObject({ action: 'CUSTOM', provider: { name: 'oauth2-proxy' } });
  const chart = newChart();
  new AuthorizationPolicy(chart, 'policy', { ingress, rules: [], dryRun: true, metadata: { annotations: { team: 'web' } } });
  expect(renderOne(chart, 'AuthorizationPolicy').metadata.annotations).toEqual({ 'team': 'web', 'istio.io/dry-run': 'true' });
});

test('every field of a rule has its place', () => {
  expect(ruleOf({
    from: [
      { requestPrincipals: ['*'], notRequestPrincipals: ['evil/*'], ipBlocks: ['10.0.0.0/8'], notIpBlocks: ['10.1.0.0/16'], remoteIpBlocks: ['::1'], notRemoteIpBlocks: ['203.0.113.7'] },
      { serviceAccounts: ['web/shop'], notServiceAccounts: ['web/blog'] },
    ],
    to: { hosts: ['shop.com'], notHosts: ['*.shop.com'], ports: [8080, 8443], notPorts: [9090], methods: ['GET'], notMethods: ['PUT'], paths: ['/api/*'], notPaths: ['/api/{*}/secret'] },
    when: [{ key: 'request.headers[x-version]', values: ['v1'], notValues: ['v2'] }, { key: 'destination.port', values: ['8080'] }],
  })).toEqual({
    from: [
      { source: { ipBlocks: ['10.0.0.0/8'], notIpBlocks: ['10.1.0.0/16'], notRemoteIpBlocks: ['203.0.113.7'], notRequestPrincipals: ['evil/*'], remoteIpBlocks: ['::1'], requestPrincipals: ['*'] } },
      { source: { notServiceAccounts: ['web/blog'], serviceAccounts: ['web/shop'] } },
    ],
    to: [{ operation: {
      hosts: ['shop.com'], methods: ['GET'], notHosts: ['*.shop.com'], notMethods: ['PUT'], notPaths: ['/api/{*}/secret'], paths: ['/api/*'], ports: ['8080', '8443'], notPorts: ['9090'],
    } }],
    when: [{ key: 'request.headers[x-version]', values: ['v1'], notValues: ['v2'] }, { key: 'destination.port', values: ['8080'] }],
  });
});

test('a rule that allows lets nothing else pass', () => {
  const chart = newChart();
  new HostRoute(chart, 'site', { gateway: new HttpGateway(chart, 'gateway', { ingress }), host: 'shop.com' }).forward(Match.any(), shop);
  new AuthorizationPolicy(chart, 'policy', { ingress, rules: [{ to: { methods: ['GET'], paths: ['/api/*'] } }] });
  expect(get(chart, 'http://shop.com/api/x')).toReach(shop);
  expect(get(chart, 'http://shop.com/api/x', { method: 'POST' })).toBeRefused('denied');
  expect(get(chart, 'http://shop.com/')).toBeRefused('denied');
});

test('a RequestAuthentication alone lets requests without a token pass', () => {
  const chart = newChart();
  new HostRoute(chart, 'site', { gateway: new HttpGateway(chart, 'gateway', { ingress }), host: 'shop.com' }).forward(Match.any(), shop);
  new RequestAuthentication(chart, 'tokens', { ingress, issuers: JwtIssuer.of('https://accounts.example.com') });
  expect(get(chart, 'http://shop.com/')).toReach(shop);
  expect(get(chart, 'http://shop.com/', { token: { iss: 'https://elsewhere.com' } })).toBeRefused('denied');
});

test.each<[string, () => unknown, string]>([
  ['no labels', () => specOf({ podLabels: {}, rules: [{}] }), 'podLabels has no labels'],
  ['no references', () => specOf({ targetRefs: [], rules: [{}] }), 'targetRefs is an empty list'],
  ['to deny nothing', () => specOf({ ingress, action: 'DENY', rules: [] }), 'action DENY without rules is about no request; give rules, or [{}] to mean every request'],
  ['no range', () => ruleOf({ from: { ipBlocks: ['10.0.0.0/33'] } }), '"10.0.0.0/33" is no range of IP addresses'],
  ['no port', () => ruleOf({ to: { ports: [70000] } }), 'port 70000 is no port'],
  ['two stars', () => ruleOf({ to: { hosts: ['*.shop.*'] } }), '"*.shop.*" in hosts has a star within, or two'],
  ['an empty text', () => ruleOf({ to: { methods: [''] } }), 'methods has an empty text'],
  ['an empty list', () => ruleOf({ to: { methods: [] } }), 'methods is an empty list'],
  ['no field', () => ruleOf({ from: {} }), 'from of a rule says nothing'],
  ['no source', () => ruleOf({ from: [] }), 'from of a rule is an empty list'],
  ['accounts beside principals', () => ruleOf({ from: { serviceAccounts: ['web/shop'], principals: ['*'] } }), 'serviceAccounts stand beside principals'],
  ['a condition without values', () => ruleOf({ when: { key: 'source.ip' } }), 'condition "source.ip" has no values'],
  ['a condition without a name', () => ruleOf({ when: { key: 'request.headers[]', values: ['x'] } }), 'condition "request.headers[]" has no name in its brackets'],
  ['an address that is none', () => ruleOf({ when: { key: 'remote.ip', values: ['here'] } }), '"here" is no range'],
  ['a path that Envoy ends of', () => ruleOf({ to: { paths: ['{**}'] } }), 'give "/{**}"'],
])('%s is an error', (_, declare, message) => {
  expect(declare).toThrow(message);
});
