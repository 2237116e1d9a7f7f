import { parseManifests } from '../../lib/collect/yaml';
import { credentialNames, credentialsOf, Secrets } from '../../lib/model/credentials';
import { buildMesh, type Mesh } from '../../lib/model/mesh';
import { documents, gatewayPods, tlsGateway } from '../../lib/rules/example-manifests';
import { certificateSecret } from '../../lib/rules/tls/example-certificates';

function mesh(...manifests: readonly string[]): Mesh {
  return buildMesh(parseManifests({ path: 'test', text: documents(...manifests) }).map((object) => ({ object, origin: { kind: 'known', path: 'x' } as const })));
}

const names = (tls: string) => credentialNames(mesh(tlsGateway(tls)).gateways[0].servers[0]);

test.each<[string, string, readonly object[]]>([
  ['a name', '{ mode: SIMPLE, credentialName: a }', [{ name: 'a', written: 'a', field: ['spec', 'servers', 0, 'tls', 'credentialName'] }]],
  ['several', '{ mode: MUTUAL, credentialNames: [a, b] }', [{ name: 'a', written: 'a', field: ['spec', 'servers', 0, 'tls', 'credentialNames', 0] }, { name: 'b', written: 'b', field: ['spec', 'servers', 0, 'tls', 'credentialNames', 1] }]],
  ['a namespace and a name', '{ mode: SIMPLE, credentialName: "kubernetes://a/b" }', [{ namespace: 'a', name: 'b', written: 'kubernetes://a/b', field: ['spec', 'servers', 0, 'tls', 'credentialName'] }]],
  ['what the Gateway API may use', '{ mode: SIMPLE, credentialName: "kubernetes-gateway://a/b" }', []],
  ['nothing that is used', '{ mode: PASSTHROUGH, credentialName: a }', []],
])('a server names %s', (_, tls, expected) => {
  expect(names(tls)).toEqual(expected);
});

test('a Secret is looked for where the pods are, and counts as made later where an object that makes it is there, too', () => {
  const maker = '\nkind: Certificate\napiVersion: cert-manager.io/v1\nmetadata: { name: x, namespace: istio-system }\nspec: { secretName: shop }\n';
  const { servers, secrets } = mesh(tlsGateway('{ mode: SIMPLE, credentialName: shop }'), gatewayPods(), certificateSecret({ namespace: 'web' }), certificateSecret(), maker);
  const [credential] = credentialsOf(servers);
  expect(new Secrets(secrets).of(credential)).toMatchObject({ ref: { namespace: 'istio-system' }, madeLater: true });
});

test('a Secret of pods that are not known is the only one of its name', () => {
  const gateway = tlsGateway('{ mode: SIMPLE, credentialName: shop }');
  const found = (...secrets: readonly string[]) => {
    const made = mesh(gateway, ...secrets);
    return new Secrets(made.secrets).of([...credentialsOf(made.servers)][0])?.ref.namespace;
  };
  expect(found(certificateSecret())).toBe('istio-system');
  expect(found(certificateSecret(), certificateSecret({ namespace: 'web' }))).toBeUndefined();
});
