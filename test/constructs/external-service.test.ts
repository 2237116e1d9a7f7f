import { DestinationPolicy, ExportTo, ExternalService, HostRoute, HttpGateway, IngressGateway, Match, UpstreamTls, type ExternalServiceProps } from 'cdk8s-istio';
import { get } from 'cdk8s-istio/testing';
import { newChart, renderOne } from '../support';

function specOf(props: ExternalServiceProps) {
  const chart = newChart();
  new ExternalService(chart, 'external', props);
  return renderOne(chart, 'ServiceEntry').spec;
}

const ports = { https: 443 };
const HTTPS = [{ name: 'https', number: 443, protocol: 'HTTPS' }];

describe('an external service', () => {
  test.each<[string, ExternalServiceProps, object]>([
    ['is looked up in DNS', { host: 'API.example.com', ports }, { hosts: ['api.example.com'], ports: HTTPS, resolution: 'DNS', location: 'MESH_EXTERNAL' }],
    ['has protocols by the names of its ports, or as they are given', { host: 'a.com', ports: { 'http-web': 80, 'grpc-web': 81, 'api': { number: 443, protocol: 'TLS' }, 'http': { number: 8080, targetPort: 443 } } }, {
      hosts: ['a.com'], resolution: 'DNS', location: 'MESH_EXTERNAL',
      ports: [
        { name: 'http-web', number: 80, protocol: 'HTTP' }, { name: 'grpc-web', number: 81, protocol: 'GRPC-WEB' }, { name: 'api', number: 443, protocol: 'TLS' },
        { name: 'http', number: 8080, protocol: 'HTTP', targetPort: 443 },
      ],
    }],
    ['has a wildcard, and clients know the address', { host: '*.example.com', ports }, { hosts: ['*.example.com'], ports: HTTPS, resolution: 'NONE', location: 'MESH_EXTERNAL' }],
    ['is at addresses', { host: 'a.com', ports, endpoints: ['192.0.2.7', { address: '192.0.2.8', labels: { version: 'v2' } }] }, {
      hosts: ['a.com'], ports: HTTPS, resolution: 'STATIC', location: 'MESH_EXTERNAL', endpoints: [{ address: '192.0.2.7' }, { address: '192.0.2.8', labels: { version: 'v2' } }],
    }],
    ['is at other names', { host: 'a.com', ports, endpoints: ['eu.a.com'] }, { hosts: ['a.com'], ports: HTTPS, resolution: 'DNS', location: 'MESH_EXTERNAL', endpoints: [{ address: 'eu.a.com' }] }],
    ['is virtual machines of the mesh', { host: 'vm.internal', ports, workloadSelector: { app: 'vm' } }, {
      hosts: ['vm.internal'], ports: HTTPS, resolution: 'STATIC', location: 'MESH_INTERNAL', workloadSelector: { labels: { app: 'vm' } },
    }],
    ['says the rest of what Istio knows', {
      host: ['a.com', 'b.com'], ports, resolution: 'DNS_ROUND_ROBIN', location: 'MESH_INTERNAL', subjectAltNames: ['a.com'], exportTo: ExportTo.ownNamespace(),
    }, { hosts: ['a.com', 'b.com'], ports: HTTPS, resolution: 'DNS_ROUND_ROBIN', location: 'MESH_INTERNAL', subjectAltNames: ['a.com'], exportTo: ['.'] }],
    ['has addresses for TCP', { host: 'db.com', ports: { tcp: 5432 }, addresses: ['192.0.2.7'] }, {
      hosts: ['db.com'], ports: [{ name: 'tcp', number: 5432, protocol: 'TCP' }], resolution: 'DNS', location: 'MESH_EXTERNAL', addresses: ['192.0.2.7'],
    }],
  ])('%s', (_, props, expected) => {
    expect(specOf(props)).toEqual(expected);
  });

  test.each<[string, ExternalServiceProps, string]>([
    ['no host', { host: [], ports }, 'host is an empty list; give at least one host'],
    ['every host', { host: '*', ports }, 'host "*" means every host; give a name such as "api.example.com" or "*.example.com"'],
    ['one host twice', { host: ['a.com', 'A.com'], ports }, 'host "a.com" is given twice; give it once'],
    ['no ports', { host: 'a.com', ports: {} }, 'external service "a.com" is given no ports; name them: { ports: { https: 443 } }'],
    ['a port twice', { host: 'a.com', ports: { https: 443, tls: 443 } }, 'port 443 of external service "a.com" is given twice; give it once'],
    ['a port that is none', { host: 'a.com', ports: { https: 70000 } }, 'port "https" of external service "a.com" has number 70000; give a whole number from 1 to 65535'],
    ['a port of no protocol', { host: 'a.com', ports: { api: 443 } },
      'port "api" of external service "a.com" does not say what it speaks; name it so, such as "https-api", or give { number: 443, protocol: \'TLS\' }'],
    ['a port of no valid name', { host: 'a.com', ports: { 'https_1': 443 } }, 'port "https_1" of external service "a.com" has no valid name; give small letters, digits and dashes, such as "https"'],
    ['a wildcard in DNS', { host: '*.a.com', ports, resolution: 'DNS' }, 'host "*.a.com" is a wildcard, which DNS does not know; name the hosts, give endpoints, or leave resolution out'],
    ['endpoints that nobody looks at', { host: 'a.com', ports, resolution: 'NONE', endpoints: ['192.0.2.7'] },
      'resolution NONE keeps the address that the client has, so endpoints are without effect; leave one of them out'],
    ['endpoints in two ways', { host: 'a.com', ports, endpoints: ['192.0.2.7'], workloadSelector: { app: 'vm' } }, 'both endpoints and workloadSelector are given, and Istio takes one of them; keep one'],
  ])('is refused with %s', (_, props, message) => {
    expect(() => specOf(props)).toThrow(new Error(message));
  });
});

describe('requests go to an external service', () => {
  const site = () => {
    const chart = newChart();
    const gateway = new HttpGateway(chart, 'gw', { ingress: IngressGateway.istioctlDefault() });
    return { chart, route: new HostRoute(chart, 'site', { gateway, host: 'a.com' }) };
  };

  test('by its host, whatever the namespace, with the policy for it', () => {
    const { chart, route } = site();
    const external = new ExternalService(newChart({ app: chart.node.root as never, id: 'other', namespace: 'other' }), 'external', { host: 'api.example.com', ports: { http: 80, https: 443 } });
    route.forward(Match.any(), external, { port: 'https' });
    new DestinationPolicy(chart, 'policy', { service: external, upstreamTls: UpstreamTls.simple() });
    expect(renderOne(chart, 'DestinationRule')).toMatchObject({ metadata: { namespace: 'other' }, spec: { host: 'api.example.com', trafficPolicy: { tls: { mode: 'SIMPLE' } } } });
    expect(get(chart, 'http://a.com/')).toReach(external, { port: 'https' });
    expect(get(chart, 'http://a.com/').outcome).toMatchObject({ destinations: [{ host: 'api.example.com', port: 443, state: 'defined', tls: 'SIMPLE' }] });
  });

  test('of several hosts to the one that is named', () => {
    const { chart, route } = site();
    const external = new ExternalService(chart, 'external', { host: ['b.com', 'c.com'], ports: { http: 80 } });
    expect(() => route.forward(Match.any(), external)).toThrow(new Error('external service "web/external" has 2 hosts: b.com and c.com; say which with at(\'b.com\')'));
    expect(() => external.at('d.com')).toThrow(new Error('host "d.com" is not of external service "web/external": it has b.com and c.com; use one of these'));
    route.split(Match.any(), [[external.at('b.com'), 1], [external.at('C.com'), 1]]);
    expect(get(chart, 'http://a.com/')).toReach(external.at('c.com'), { weight: 50 });
  });

  test('and not to a port that it does not have', () => {
    const { chart, route } = site();
    const external = new ExternalService(chart, 'external', { host: 'b.com', ports: { http: 80 } });
    expect(() => route.forward(Match.any(), external, { port: 81 })).toThrow(new Error('port 81 is not on service "b.com": it has 80 (http); use one of these or add 81 to the service'));
  });
});
