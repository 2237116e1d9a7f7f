import { join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import { withPassthrough } from '../../../examples/passthrough/app';
import type { ConformanceCase, Expected } from '../case';
import { charts, ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import type { Manifest } from '../engine/question';

const SERVICES = join(__dirname, '../../../examples/passthrough/cluster/services.yaml');

const to = (service: string, port: number): Expected => ({ kind: 'forwarded', listener: 8443, cluster: `outbound|${port}||${service}.svc.cluster.local`, clusterDefined: true });
const noConnection: Expected = { kind: 'refused', because: 'connection', listener: 8443 };

/** The example: TLS that the gateway does not open, by server name. Connections to the vault are split, so which service one gets is chance. */
export const passthrough: ConformanceCase = {
  name: 'passthrough',
  features: ['default ingress', 'TLS passthrough', 'SNI', 'two names for one service', 'wildcard server name', 'weights'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [...istioctlIngress(), ...(Yaml.load(SERVICES) as Manifest[]), ...charts(withPassthrough(new App()))],
  requests: [
    { url: 'https://registry.example.com/v2/', expected: to('registry.platform', 8443) },
    { url: 'https://images.example.com/v2/', expected: to('registry.platform', 8443) },
    { url: 'https://a.tenants.example.com/', expected: to('tenants.platform', 8443) },
    { url: 'https://b.a.tenants.example.com/', expected: to('tenants.platform', 8443) },
    { url: 'https://10.0.0.1/', sni: 'registry.example.com', headers: { host: 'vault.example.com' }, expected: to('registry.platform', 8443) },
    { url: 'https://tenants.example.com/', expected: noConnection },
    { url: 'https://example.com/', expected: noConnection },
    { url: 'http://registry.example.com:443/', expected: noConnection },
    { url: 'http://registry.example.com/', expected: { kind: 'refused', because: 'no-listener', listener: 8080 } },
  ],
};
