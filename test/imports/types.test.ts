import { ValueCase, verdicts } from './compiling';

const UNKNOWN_FIELD = /may only specify known properties|does not exist in type/;
const NOT_BOTH = /is not assignable to type '.*(never|undefined)'/;

const metadata = '{ name: "web", namespace: "shop" }';
const gateway = (server: string): string =>
  `{ apiVersion: "networking.istio.io/v1", kind: "Gateway", metadata: ${metadata}, spec: { selector: { istio: "ingress" }, servers: [${server}] } }`;
const port = '{ number: 443, name: "https", protocol: "HTTPS" }';
const route = (http: string): string => `{ hosts: ["shop.example"], http: [${http}] }`;
const to = 'route: [{ destination: { host: "cart", port: { number: 80 } } }]';
const balancer = (settings: string): string => `{ host: "cart", trafficPolicy: { loadBalancer: ${settings} } }`;

const GATEWAY: ValueCase[] = [
  {
    name: 'a gateway with TLS compiles',
    type: 'Gateway',
    value: gateway(`{ hosts: ["shop.example"], port: ${port}, tls: { mode: "SIMPLE", credentialName: "shop" } }`),
  },
  {
    name: 'a typo in a server does not compile',
    type: 'Gateway',
    value: gateway(`{ hosts: ["shop.example"], prot: ${port} }`),
    error: UNKNOWN_FIELD,
  },
  {
    name: 'a server without hosts does not compile',
    type: 'Gateway',
    value: gateway(`{ port: ${port} }`),
    error: /Property 'hosts' is missing/,
  },
  {
    name: 'a TLS mode in lower case does not compile',
    type: 'Gateway',
    value: gateway(`{ hosts: ["shop.example"], port: ${port}, tls: { mode: "simple" } }`),
    error: /"simple"' is not assignable/,
  },
  {
    name: 'an object of another version does not compile',
    type: 'Gateway',
    value: gateway('').replace('istio.io/v1"', 'istio.io/v1beta1"'),
    error: /v1beta1"' is not assignable/,
  },
  {
    name: 'an object without a name does not compile',
    type: 'Gateway',
    value: gateway('').replace('name: "web", ', ''),
    error: /Property 'name' is missing/,
  },
  {
    name: 'a status does not compile',
    type: 'Gateway',
    value: gateway('').replace('spec:', 'status: {}, spec:'),
    error: UNKNOWN_FIELD,
  },
];

const VIRTUAL_SERVICE: ValueCase[] = [
  {
    name: 'a route with a match of each form compiles',
    type: 'VirtualServiceSpec',
    value: route(`{ ${to}, match: [{ uri: { exact: "/" }, method: { regex: "GET|HEAD" }, headers: { "x-user": { prefix: "a" } } }] }`),
  },
  {
    name: 'a header that only has to be present compiles',
    type: 'VirtualServiceSpec',
    value: route(`{ ${to}, match: [{ headers: { "x-user": {} } }] }`),
  },
  {
    name: 'a match that is both exact and by prefix does not compile',
    type: 'VirtualServiceSpec',
    value: route(`{ ${to}, match: [{ uri: { exact: "/", prefix: "/" } }] }`),
    error: NOT_BOTH,
  },
  {
    name: 'a typo in the only field of a match does not compile',
    type: 'VirtualServiceSpec',
    value: route(`{ ${to}, match: [{ uri: { exactt: "/" } }] }`),
    error: UNKNOWN_FIELD,
  },
  {
    name: 'a typo beside a right field of a match does not compile',
    type: 'VirtualServiceSpec',
    value: route(`{ ${to}, match: [{ headers: { "x-user": { exact: "ann", ignoreCase: true } } }] }`),
    error: UNKNOWN_FIELD,
  },
  {
    name: 'a redirect with a port and other fields compiles',
    type: 'VirtualServiceSpec',
    value: route('{ redirect: { scheme: "https", port: 8443, redirectCode: 308 } }'),
  },
  {
    name: 'a redirect without either kind of port compiles',
    type: 'VirtualServiceSpec',
    value: route('{ redirect: { scheme: "https" } }'),
  },
  {
    name: 'a redirect with a port and a derived port does not compile',
    type: 'VirtualServiceSpec',
    value: route('{ redirect: { port: 8443, derivePort: "FROM_REQUEST_PORT" } }'),
    error: NOT_BOTH,
  },
  {
    name: 'a typo beside the port of a redirect does not compile',
    type: 'VirtualServiceSpec',
    value: route('{ redirect: { shceme: "https", port: 8443 } }'),
    error: UNKNOWN_FIELD,
  },
  {
    name: 'a fault with a percentage and one status compiles',
    type: 'VirtualServiceSpec',
    value: route(`{ ${to}, fault: { abort: { percentage: { value: 5 }, httpStatus: 503 } } }`),
  },
  {
    name: 'a typo deep beside the arm of a fault does not compile',
    type: 'VirtualServiceSpec',
    value: route(`{ ${to}, fault: { abort: { percentage: { valeu: 5 }, httpStatus: 503 } } }`),
    error: UNKNOWN_FIELD,
  },
  {
    name: 'a destination without a host does not compile',
    type: 'VirtualServiceSpec',
    value: route('{ route: [{ destination: { subset: "v1" } }] }'),
    error: /Property 'host' is missing/,
  },
  {
    name: 'a mirror percentage of null compiles, as it is nullable',
    type: 'HTTPRoute',
    value: '{ mirrorPercent: null }',
  },
  {
    name: 'a timeout of null does not compile, as it is not nullable',
    type: 'HTTPRoute',
    value: '{ timeout: null }',
    error: /'null' is not assignable/,
  },
];

const DESTINATION_RULE: ValueCase[] = [
  {
    name: 'a simple load balancer with warm-up compiles',
    type: 'DestinationRuleSpec',
    value: balancer('{ simple: "LEAST_REQUEST", warmup: { duration: "30s" } }'),
  },
  {
    name: 'a consistent hash compiles with one arm of each of its choices',
    type: 'DestinationRuleSpec',
    value: balancer('{ consistentHash: { httpHeaderName: "x-user", maglev: { tableSize: 65537 }, minimumRingSize: 1 } }'),
  },
  {
    name: 'a load balancer that is both simple and hashing does not compile',
    type: 'DestinationRuleSpec',
    value: balancer('{ simple: "RANDOM", consistentHash: { useSourceIp: true } }'),
    error: NOT_BOTH,
  },
  {
    name: 'two arms of the first of two choices do not compile',
    type: 'DestinationRuleSpec',
    value: balancer('{ consistentHash: { httpHeaderName: "x-user", useSourceIp: true, maglev: {} } }'),
    error: NOT_BOTH,
  },
  {
    name: 'two arms of the second of two choices do not compile',
    type: 'DestinationRuleSpec',
    value: balancer('{ consistentHash: { useSourceIp: true, ringHash: {}, maglev: {} } }'),
    error: NOT_BOTH,
  },
  {
    name: 'a typo beside two choices does not compile',
    type: 'DestinationRuleSpec',
    value: balancer('{ consistentHash: { useSourceIp: true, ringhash: {} } }'),
    error: UNKNOWN_FIELD,
  },
  {
    name: 'a typo inside an arm does not compile',
    type: 'DestinationRuleSpec',
    value: balancer('{ consistentHash: { httpCookie: { name: "user", tll: "0s" } } }'),
    error: UNKNOWN_FIELD,
  },
  {
    name: 'a rule without a host does not compile',
    type: 'DestinationRuleSpec',
    value: '{ trafficPolicy: {} }',
    error: /Property 'host' is missing/,
  },
  {
    name: "a subset takes the same policy as the rule",
    type: 'Subset["trafficPolicy"]',
    value: '{} as t.TrafficPolicy satisfies t.DestinationRuleSpec["trafficPolicy"]',
  },
  {
    name: 'what a reader asks a match for is a field of each of its arms',
    type: 'StringMatch["prefix"]',
    value: '({} as t.StringMatch).prefix',
  },
];

describe.each([
  ['Gateway', GATEWAY],
  ['VirtualService', VIRTUAL_SERVICE],
  ['DestinationRule', DESTINATION_RULE],
])('the types of a %s', (_, cases) => {
  const said = verdicts(cases, '../../imports/networking');

  it.each(cases.map((each, index) => ({ ...each, said: said[index] })))('$name', ({ error, said: complaint }) => {
    expect(complaint).toMatch(error ?? /^$/);
  });
});
