import { run } from './running';

const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: web }
spec:
  hosts: [shop.example.com]
  gateways: [web]
  http: [{ route: [{ destination: { host: shop, port: { number: 80 } } }] }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
`;

async function codes(args: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { stdout } = await run(['check', 'app.yaml', '--format', 'json', ...args], { files: { 'app.yaml': ROUTE, ...files } });
  return (JSON.parse(stdout) as { findings: ReadonlyArray<{ code: string; severity: string }> }).findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
}

describe('a Service that is not there', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['is unknown without a word', [], []],
    ['is missing where all Services are given', ['--complete', 'Service'], ['MESH501']],
    ['is missing where all of its namespace are given', ['--complete', 'Service@web'], ['MESH501']],
    ['is unknown where all of another namespace are given', ['--complete', 'Service@shop'], []],
  ])('%s', async (_, args, found) => expect(await codes(args)).toEqual(found));
});

describe('the MeshConfig', () => {
  const PRIVATE = 'defaultVirtualServiceExportTo: ["."]\n';
  const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata:\n  mesh: |-\n    defaultVirtualServiceExportTo: ["."]\n';
  const PODS = 'apiVersion: v1\nkind: Service\nmetadata: { name: ingress, namespace: istio-system }\nspec: { selector: { istio: ingressgateway }, ports: [{ name: http2, port: 80, targetPort: 8080 }] }\n';

  test.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
    ['is Istio\'s default without a word', [], {}, []],
    ['is read from a file of its own', ['--mesh-config', 'mesh.yaml'], { 'mesh.yaml': PRIVATE }, ['MESH309']],
    ['is read from a file with its ConfigMap', ['--mesh-config', 'mesh.yaml'], { 'mesh.yaml': CONFIG_MAP }, ['MESH309']],
    ['is found among what exists', ['--existing', 'mesh.yaml'], { 'mesh.yaml': CONFIG_MAP }, ['MESH309']],
    ['is the file\'s where both are given', ['--existing', 'mesh.yaml', '--mesh-config', 'own.yaml'], { 'mesh.yaml': CONFIG_MAP, 'own.yaml': 'enableAutoMtls: true\n' }, []],
  ])('%s', async (_, args, files, found) => {
    expect(await codes(['--existing', 'pods.yaml', ...args], { 'pods.yaml': PODS, ...files })).toEqual(found);
  });
});
