import { celMethod, celEnv, CelScalar, celFunc, parse, plan, isCelError } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { kindDefined, kindsDefined } from '../../lib/schema/kinds';
import { keeps } from '../../lib/schema/rules';
import type { CelRule, Schema } from '../../lib/schema/schema';
import { schemeOf } from '../../lib/schema/url';

/** Values that keep a rule, and values that break it; the rules of the definitions by their text. */
const VALUES: Readonly<Record<string, { readonly keeping: readonly unknown[]; readonly breaking: readonly unknown[] }>> = {
  '(has(self.selector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': {
    keeping: [{}, { selector: {} }, { targetRefs: [] }, { selector: null, targetRefs: [] }], breaking: [{ selector: {}, targetRefs: [] }],
  },
  'has(self.wasm) != has(self.lua)': { keeping: [{ wasm: {} }, { lua: {} }], breaking: [{}, { wasm: {}, lua: {} }] },
  'self.all(key, !key.contains("*"))': { keeping: [{}, { app: '*' }], breaking: [{ 'app': 'a', 'b*': 'c' }, { '*': '' }] },
  'self.all(key, key.size() != 0)': { keeping: [{}, { app: '' }], breaking: [{ '': 'a' }] },
  '!self.contains("*")': { keeping: ['', 'web'], breaking: ['*', 'web-*'] },
  'self.size() == 0': { keeping: [''], breaking: ['web'] },
  [urlRule('["", "http", "https", "file", "oci"]')]: urls(),
  [urlRule('["", "http", "https", "oci", "file"]')]: urls(),
  '(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)': {
    keeping: [{}, { value: 'a' }, { valueFrom: 'HOST' }, { valueFrom: 'INLINE', value: 'a' }], breaking: [{ valueFrom: 'HOST', value: 'a' }],
  },
  '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': {
    keeping: [{}, { targetRef: {} }], breaking: [{ targetRef: {}, targetRefs: [] }, { selector: {}, targetRef: {} }],
  },
  "duration(self) >= duration('1ms')": {
    keeping: ['1ms', '0.001s', '5s', '1h30m', '1000us', '1.5s', '+2s'], breaking: ['', '0', '0s', '999us', '5', '5d', '-1s', 's', '1s ', '1m-1s', '300000h1000000000000h'],
  },
  '(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': {
    keeping: [{ workloadSelector: {} }], breaking: [{ workloadSelector: {}, targetRefs: [{}] }],
  },
  'has(self.context) ? ((self.context == "WAYPOINT") ? has(self.waypoint) : !has(self.waypoint)) : !has(self.waypoint)': {
    keeping: [{}, { context: 'GATEWAY' }, { context: 'WAYPOINT', waypoint: {} }], breaking: [{ waypoint: {} }, { context: 'WAYPOINT' }, { context: 'ANY', waypoint: {} }],
  },
  '0 < self && self <= 65535': { keeping: [1, 80, 65535], breaking: [0, 65536] },
  '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1': {
    keeping: [{ tlsCertificates: [{}] }], breaking: [{ tlsCertificates: [{}], credentialNames: ['a'] }],
  },
  '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1': {
    keeping: [{ credentialName: 'a' }], breaking: [{ credentialName: 'a', credentialNames: ['b'] }],
  },
  '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1': {
    keeping: [{ credentialNames: ['a'] }, { credentialName: 'a', tlsCertificates: [{}] }], breaking: [{ tlsCertificates: [{}], credentialNames: ['a'] }],
  },
  '(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1': {
    keeping: [{ endpoints: [] }], breaking: [{ workloadSelector: {}, endpoints: [] }],
  },
  '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && !((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))': {
    keeping: [{}, { addresses: ['10.0.0.0/8'] }, { addresses: ['10.0.0.0/8'], resolution: 'STATIC' }, { addresses: ['10.0.0.1'], resolution: 'DNS' }],
    breaking: [{ addresses: ['10.0.0.1', '10.0.0.0/8'], resolution: 'DNS' }],
  },
  '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true': {
    keeping: [{}, { resolution: 'STATIC', endpoints: [] }], breaking: [{ endpoints: [] }, { resolution: 'NONE', endpoints: [] }],
  },
  '((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true': {
    keeping: [{}, { resolution: 'DNS_ROUND_ROBIN' }, { resolution: 'DNS_ROUND_ROBIN', endpoints: [{}] }, { resolution: 'DNS', endpoints: [{}, {}] }],
    breaking: [{ resolution: 'DNS_ROUND_ROBIN', endpoints: [{}, {}] }],
  },
  'has(self.address) || has(self.network)': { keeping: [{ address: 'a' }, { network: 'b' }], breaking: [{}, { address: null }] },
  '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true': {
    keeping: [{}, { address: 'a', ports: {} }, { address: 'unix:///a' }], breaking: [{ address: 'unix:///a', ports: {} }],
  },
  'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true': {
    keeping: ['', '10.0.0.1', 'unix:///a', 'unix://@a'], breaking: ['unix://a', 'unix://'],
  },
  'self.startsWith("unix://") ? !self.endsWith("/") : true': { keeping: ['a/', 'unix:///a'], breaking: ['unix:///a/', 'unix://'] },
  'self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))': {
    keeping: [{}, { http: 80, 'a-b': 81 }], breaking: [{ 'http-': 80 }, { '': 1 }, { ['a'.repeat(63)]: 80 }],
  },
  'self != "*"': { keeping: ['', '*.example.com'], breaking: ['*'] },
  'self.all(l1, self.exists_one(l2, l1.number == l2.number))': {
    keeping: [[], [{ number: 80 }, { number: 81 }]], breaking: [[{ number: 80 }, { number: 81 }, { number: 80 }], [{}]],
  },
  'self in ["", "HTTP", "HTTPS"]': { keeping: ['', 'HTTP'], breaking: ['http', 'TCP'] },
  '(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&\n!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true': {
    keeping: [{}, { serviceAccounts: ['a'] }, { principals: ['a'], namespaces: ['b'] }],
    breaking: [{ serviceAccounts: ['a'], principals: ['b'] }, { notServiceAccounts: ['a'], notNamespaces: ['b'] }],
  },
  'has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? self.selector.matchLabels : {}).size() > 0) : true': {
    keeping: [{}, { portLevelMtls: {}, selector: { matchLabels: { app: 'web' } } }],
    breaking: [{ portLevelMtls: {} }, { portLevelMtls: {}, selector: {} }, { portLevelMtls: {}, selector: { matchLabels: {} } }],
  },
  'self.all(key, 0 < int(key) && int(key) <= 65535)': { keeping: [{}, { 80: {} }, { '+80': {} }], breaking: [{ 0: {} }, { 65536: {} }, { http: {} }, { 80: {}, '': {} }] },
  '(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1': {
    keeping: [{}, { jwks: '' }], breaking: [{ jwks: '', jwksUri: '' }, { jwks_uri: '', jwksUri: '' }],
  },
  'url(self).getScheme() in ["http", "https"]': {
    keeping: ['http://example.com', 'HTTPS://example.com/keys', 'http:/keys', 'https://[::1]:443/'], breaking: ['', 'example.com', '/keys', 'ftp://example.com', 'http://a b', 'http://a:b', 'http://%zz/'],
  },
  '((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true': {
    keeping: [{}, { operation: 'REMOVE' }, { operation: 'UPSERT', value: 'a' }], breaking: [{ operation: 'UPSERT' }, { operation: 'UPSERT', value: '' }],
  },
  '((has(self.operation) ? self.operation : "") == "REMOVE") ? !has(self.value) : true': {
    keeping: [{}, { operation: 'REMOVE' }, { operation: 'UPSERT', value: 'a' }], breaking: [{ operation: 'REMOVE', value: 'a' }],
  },
};

function urlRule(schemes: string): string {
  return `isURL(self) ? (url(self).getScheme() in ${schemes}) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ${schemes})`;
}

function urls(): (typeof VALUES)[string] {
  return { keeping: ['oci://ghcr.io/a:1', 'ghcr.io/a:1', 'file:///a', '/a', 'https://a', '*'], breaking: ['ftp://a', 'a b'] };
}

function* rulesOf(schema: Schema): Iterable<CelRule> {
  yield* schema.rules ?? [];
  const parts = [...Object.values(schema.properties ?? {}), schema.additionalProperties, schema.items];
  for (const part of parts) if (part !== undefined) yield* rulesOf(part);
}

const rules = new Map(kindsDefined().flatMap((kind) => [...rulesOf(kindDefined(kind).schema())]).map((rule) => [rule.expression, rule]));

// What Kubernetes has beside CEL's own functions, and @bufbuild/cel has not.
const kubernetesUrls = [
  celFunc('isURL', [CelScalar.STRING], CelScalar.BOOL, (text) => schemeOf(text) !== undefined),
  celFunc('url', [CelScalar.STRING], CelScalar.STRING, (text) => schemeOf(text) ?? fail(text)),
  celMethod('getScheme', CelScalar.STRING, [], CelScalar.STRING, function () { return this; }),
];

function fail(text: string): never {
  throw new Error(`"${text}" is no URL`);
}

/** What another implementation of CEL makes of a rule. */
function keepsElsewhere({ expression }: CelRule, self: unknown): boolean {
  const result = plan(celEnv({ funcs: [...strings, ...kubernetesUrls] }), parse(expression))({ self: asCel(self) as string });
  return !isCelError(result) && result === true;
}

/** As the API server has it: whole numbers as such, and no nulls. */
function asCel(value: unknown): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (Array.isArray(value)) return value.map(asCel);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).filter(([, each]) => each !== null).map(([name, each]) => [name, asCel(each)]));
}

test('the rules here are those of the definitions', () => {
  expect([...rules.keys()].sort()).toEqual(Object.keys(VALUES).sort());
});

describe.each([...rules.values()])('the rule $expression', (rule) => {
  const { keeping, breaking } = VALUES[rule.expression] ?? { keeping: [], breaking: [] };

  test.each(keeping.map((value) => [JSON.stringify(value), value]))('is kept by %s', (_, value) => {
    expect([keeps(rule.expression, value), keepsElsewhere(rule, value)]).toEqual([true, true]);
  });
  test.each(breaking.map((value) => [JSON.stringify(value), value]))('is broken by %s', (_, value) => {
    expect([keeps(rule.expression, value), keepsElsewhere(rule, value)]).toEqual([false, false]);
  });
});
