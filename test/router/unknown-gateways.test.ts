import { Router } from '../../lib/router/router';
import { meshOf } from '../model/meshes';

const object = (kind: string, metadata: string, spec: string) => `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: { ${metadata} }\nspec: ${spec}\n---\n`;
const gateway = (metadata: string) => object('Gateway', metadata, '{ selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com] }] }');
const routes = (metadata: string) => object('VirtualService', metadata, '{ hosts: [b.com], gateways: [front], http: [{ directResponse: { status: 200 } }] }');

const ask = (yaml: string, complete: readonly string[] = []) => new Router(meshOf(gateway('name: other, namespace: web') + yaml, { complete })).route({ url: 'http://b.com/' });

describe('a host on a Gateway that was not given', () => {
  const missing = (name: string) => ({ kind: 'unknown', needs: `Gateway ${name}, which a VirtualService for the host is on` });
  const refused = { kind: 'refused', because: 'no-host' };

  test.each<[string, string, readonly string[], object]>([
    ['is unknown', routes('name: site, namespace: web'), [], missing('web/front')],
    ['is refused where all Gateways are given', routes('name: site, namespace: web'), ['Gateway'], refused],
    ['is refused where those of its namespace are', routes('name: site, namespace: web'), ['Gateway@web'], refused],
    ['is unknown where those of another are', routes('name: site, namespace: web'), ['Gateway@edge'], missing('web/front')],
    ['is unknown where the VirtualService may go to any namespace', routes('name: site'), [], missing('front')],
    ['is so where one has its name in some namespace, also where all are given', gateway('name: front, namespace: edge') + routes('name: site'), ['Gateway'], missing('front')],
    ['is refused where all are given and none has its name', routes('name: site'), ['Gateway'], refused],
    ['is unknown where a Gateway of its name may go to any namespace', gateway('name: front') + routes('name: site, namespace: web'), ['Gateway'], missing('web/front')],
  ])('%s', (_, yaml, complete, expected) => expect(ask(yaml, complete)).toMatchObject(expected));
});
