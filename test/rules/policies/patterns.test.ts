import { documents } from '../../../lib/rules/example-manifests';
import { deployment, namespace, policy } from '../../../lib/rules/example-workloads';
import { found } from '../found';

const operation = (fields: string) => policy('AuthorizationPolicy', `{ rules: [{ to: [{ operation: { ${fields} } }] }] }`);
const source = (fields: string) => policy('AuthorizationPolicy', `{ rules: [{ from: [{ source: { ${fields} } }] }] }`);

test.each([
  ['a star within', 'paths: ["/a/*/b"]'], ['a star at both ends', 'notPaths: ["*/a/*"]'], ['no slash', 'paths: ["api"]'], ['a query', 'paths: ["/a?b=1"]'], ['a star in a host', 'hosts: ["a.*.com"]'],
])('nothing matches a text with %s', (_, fields) => expect(found('MESH731', operation(fields))).toHaveLength(1));

test.each([
  ['no star', 'paths: ["/a"]'], ['a star at one end', 'paths: ["/a*", "*/b", "*"]'], ['a template', 'paths: ["/a/{*}/b/{**}"]'], ['a wildcard of a host', 'hosts: ["*.example.com"]'],
])('something may match a text with %s', (_, fields) => expect(found('MESH731', operation(fields))).toEqual([]));

test.each([
  ['no slash at the beginning', 'paths: ["{*}"]'], ['the same, of others', 'notPaths: ["users/{**}"]'], ['two slashes at the beginning', 'paths: ["//{*}"]'], ['two at the end', 'paths: ["/{*}//"]'],
])('Envoy ends of a template with %s', (_, fields) => expect(found('MESH738', operation(fields))).toHaveLength(1));

test.each([
  ['a slash at the beginning', 'paths: ["/{*}", "/users/{**}"]'], ['a slash at the end', 'paths: ["/{*}/"]'], ['no template, and two slashes', 'paths: ["//users"]'], ['no template, and no slash', 'paths: ["*.css"]'],
])('Envoy takes a path with %s', (_, fields) => expect(found('MESH738', operation(fields))).toEqual([]));

test('a principal has no scheme', () => {
  expect(found('MESH731', source('principals: ["spiffe://cluster.local/ns/web/sa/shop"]'))).toEqual(['error: "spiffe://cluster.local/ns/web/sa/shop" in principals never matches: principals have no "spiffe://" in front']);
});

test.each([['small letters', 'get', 1], ['small letters before a star', 'po*', 1], ['a letter too many', 'POSTS', 1], ['another protocol', 'MKCOL', 0], ['a star before the end', '*ET', 0]])('a method with %s', (_, method, times) => {
  expect(found('MESH730', operation(`methods: ["${method}"]`))).toHaveLength(times);
});

test('a namespace that looks misspelled is told before all are given', () => {
  const namespaces = namespace({ name: 'payments' });
  expect(found('MESH732', documents(source('namespaces: ["paymnets"]'), namespaces))).toEqual(['warning: there is no namespace "paymnets" among those that are known']);
  expect(found('MESH732', documents(source('namespaces: ["orders"]'), namespaces))).toEqual([]);
  expect(found('MESH732', documents(source('namespaces: ["p*ts"]'), namespaces), { complete: ['Namespace'] })).toEqual([]);
});

test('a service account may be named alone, for the namespace of the policy', () => {
  const pods = deployment({ pod: 'serviceAccountName: checkout' });
  expect(found('MESH733', documents(source('serviceAccounts: ["chekcout"]'), pods))).toEqual(['warning: no pods that are known in namespace "web" run as service account "chekcout"']);
  expect(found('MESH733', documents(source('serviceAccounts: ["checkout", "web/checkout", "blog/other"]'), pods))).toEqual([]);
  expect(found('MESH733', documents(source('serviceAccounts: ["default"]'), deployment()), { complete: ['Pod'] })).toEqual([]);
});
