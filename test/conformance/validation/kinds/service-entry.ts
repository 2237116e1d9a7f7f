import type { Manifest } from '../../engine/question';
import { NAMESPACE, type KindOfCases } from '../kind';

const TLS = { number: 443, name: 'tls', protocol: 'TLS' };
const TCP = { number: 5432, name: 'tcp', protocol: 'TCP' };
const HTTP = { number: 80, name: 'http', protocol: 'HTTP' };

const HOSTS = [
  'api.example.com', '*', '*.example.com', '*-api.example.com', '*api.example.com', '*.com', 'api', 'API.example.com', 'api.*.com', '', '.', 'a.', 'api.example.com.', 'api..com', '-a.com', 'a_b.com',
  'api.example.com:80', 'https://api.example.com', 'web/api.example.com', '1.2.3.4', '::1', 'api.123', `${'a'.repeat(64)}.com`, `${'a.'.repeat(128)}a`,
];
const ADDRESSES = ['192.0.2.7', '2001:db8::7', '192.0.2.0/24', '2001:db8::/32', '192.0.2.0/33', '192.0.2.0/024', '192.0.2.0/', '/24', '192.0.2.0/24/8', '192.0.2', 'api.example.com', '', 'fe80::1%eth0', 'fe80::1%eth0/64', '::ffff:192.0.2.7', '0192.0.2.7', 'unix:///a'];
const ENDPOINTS = ['192.0.2.7', '2001:db8::7', 'api.example.com', 'api', 'a_b', '*.example.com', '', 'unix:///var/run/api.sock', 'unix://@api', 'unix://@api/', 'unix://api', 'unix://', 'unix:///a/', '192.0.2.0/24', '192.0.2.7:80', 'fe80::1%eth0', 'api.123'];
const LABELS = [{}, { app: 'api' }, { app: '' }, { 'app.kubernetes.io/name': 'api' }, { 'a*': 'api' }, { app: 'a*' }, { '': 'api' }, { 'a b': 'c' }, { app: 'a b' }, { '/app': 'x' }, { 'a/b/c': 'x' }, { app: 'x'.repeat(64) }, { ['x'.repeat(64)]: 'x' }, { app: '-x' }];

/** Everything that Istio's validation looks at in a ServiceEntry. */
export const serviceEntry: KindOfCases = {
  kind: 'ServiceEntry',
  bases: {
    none: of({ hosts: ['api.example.com'], ports: [TLS], resolution: 'NONE', location: 'MESH_EXTERNAL' }),
    dns: of({ hosts: ['api.example.com'], ports: [HTTP, TLS], resolution: 'DNS' }),
    looked: of({ hosts: ['*.example.com'], ports: [HTTP], resolution: 'DNS', endpoints: [{ address: 'api.example.com', ports: { http: 8080 }, labels: { version: 'v1' } }, { address: '192.0.2.7' }] }),
    single: of({ hosts: ['api.example.com'], ports: [TCP], resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'db.example.com' }] }),
    fixed: of({ hosts: ['api.example.com'], addresses: ['192.0.2.0/24'], ports: [TCP, HTTP], resolution: 'STATIC', location: 'MESH_INTERNAL', endpoints: [{ address: '192.0.2.7', ports: { tcp: 15432 }, labels: { version: 'v1' }, locality: 'a/b/c', weight: 1 }] }),
    socket: of({ hosts: ['api.example.com'], ports: [HTTP], resolution: 'STATIC', endpoints: [{ address: 'unix:///var/run/api.sock' }] }),
    selected: of({ hosts: ['api.example.com', 'img.example.com'], addresses: ['192.0.2.7'], ports: [TLS], resolution: 'STATIC', workloadSelector: { labels: { app: 'api' } } }),
    several: of({ hosts: ['api.example.com', 'img.example.com'], ports: [TLS, HTTP], resolution: 'DNS', exportTo: ['.', 'shop'] }),
    dynamic: of({ hosts: ['*.example.com'], ports: [HTTP, TLS], resolution: 'DYNAMIC_DNS' }),
    opted: of({ hosts: ['api.example.com'], ports: [TCP], resolution: 'NONE', addresses: ['192.0.2.7'] }),
  },
  values: {
    'spec.hosts': [[], null, 'api.example.com', [1], ...HOSTS.map((host) => [host]), ['api.example.com', 'img.example.com'], ['*.example.com', 'api.example.com'], ['a.com', 'a.com']],
    'spec.addresses': [[], null, '192.0.2.7', ...ADDRESSES.map((address) => [address]), ['192.0.2.7', '192.0.2.8']],
    'spec.resolution': [null, 'dns', '', 'NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'],
    'spec.location': [null, 'EXTERNAL', 'MESH_EXTERNAL', 'MESH_INTERNAL'],
    'spec.workloadSelector': [{}, null, { matchLabels: { app: 'api' } }, ...LABELS.map((labels) => ({ labels }))],
    'spec.ports': [[], null, {}, [TCP], [HTTP], [TLS], [HTTP, HTTP], [TCP, TLS], [{ number: 80, name: 'a' }], [{ number: 80, name: 'a' }, { number: 80, name: 'b' }]],
    'spec.ports.*.number': [0, 1, -1, '443', null, 443, 65535, 65536],
    'spec.ports.*.protocol': ['', null, 1, 'TCP', 'tcp', 'HTTP', 'HTTP2', 'GRPC', 'GRPC-Web', 'HTTPS', 'TLS', 'UDP', 'Mongo', 'MySQL', 'REDIS', 'HTTP_PROXY', 'SSL', 'HBONE'],
    'spec.endpoints': [[], null, {}, [{}], [{ network: 'other' }], [{ address: '' }], [{ address: '', network: '' }], [{ address: '192.0.2.7' }, { address: '192.0.2.8' }], [{ address: 'unix:///a', ports: { http: 80 } }], [{ address: 'unix:///a', ports: {} }]],
    'spec.endpoints.*.address': ENDPOINTS,
    'spec.endpoints.*.network': ['', 'other'],
    'spec.endpoints.*.ports': [{}, null, { http: '80' }, { http: 8080 }, { tcp: 1 }, { other: 1 }, { a_b: 1 }, { http: 0 }, { tcp: 65536 }, { '': 1 }],
  },
  anywhere: {
    'spec.exportTo': [
      [], ['*'], ['.'], ['~'], ['web'], ['*', 'web'], ['*', '.'], ['.', '.'], ['~', 'web'], ['~', '.'], ['~', '~'], ['*', '*'], ['*', '~'], ['.', NAMESPACE], [NAMESPACE, '.'], [NAMESPACE, NAMESPACE], ['a_b'], [''], ['a.b'], ['web', 'shop'], ['web', 'web'], ['**'],
    ],
    'spec.subjectAltNames': [[], ['x']],
    'spec.workloadSelector.labels': LABELS,
    'spec.ports.*': [{}],
    'spec.ports.*.name': ['', 'a', 'http', 'a_b', '-a', 'A', '443', 'a.b', 'x'.repeat(63), 'x'.repeat(64)],
    'spec.ports.*.targetPort': [0, 1, 65535, 65536],
    'spec.endpoints.*.labels': LABELS,
    'spec.endpoints.*.weight': [0, 1],
    'spec.endpoints.*.locality': ['', 'a', 'a/b/c/d'],
    'spec.endpoints.*.serviceAccount': ['', 'x'],
  },
};

function of(spec: object): Manifest {
  return { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'api', namespace: NAMESPACE }, spec };
}
