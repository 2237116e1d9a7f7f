import { gatewayReferences, hostReferences, matchGatewayReferences } from '../../lib/model/reference';
import { meshOf } from './meshes';

const { virtualServices: [route] } = meshOf(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: web }
spec:
  hosts: [shop, 5, Shop.example.com]
  gateways: [mesh, ./public, old.edge.svc.cluster.local]
  http: [{ match: [{}, { gateways: [public] }] }]
  tcp: [{ match: [{ gateways: [7, edge/public] }] }]
`);

test('names stand with where they are written and what they mean', () => {
  expect(hostReferences(route)).toEqual([
    { written: 'shop', name: 'shop.web.svc.cluster.local', field: ['spec', 'hosts', 0] }, { written: 'Shop.example.com', name: 'shop.example.com', field: ['spec', 'hosts', 2] },
  ]);
  expect(gatewayReferences(route)).toEqual([
    { written: 'mesh', name: 'mesh', field: ['spec', 'gateways', 0] }, { written: './public', name: 'web/public', field: ['spec', 'gateways', 1] },
    { written: 'old.edge.svc.cluster.local', name: 'edge/old', field: ['spec', 'gateways', 2] },
  ]);
  expect(matchGatewayReferences(route)).toMatchObject([
    { name: 'web/public', field: ['spec', 'http', 0, 'match', 1, 'gateways', 0] }, { name: 'edge/public', field: ['spec', 'tcp', 0, 'match', 0, 'gateways', 1] },
  ]);
});
