import { App } from 'cdk8s';
import { withEgress } from '../../../examples/egress/app';
import type { ConformanceCase, Expected } from '../case';
import { charts, ISTIOCTL_EGRESS, istioctlEgress } from '../cluster';
import type { Manifest } from '../engine/question';

function manifests(): readonly Manifest[] {
  const app = new App();
  withEgress(app);
  return [...istioctlEgress(), ...charts(app)];
}

const to = (host: string, port: number, listener: number): Expected => ({ kind: 'forwarded', listener, cluster: `outbound|${port}||${host}`, clusterDefined: true });
const noConnection: Expected = { kind: 'refused', because: 'connection', listener: 8443 };
const clientCertificate = true;

/** The example, asked as the proxies of pods ask the egress gateway. What TCP carries to the database is HTTP here, which the gateway does not look at. */
export const egress: ConformanceCase = {
  name: 'egress',
  features: ['egress gateway', 'mutual TLS of the mesh', 'HTTP', 'TLS passthrough', 'TCP by server name', 'ServiceEntry'],
  gateway: ISTIOCTL_EGRESS,
  manifests,
  requests: [
    { url: 'https://api.payments.example:80/v1/charges', clientCertificate, expected: { ...to('api.payments.example', 443, 8080), path: '/v1/charges' } as Expected },
    { url: 'https://api.payments.example:80/', expected: { kind: 'refused', because: 'tls', listener: 8080 } },
    { url: 'https://api.payments.example:80/', clientCertificate, headers: { host: 'example.com' }, expected: { kind: 'refused', because: 'no-host', listener: 8080 } },
    { url: 'http://api.payments.example/', expected: { kind: 'refused', because: 'connection', listener: 8080 } },
    { url: 'https://maps.example/v1', expected: to('maps.example', 443, 8443) },
    { url: 'https://tiles.maps.example/v1', expected: to('tiles.maps.example', 443, 8443) },
    { url: 'https://ledger.example/', clientCertificate, expected: to('ledger.example', 5432, 8443) },
    { url: 'https://ledger.example/', expected: { kind: 'refused', because: 'tls', listener: 8443 } },
    { url: 'https://api.payments.example/', clientCertificate, expected: noConnection },
    { url: 'https://example.com/', clientCertificate, expected: noConnection },
  ],
};
