import { GatewayRef, HostRoute, Match, ServiceRef } from 'cdk8s-istio';
import { newChart, synthErrors } from '../support';

const gateway = GatewayRef.named('web', 'gw');
const [a, b] = ['a', 'b'].map((name) => ServiceRef.named('web', name, { ports: { http: 80 } }));

/** What a synth says of two routes of one host that know nothing of each other. */
function errorsOf(first: Match, second: Match): string {
  const chart = newChart();
  new HostRoute(chart, 'one', { gateway, host: 'a.com' }).forward(first, a);
  new HostRoute(chart, 'two', { gateway, host: 'a.com' }).forward(second, b);
  return synthErrors(chart);
}

describe('two routes of one host side by side', () => {
  test.each<[string, Match, Match]>([
    ['paths', Match.under('/a'), Match.under('/b')],
    ['schemes', Match.any().scheme('http'), Match.any().scheme('https')],
    ['hosts', Match.any().authority('a.com'), Match.any().authority('a.com:8080')],
    ['a header that must be and must not', Match.any().header('x'), Match.any().withoutHeader('x')],
  ])('are fine where no request can take both: %s', (_, first, second) => expect(errorsOf(first, second)).toBe(''));

  test.each<[string, Match, Match]>([
    ['one path', Match.under('/a'), Match.under('/a/b')],
    ['one path, and another scheme', Match.under('/a'), Match.under('/a').scheme('https')],
    ['a scheme and a host', Match.any().scheme('https'), Match.any().authority('a.com')],
    ['headers that must not be', Match.any().withoutHeader('x'), Match.any().withoutHeader('y')],
  ])('are an error that names both where one could: %s', (_, first, second) => {
    const message = errorsOf(first, second);
    expect(message).toContain('could take one request');
    expect(message).toContain('(MESH401)');
    expect(message).toContain('give route: ... to one of them');
  });
});
