import { parseManifests } from '../../lib/collect/yaml';
import { buildMesh } from '../../lib/model/mesh';
import type { Finding } from '../../lib/rules/define-rule';
import { runRules } from '../../lib/rules/run';
import { schemaRules } from '../../lib/rules/schema';
import { kindDefined, kindsDefined } from '../../lib/schema/kinds';
import { formatField } from '../../lib/values/format-field';
import type { Manifest } from '../../lib/values/read';

function findings(manifests: readonly Manifest[]): readonly Finding[] {
  return runRules(buildMesh(manifests.map((object, index) => ({ object, origin: { kind: 'construct', path: `object-${index}` } }))), schemaRules);
}

/** What is found in an object of a kind in `web` with a spec in YAML: code, field and what is wrong. */
function found(kind: string, spec: string): readonly string[] {
  const group = kindsDefined().find((each) => each.endsWith(`/${kind}`))?.split('/')[0];
  const [version] = kindDefined(`${group}/${kind}`).versions;
  return told(parseManifests({ path: 'test', text: `apiVersion: ${group}/${version}\nkind: ${kind}\nmetadata: { name: shop, namespace: web }\nspec: ${spec}\n` }));
}

function told(manifests: readonly Manifest[]): readonly string[] {
  return findings(manifests).map(({ code, at, what }) => `${code} ${formatField(at.field ?? [])}: ${what}`);
}

const http = (rule: string) => `{ hosts: [shop.example.com], http: [${rule}] }`;
const server = (fields: string) => `{ servers: [{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [shop.example.com], ${fields} }] }`;

describe('MESH901 says of', () => {
  test.each<[wrong: string, kind: string, spec: string, what: string]>([
    ['a field that is misspelled', 'VirtualService', http('{ timout: 5s }'), 'spec.http[0].timout: spec.http[0] has no field "timout", but "timeout"'],
    ['a field with a dash', 'VirtualService', http('{ retries: { attempts: 1, retry-on: 5xx } }'), 'spec.http[0].retries.retry-on: spec.http[0].retries has no field "retry-on", but "retryOn"'],
    ['a field indented too far', 'VirtualService', http('{ route: [{ destination: { host: shop }, timeout: 5s }] }'), 'spec.http[0].route[0].timeout: spec.http[0].route[0] has no field "timeout"; spec.http[0] has'],
    ['a field indented too little', 'Gateway', server('credentialName: shop'), 'spec.servers[0].credentialName: spec.servers[0] has no field "credentialName"; spec.servers[0].tls has'],
    ['a field that nobody knows', 'Gateway', server('colour: red'), 'spec.servers[0].colour: spec.servers[0] has no field "colour"'],
    ['a text for a number', 'VirtualService', http('{ route: [{ destination: { host: shop, port: { number: "80" } } }] }'), 'spec.http[0].route[0].destination.port.number: spec.http[0].route[0].destination.port.number is the text "80", not a whole number'],
    ['a broken number', 'DestinationRule', '{ host: shop, trafficPolicy: { connectionPool: { tcp: { maxConnections: 1.5 } } } }', 'spec.trafficPolicy.connectionPool.tcp.maxConnections: spec.trafficPolicy.connectionPool.tcp.maxConnections is the number 1.5, not a whole number'],
    ['a text for a boolean', 'Gateway', server('tls: { httpsRedirect: "true" }'), 'spec.servers[0].tls.httpsRedirect: spec.servers[0].tls.httpsRedirect is the text "true", not true or false'],
    ['a text for a list', 'VirtualService', '{ hosts: shop.example.com }', 'spec.hosts: spec.hosts is the text "shop.example.com", not a list of texts'],
    ['a map for a list', 'VirtualService', '{ hosts: [shop], http: { route: [] } }', 'spec.http: spec.http is a map, not a list of maps'],
    ['a number for a map', 'VirtualService', http('{ route: [{ destination: { host: shop, port: 80 } }] }'), 'spec.http[0].route[0].destination.port: spec.http[0].route[0].destination.port is the number 80, not a map'],
    ['a time without its unit', 'VirtualService', http('{ timeout: 5 }'), 'spec.http[0].timeout: spec.http[0].timeout is the number 5, which is no length of time'],
    ['a value in small letters', 'Gateway', server('tls: { mode: simple }'), 'spec.servers[0].tls.mode: spec.servers[0].tls.mode is "simple", which is not among its values; the nearest is "SIMPLE"'],
    ['a value that there is not', 'ServiceEntry', '{ hosts: [a.example.com], resolution: FILE }', 'spec.resolution: spec.resolution is "FILE", which is not among its values'],
    ['a field that is missing', 'VirtualService', http('{ route: [{ destination: { subset: v1 } }] }'), 'spec.http[0].route[0].destination.host: spec.http[0].route[0].destination has no "host"'],
    ['two of a choice', 'VirtualService', http('{ match: [{ uri: { exact: /a, prefix: /b } }] }'), 'spec.http[0].match[0].uri: spec.http[0].match[0].uri has "exact" and "prefix", which exclude each other'],
    ['a text for a number of a map', 'DestinationRule', '{ host: shop, trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: a, to: { b: "1" } }] } } } }', 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to.b: spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to.b is the text "1", not a whole number'],
    ['a number that is too great', 'VirtualService', http('{ match: [{ port: 4294967296 }] }'), 'spec.http[0].match[0].port: spec.http[0].match[0].port is 4294967296, too much'],
    ['a list that is too short', 'ServiceEntry', '{ hosts: [] }', 'spec.hosts: spec.hosts has 0 items, too little'],
    ['a name given twice', 'ServiceEntry', '{ hosts: [a.example.com], ports: [{ name: a, number: 80 }, { name: a, number: 81 }] }', 'spec.ports[1]: spec.ports[1] has the same name as spec.ports[0]'],
    ['a text that has not its form', 'AuthorizationPolicy', '{ targetRefs: [{ kind: 1a, name: shop }] }', 'spec.targetRefs[0].kind: spec.targetRefs[0].kind is "1a", which has not the form that is wanted'],
    ['bytes that are not in Base64', 'VirtualService', http('{ directResponse: { status: 200, body: { bytes: "no!" } } }'), 'spec.http[0].directResponse.body.bytes: spec.http[0].directResponse.body.bytes is not in Base64'],
  ])('%s', (_, kind, spec, what) => expect(found(kind, spec)).toEqual([`MESH901 ${what}`]));

  const gateway = { kind: 'Gateway', metadata: { name: 'shop', namespace: 'web' }, spec: { servers: [] } };
  test('a version that there is not, and nothing else', () => {
    expect(told([{ ...gateway, apiVersion: 'networking.istio.io/v2', specs: {} }])).toEqual(['MESH901 apiVersion: Gateway has no version "v2", but v1, v1alpha3 and v1beta1']);
  });
  test('a spec under another name', () => {
    expect(told([{ ...gateway, apiVersion: 'networking.istio.io/v1', specs: {} }])).toEqual(['MESH901 specs: Gateway has no field "specs", but "spec"']);
  });
  test('labels under another name', () => {
    expect(told([{ ...gateway, apiVersion: 'networking.istio.io/v1', metadata: { ...gateway.metadata, label: {} } }])).toEqual(['MESH901 metadata.label: metadata has no field "label", but "labels"']);
  });
});

describe('MESH903 says of', () => {
  test.each<[wrong: string, kind: string, spec: string, what: string]>([
    ['a match of no', 'VirtualService', http('{ match: [{ uri: { exact: no } }] }'), 'spec.http[0].match[0].uri.exact: spec.http[0].match[0].uri.exact is false, not a text'],
    ['a mode of on', 'DestinationRule', '{ host: shop, trafficPolicy: { tls: { mode: on } } }', 'spec.trafficPolicy.tls.mode: spec.trafficPolicy.tls.mode is true, not a text'],
    ['a version of 1.10', 'DestinationRule', '{ host: shop, subsets: [{ name: v1, labels: { version: 1.10 } }] }', 'spec.subsets[0].labels.version: spec.subsets[0].labels.version is the number 1.1, not a text'],
    ['a version of 0123', 'DestinationRule', '{ host: shop, subsets: [{ name: v1, labels: { version: 0123 } }] }', 'spec.subsets[0].labels.version: spec.subsets[0].labels.version is the number 83, not a text'],
    ['an export to ~', 'ServiceEntry', '{ hosts: [a.example.com], exportTo: [~] }', 'spec.exportTo[0]: spec.exportTo[0] is null, not a text'],
    ['a header called y', 'VirtualService', http('{ match: [{ headers: { y: { exact: a } } }] }'), 'spec.http[0].match[0].headers.true: spec.http[0].match[0].headers has the name "true", as YAML reads y, yes, on and true without quotes'],
    ['a label called off', 'DestinationRule', '{ host: shop, subsets: [{ name: v1, labels: { off: a } }] }', 'spec.subsets[0].labels.false: spec.subsets[0].labels has the name "false", as YAML reads n, no, off and false without quotes'],
    ['a header with nothing to match', 'VirtualService', http('{ match: [{ headers: { x-user: } }] }'), 'spec.http[0].match[0].headers.x-user: spec.http[0].match[0].headers.x-user has no value'],
  ])('%s', (_, kind, spec, what) => expect(found(kind, spec)).toEqual([`MESH903 ${what}`]));

  test('labels that pods have, and those that are asked for', () => {
    const text = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: web, annotations: { checked: yes } }
spec: { selector: { matchLabels: { version: 1.0 } }, template: { metadata: { labels: { version: 1.0, y: a } } } }
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: web }
spec: { selector: { canary: off }, ports: [{ port: 80 }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: shop, namespace: web }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { build: 0123 } } } } } }
`;
    expect(told(parseManifests({ path: 'test', text })).map((each) => each.replace(/:.*/, '')).sort()).toEqual([
      'MESH903 metadata.annotations.checked', 'MESH903 spec.jobTemplate.spec.template.metadata.labels.build', 'MESH903 spec.selector.canary',
      'MESH903 spec.selector.matchLabels.version', 'MESH903 spec.template.metadata.labels.true', 'MESH903 spec.template.metadata.labels.version',
    ]);
  });
});

describe('MESH904 says of', () => {
  const policy = (metadata: object, spec = {}) => ({ apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'shop', namespace: 'web', ...metadata }, spec });
  test.each<[wrong: string, object: Manifest, what: string]>([
    ['no name', policy({ name: undefined }), 'metadata.name: the AuthorizationPolicy has no name'],
    ['a capital letter', policy({ name: 'Shop' }), 'metadata.name: name "Shop" has a capital letter'],
    ['a namespace with a dot', policy({ namespace: 'web.eu' }), 'metadata.namespace: namespace "web.eu" is not made of small letters, digits and dashes, with a letter or a digit at both ends'],
    ['a label with a space', policy({ labels: { app: 'the shop' } }), 'metadata.labels.app: label "app" has the value "the shop", which is not made of letters, digits, "-", "_" and ".", with a letter or a digit at both ends'],
    ['a label with two slashes', policy({ labels: { 'a/b/c': '' } }), 'metadata.labels["a/b/c"]: label "a/b/c" has more than one slash'],
    ['an annotation with a space', policy({ annotations: { 'my note': '' } }), 'metadata.annotations["my note"]: annotation "my note" is not made of letters, digits, "-", "_" and ".", with a letter or a digit at both ends'],
    ['annotations that are too long', policy({ annotations: { note: 'a'.repeat(256 * 1024) } }), 'metadata.annotations: the annotations have 262148 bytes'],
    ['an annotation of Istio\'s own', policy({ annotations: { 'internal.istio.io/parents': 'a' } }), 'metadata.annotations["internal.istio.io/parents"]: annotation internal.istio.io/parents is Istio\'s own'],
    ['a trial that is neither true nor false', policy({ annotations: { 'istio.io/dry-run': 'yes' } }), 'metadata.annotations["istio.io/dry-run"]: annotation istio.io/dry-run is "yes"'],
    ['a trial of an audit', policy({ annotations: { 'istio.io/dry-run': 'true' } }, { action: 'AUDIT' }), 'metadata.annotations["istio.io/dry-run"]: annotation istio.io/dry-run is on a policy with action AUDIT'],
    ['a trial of what cannot be tried out', { ...policy({ annotations: { 'istio.io/dry-run': 'true' } }), kind: 'PeerAuthentication' }, 'metadata.annotations["istio.io/dry-run"]: annotation istio.io/dry-run is on a PeerAuthentication'],
  ])('%s', (_, object, what) => expect(told([object])).toEqual([`MESH904 ${what}`]));

  test.each<[fine: string, object: Manifest]>([
    ['a name that the cluster makes', policy({ name: undefined, generateName: 'shop-' })],
    ['a trial of a policy', policy({ annotations: { 'istio.io/dry-run': 'true' } })],
    ['capitals in the name of an annotation', policy({ annotations: { 'Example.com/Owner': 'a' } })],
  ])('%s nothing', (_, object) => expect(told([object])).toEqual([]));
});

test('MESH907 says of a proxy for egress that Istio has deprecated it', () => {
  expect(found('Sidecar', '{ outboundTrafficPolicy: { mode: ALLOW_ANY, egressProxy: { host: egress.example.com } } }')).toEqual([
    'MESH907 spec.outboundTrafficPolicy.egressProxy: spec.outboundTrafficPolicy.egressProxy is deprecated',
  ]);
});

describe('what is wrong is told once, and as an error, of', () => {
  test.each(kindsDefined())('%s', (kind) => {
    const [group, name] = kind.split('/');
    const { versions } = kindDefined(kind);
    for (const version of versions) {
      const object = { apiVersion: `${group}/${version}`, kind: name, metadata: { name: 'shop', namespace: 'web', labels: { version: 1.1 } }, spec: { wrnog: 1 } };
      const misspelled = findings([object]).filter(({ at }) => ['wrnog', 'version'].includes(String(at.field?.[at.field.length - 1])));
      expect(misspelled.map(({ code, severity }) => [code, severity])).toEqual([['MESH901', 'error'], ['MESH903', 'error']]);
    }
  });
});

test('manifests of any shape are taken', () => {
  const shapes = [undefined, null, 'a', 1, true, [], {}, [null], { a: null }];
  const objects = kindsDefined().flatMap((kind) => shapes.flatMap((shape): Manifest[] => {
    const [group, name] = kind.split('/');
    const head = { apiVersion: `${group}/${kindDefined(kind).versions[0]}`, kind: name };
    return [{ ...head, spec: shape }, { ...head, metadata: shape, spec: {} }, { ...head, metadata: { name: shape, labels: shape, annotations: shape }, spec: { exportTo: shape, http: [shape], servers: shape } }];
  }));
  expect(findings(objects).length).toBeGreaterThan(objects.length);
});
