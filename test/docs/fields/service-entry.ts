import type { Chart } from 'cdk8s';
import { ExportTo, ExternalService } from '../../../lib';
import { ofKind } from './samples';

const api = { host: 'api.example.com', ports: { https: 443 } };

const given = (chart: Chart) => ({ chart });

type Given = ReturnType<typeof given>;

const samples: ReadonlyArray<(given: Given) => unknown> = [
  ({ chart }) => new ExternalService(chart, 'api', { host: 'api.example.com', ports: { https: 443 } }),
  ({ chart }) => new ExternalService(chart, 'api', { host: 'api.example.com', ports: { http: { number: 80, targetPort: 8080 } } }),
  ({ chart }) => new ExternalService(chart, 'api', { host: '*.example.com', ports: { https: 443 } }),
  ({ chart }) => new ExternalService(chart, 'api', { host: '*.example.com', ports: { http: 80 }, resolution: 'DYNAMIC_DNS' }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, resolution: 'DNS_ROUND_ROBIN' }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, endpoints: ['192.0.2.7'] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, endpoints: [{ address: '192.0.2.7', labels: { version: 'v1' } }] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, endpoints: [{ address: '192.0.2.7', ports: { https: 8443 } }] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, endpoints: [{ address: '192.0.2.7', locality: 'eu/a' }] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, endpoints: [{ address: '192.0.2.7', network: 'vm-network' }] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, endpoints: [{ address: '192.0.2.7', serviceAccount: 'api' }] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, endpoints: [{ address: '192.0.2.7', weight: 90 }, { address: '192.0.2.8', weight: 10 }] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, location: 'MESH_INTERNAL' }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, workloadSelector: { app: 'api' } }),
  ({ chart }) => new ExternalService(chart, 'db', { host: 'db.example.com', ports: { tcp: 5432 }, addresses: ['192.0.2.7'] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, subjectAltNames: ['api.example.com'] }),
  ({ chart }) => new ExternalService(chart, 'api', { ...api, exportTo: ExportTo.ownNamespace() }),
];

export const serviceEntryFields = ofKind({ kind: 'networking.istio.io/ServiceEntry', file: __filename, given, samples });
