import { resolveListener, serviceTargets, shadowedBy } from '../../lib/values/port-resolution';
import { readService, type Service } from '../../lib/values/service';

const service = (ports: object[], metadata: object = {}): Service => readService({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'ingress', ...metadata }, spec: { selector: { istio: 'x' }, ports },
});
const listenerOf = (number: number, services: Service[], containers?: { name: string; number: number; protocol: string }[]) => (
  resolveListener(serviceTargets(services, containers), number).listener
);

describe('the listener that a server number opens', () => {
  const usual = service([{ name: 'http2', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8443 }]);

  test('is the targetPort of the Service port with that number', () => {
    expect(listenerOf(80, [usual])).toBe(8080);
  });

  test('is the number itself where no Service port has it, a targetPort among them', () => {
    expect([listenerOf(8080, [usual]), listenerOf(7070, [usual])]).toEqual([8080, 7070]);
  });

  test('is the number itself for the second of two ports with one targetPort and protocol', () => {
    const twice = service([{ name: 'http-a', port: 80, targetPort: 8080 }, { name: 'http-b', port: 81, targetPort: 8080 }]);
    expect(listenerOf(81, [twice])).toBe(81);
    expect(shadowedBy(twice.ports[1], twice)).toBe(twice.ports[0]);
  });

  test('keeps two ports with one targetPort where their protocols differ', () => {
    const mixed = service([{ name: 'http2', port: 80, targetPort: 8080 }, { name: 'https', port: 81, targetPort: 8080 }]);
    expect(listenerOf(81, [mixed])).toBe(8080);
    expect(shadowedBy(mixed.ports[1], mixed)).toBeUndefined();
  });

  test('of a UDP port that stands first is that port\'s targetPort', () => {
    const udpFirst = service([{ name: 'udp', port: 443, targetPort: 9443, protocol: 'UDP' }, { name: 'https', port: 443, targetPort: 8443 }]);
    expect(listenerOf(443, [udpFirst])).toBe(9443);
  });

  test('is that of the Service whose host comes first where two are of one age', () => {
    const twins = ['web', 'web-a'].map((name, index) => service([{ port: 80, targetPort: 8080 + index }], { name, namespace: 'infra', creationTimestamp: '2020-01-01T00:00:00Z' }));
    expect(listenerOf(80, twins)).toBe(8081);
  });

  test('ignores a Service that asks not to be translated', () => {
    const untranslated = service([{ port: 80, targetPort: 8080 }], { labels: { 'experimental.istio.io/disable-gateway-port-translation': '' } });
    expect(listenerOf(80, [untranslated])).toBe(80);
  });

  test('takes an absent targetPort for the port itself, as the API server does', () => {
    expect(listenerOf(80, [service([{ port: 80 }])])).toBe(80);
  });
});

describe('a named targetPort', () => {
  const named = service([{ name: 'http', port: 80, targetPort: 'web' }]);

  test('is looked up among the containers', () => {
    expect(listenerOf(80, [named], [{ name: 'web', number: 8080, protocol: 'TCP' }])).toBe(8080);
  });

  test('that no container declares leaves the number itself', () => {
    expect(listenerOf(80, [named], [])).toBe(80);
  });

  test('stays open where the containers are not known', () => {
    expect(listenerOf(80, [named])).toBeUndefined();
  });
});

describe('of several Services with one port', () => {
  const to = (targetPort: number, created?: string) => service([{ port: 80, targetPort }], { name: `to-${targetPort}`, ...(created && { creationTimestamp: created }) });

  test('the oldest counts', () => {
    expect(listenerOf(80, [to(8080, '2026-02-01T00:00:00Z'), to(9090, '2026-01-01T00:00:00Z')])).toBe(9090);
  });

  test('none counts for sure where their ages are not known', () => {
    expect(listenerOf(80, [to(8080), to(9090)])).toBeUndefined();
  });

  test('their ages do not matter where they agree', () => {
    expect(listenerOf(80, [to(8080), to(8080)])).toBe(8080);
  });
});
