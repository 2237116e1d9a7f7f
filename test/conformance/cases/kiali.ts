import { join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import { withKiali } from '../../../examples/kiali/app';
import type { ConformanceCase, Expected } from '../case';
import { charts, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';

const ADDONS = join(__dirname, '../../../examples/kiali/cluster/addons.yaml');

function manifests(): readonly Manifest[] {
  const made = charts(withKiali(new App()));
  // The certificate is another every time, and the engine check presents one of its own.
  const objects = made.map((object) => (object.kind === 'Secret' ? { ...object, data: { 'tls.crt': '', 'tls.key': '' } } : object));
  return [...istioctlIngress(), tlsSecret('telemetry-tls', 'istio-system'), ...(Yaml.load(ADDONS) as Manifest[]), ...objects];
}

const to = (service: string, port: number): Expected => ({ kind: 'forwarded', listener: 8443, cluster: `outbound|${port}||${service}.istio-system.svc.cluster.local`, clusterDefined: true });
const redirectedTo = (location: string): Expected => ({ kind: 'redirected', status: 301, listener: 8080, location });

/** The example: four addons with two certificates, and a redirect from HTTP. */
export const kiali: ConformanceCase = {
  name: 'kiali',
  features: ['default ingress', 'TLS termination', 'two certificates', 'HTTPS redirect', 'DestinationRule with TLS disabled', 'one port of several'],
  gateway: ISTIOCTL_INGRESS,
  manifests,
  requests: [
    { url: 'https://kiali.example.com/kiali/console?x=1', expected: { ...to('kiali', 20001), path: '/kiali/console?x=1' } as Expected },
    { url: 'https://prometheus.telemetry.example.com/graph', expected: to('prometheus', 9090) },
    { url: 'https://grafana.telemetry.example.com/', expected: to('grafana', 3000) },
    { url: 'https://jaeger.telemetry.example.com/search', http2: true, expected: to('tracing', 80) },

    // One connection for the wildcard serves all of its hosts, and not Kiali.
    { url: 'https://grafana.telemetry.example.com/', http2: true, headers: { host: 'prometheus.telemetry.example.com' }, expected: to('prometheus', 9090) },
    { url: 'https://grafana.telemetry.example.com/', headers: { host: 'kiali.example.com' }, expected: { kind: 'refused', because: 'no-host', listener: 8443 } },
    { url: 'https://other.telemetry.example.com/', expected: { kind: 'refused', because: 'no-host', listener: 8443 } },
    { url: 'https://other.example.com/', expected: { kind: 'refused', because: 'connection', listener: 8443 } },

    { url: 'http://kiali.example.com/kiali?x=1', expected: redirectedTo('https://kiali.example.com/kiali?x=1') },
    { url: 'http://grafana.telemetry.example.com/', expected: redirectedTo('https://grafana.telemetry.example.com/') },
    { url: 'http://other.example.com/', expected: { kind: 'refused', because: 'no-host', listener: 8080 } },
  ],
};
