import { parseManifests } from '../../lib/collect/yaml';
import { KIND_NAMES } from '../../lib/model/kinds';
import { buildMesh } from '../../lib/model/mesh';
import { runRules } from '../../lib/rules/run';
import { EXAMPLES_NOW } from '../support';

/** What is found at warning or above, by code. */
function serious(yaml: string, complete: readonly string[] = []): readonly string[] {
  const objects = parseManifests({ path: 'quiet', text: yaml }).map((object, index) => ({ object, origin: { kind: 'construct', path: `${index}` } as const }));
  return runRules(buildMesh(objects, { complete, now: EXAMPLES_NOW })).filter(({ severity }) => severity !== 'info').map(({ code, what }) => `${code} ${what}`);
}

interface GatewaySpec {
  readonly name: string;
  readonly hosts: string;
  readonly namespace?: string;
  readonly label?: string;
  readonly bind?: string;
  readonly number?: number;
}

function gateway({ name, hosts, namespace = 'web', label = 'ingressgateway', bind, number = 80 }: GatewaySpec): string {
  const https = number === 443;
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { istio: ${label} }
  servers:
    - port: { number: ${number}, name: ${https ? 'https' : 'http'}, protocol: ${https ? 'HTTPS' : 'HTTP'} }
      hosts: ${hosts}
${bind === undefined ? '' : `      bind: ${bind}\n`}${https ? `      tls: { mode: SIMPLE, credentialName: ${name} }\n` : ''}`;
}

const ingress = (label = 'ingressgateway') => `
apiVersion: v1
kind: Service
metadata: { name: istio-${label}, namespace: istio-system }
spec:
  type: LoadBalancer
  selector: { istio: ${label} }
  ports:
    - { name: http2, port: 80, targetPort: 8080 }
    - { name: https, port: 443, targetPort: 8443 }
`;

describe('what Kiali warns of as more than one Gateway for a host and port, and is right, is not found', () => {
  test.each<[string, readonly string[]]>([
    ['a fallback for all hosts beside a host', [gateway({ name: 'all', hosts: '["*"]' }), gateway({ name: 'one', hosts: '[a.example.com]' })]],
    ['a wildcard and one of its hosts in two Gateways', [gateway({ name: 'wide', hosts: '["*.example.com"]' }), gateway({ name: 'one', hosts: '[a.example.com]' })]],
    ['a wildcard and one of its hosts in one server', [gateway({ name: 'wide', hosts: '["*.example.com", a.example.com]' })]],
    ['a wildcard and one of its hosts on TLS', [gateway({ name: 'wide', hosts: '["*.example.com"]', number: 443 }), gateway({ name: 'one', hosts: '[a.example.com]', number: 443 })]],
    ['a wildcard and a wildcard below it', [gateway({ name: 'wide', hosts: '["*.example.com"]' }), gateway({ name: 'below', hosts: '["*.dev.example.com"]' })]],
    ['one host at two addresses', [gateway({ name: 'one', hosts: '[a.example.com]', bind: '10.0.0.1' }), gateway({ name: 'two', hosts: '[a.example.com]', bind: '10.0.0.2' })]],
    ['one host on plain HTTP and on HTTPS', [gateway({ name: 'plain', hosts: '[a.example.com]' }), gateway({ name: 'tls', hosts: '[a.example.com]', number: 443 })]],
    ['one host on two gateway workloads', [gateway({ name: 'public', hosts: '[a.example.com]' }), gateway({ name: 'internal', hosts: '[a.example.com]', label: 'internal' }), ingress('internal')]],
    ['a domain and a name below it', [gateway({ name: 'one', hosts: '[example.com, api.example.com]' })]],
    ['names that differ in a dash', [gateway({ name: 'one', hosts: '[api.dev.example.com, api-dev.example.com]' })]],
    ['one host for two namespaces', [gateway({ name: 'one', hosts: '[a/shop.example.com, b/shop.example.com]' })]],
  ])('%s', (_, gateways) => {
    expect(serious([ingress(), ...gateways].join('---'))).toEqual([]);
  });

  test('one host twice on TLS is, all the same', () => {
    const found = serious([ingress(), gateway({ name: 'one', hosts: '[a.example.com]', number: 443 }), gateway({ name: 'two', hosts: '[a.example.com]', number: 443 })].join('---'));
    expect(found).toEqual([expect.stringMatching(/^MESH101 host "a\.example\.com" is taken twice on port 443/)]);
  });
});

test('an empty mesh has nothing wrong with it, also where everything is given', () => {
  expect([serious(''), serious('', KIND_NAMES)]).toEqual([[], []]);
});
