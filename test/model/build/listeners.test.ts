import type { Manifest } from '../../../lib/values/read';
import { buildOf, droppedOf, gateway, http, https, listenersOf, passthrough, pods, redirecting, server, service, to, virtualService } from './objects';

// What the real engine answered to each of these is in the research notes; the generated meshes of the conformance check ask it more.

const tcp = (hosts: string, number = 443) => server(hosts, { number, protocol: 'TCP' });
const tls = (...sniHosts: readonly string[]) => ({ tls: [{ match: [{ sniHosts }], route: to('x') }] });
const tcpRoute = (match?: object) => ({ tcp: [{ ...(match && { match: [match] }), route: to('x') }] });

describe('the listener of', () => {
  test.each<[string, readonly Manifest[], readonly string[]]>([
    ['a plain-HTTP server takes every connection', [gateway('a', server('a.com'))], ['0.0.0.0_8080 * http']],
    ['a number that no Service has is the number itself', [gateway('a', server('a.com', { number: 7070 }))], ['0.0.0.0_7070 * http']],
    ['a port and its targetPort is one', [gateway('a', server('a.com'), server('b.com', { number: 8080 }))], ['0.0.0.0_8080 * http']],
    ['servers that terminate TLS has a chain for each', [gateway('a', https('b.com a.com'), https('*', { name: 'other' }))], ['0.0.0.0_8443 a.com,b.com http TLS; * http TLS']],
    ['a plain-HTTP server after one with TLS takes both', [gateway('a@1', https('a.com')), gateway('b@2', server('a.com', { number: 443 }))], ['0.0.0.0_8443 a.com http TLS; * http']],
    ['the same with a star for a host is refused', [gateway('a@1', https('*')), gateway('b@2', server('*', { number: 443 }))], ['0.0.0.0_8443 refused: same-match']],
    ['TCP after TLS takes both', [gateway('a@1', https('a.com')), gateway('b@2', tcp('*')), virtualService('r', '*', 'b', tcpRoute())], ['0.0.0.0_8443 a.com http TLS; * tcp']],
    ['TCP without a route is absent', [gateway('a', tcp('*', 9000)), virtualService('r', '*', 'a', http('x'))], ['0.0.0.0_9000 absent: no-filter-chain']],
    ['TCP whose route is for another port is absent', [gateway('a', tcp('*', 9000)), virtualService('r', '*', 'a', tcpRoute({ port: 9001 }))], ['0.0.0.0_9000 absent: no-filter-chain']],
    ['passthrough has the SNI hosts of the routes, whatever the server\'s', [gateway('a', passthrough('*.a.com')), virtualService('r', '*.a.com', 'a', tls('x.a.com', 'y.a.com'))], ['0.0.0.0_8443 x.a.com,y.a.com passthrough']],
    ['passthrough without tls routes is absent', [gateway('a', passthrough('a.com')), virtualService('r', 'a.com', 'a', http('x'))], ['0.0.0.0_8443 absent: no-filter-chain']],
    ['one SNI that is terminated and passed on is refused', [gateway('a', https('a.com'), passthrough('*.com', { name: 'p' })), virtualService('r', 'a.com', 'a', tls('a.com'))], ['0.0.0.0_8443 refused: same-match']],
    ['ns/h beside h on TLS is refused', [gateway('a', https('web/a.com'), https('a.com', { name: 'other' }))], ['0.0.0.0_8443 refused: same-match']],
    ['A.com beside a.com on TLS is refused', [gateway('a', https('A.com'), https('a.com', { name: 'other' }))], ['0.0.0.0_8443 refused: same-match']],
    ['A.com and a.com in one server is refused', [gateway('a', https('A.com a.com'))], ['0.0.0.0_8443 refused: same-match']],
    ['no bind beside 0.0.0.0 is one, and refused', [gateway('a', server('a.com'), server('b.com', { bind: '0.0.0.0' }))], ['0.0.0.0_8080 refused: same-match']],
    ['two addresses is two', [gateway('a', server('a.com', { bind: '10.0.0.1' }), server('a.com', { bind: '10.0.0.2', name: 'o' }))], ['10.0.0.1_8080 * http', '10.0.0.2_8080 * http']],
    ['a wildcard such as *b.com for an SNI is refused', [gateway('a', passthrough('*.com')), virtualService('r', '*b.com', 'a', tls('*b.com'))], ['0.0.0.0_8443 refused: partial-wildcard']],
    ['AUTO_PASSTHROUGH stands for what is not worked out', [gateway('a', passthrough('*', { tls: { mode: 'AUTO_PASSTHROUGH' } }))], ['0.0.0.0_8443 * auto-passthrough']],
    ['a port below 1024 is absent for pods that may open none', [pods([{ name: 'ISTIO_META_UNPRIVILEGED_POD', value: 'true' }]), gateway('a', server('a.com', { number: 90 }))], ['0.0.0.0_90 absent: unprivileged-port']],
    ['HTTP in other letters and versions is one', [gateway('a', server('a.com', { protocol: 'http' }), server('b.com', { protocol: 'GRPC', name: 'o' }))], ['0.0.0.0_8080 * http']],
  ])('%s', (_, objects, expected) => expect(listenersOf(objects)).toEqual(expected));
});

describe('a server that is left out', () => {
  test.each<[string, readonly Manifest[], readonly string[]]>([
    ['has a host of an older one with TLS, and loses all of its hosts', [gateway('b@2', https('b.com a.com')), gateway('a@1', https('a.com'))], ['b duplicate-host a.com to a']],
    ['redirects a host that another redirects', [gateway('a@1', redirecting('a.com')), gateway('b@2', redirecting('a.com b.com'))], ['b duplicate-host a.com to a']],
    ['is TLS after plain HTTP', [gateway('a@1', server('a.com', { number: 443 })), gateway('b@2', https('b.com'))], ['b protocol-conflict to a']],
    ['is the second TCP server', [gateway('a@1', tcp('*')), gateway('b@2', tcp('b.com'))], ['b second-tcp-server to a']],
    ['repeats a port name of its Gateway', [gateway('a', https('a.com', { name: 'x' }), https('b.com', { name: 'x' }))], ['a port-name-taken to a']],
    ['has the later name where the ages are equal', [gateway('z@1', https('a.com')), gateway('a@1', https('a.com'))], ['z duplicate-host a.com to a']],
    ['has the later namespace where the names are equal, too', [gateway('z/a@1', https('a.com', { name: 'z' })), gateway('b/a@1', https('a.com'))], ['a duplicate-host a.com to a']],
    ['may be the other one where an age is not known', [gateway('a@1', https('a.com')), gateway('b', https('a.com'))], ['b duplicate-host a.com to a or the other way round']],
    ['loses to one that was left out itself, as that keeps its claim', [gateway('a@1', server('x.com')), gateway('b@2', https('a.com', { number: 80 })), gateway('c@3', redirecting('a.com'))],
      ['b protocol-conflict to a', 'c duplicate-host a.com to b']],
  ])('%s', (_, objects, expected) => expect(droppedOf(objects)).toEqual(expected));

  test.each<[string, readonly Manifest[]]>([
    ['with plain HTTP for one host', [gateway('a@1', server('a.com')), gateway('b@2', server('a.com'))]],
    ['with a wildcard beside a host of it on TLS', [gateway('a@1', https('*.a.com')), gateway('b@2', https('x.a.com'))]],
    ['with one host at two addresses', [gateway('a@1', https('a.com', { bind: '10.0.0.1' })), gateway('b@2', https('a.com', { bind: '10.0.0.2' }))]],
    ['with one host twice in one server', [gateway('a@1', https('a.com a.com'))]],
    ['with one host on two ports', [gateway('a@1', https('a.com')), gateway('b@2', https('a.com', { number: 8444 }))]],
  ])('is none %s', (_, objects) => expect(droppedOf(objects)).toEqual([]));
});

test.each<[string, readonly Manifest[], readonly string[]]>([
  ['TLS and then plaintext, which drops the first if it is the older', [gateway('a', https('a.com')), gateway('b', server('b.com', { number: 443 }))], ['a or b']],
  ['two TLS servers of one host', [gateway('a', https('a.com')), gateway('b@1', https('a.com'))], ['a or b']],
  ['no servers of known ages', [gateway('a@1', https('a.com')), gateway('b@2', server('b.com', { number: 443 }))], []],
  ['no plain-HTTP servers, which are merged', [gateway('a', server('a.com')), gateway('b', server('a.com'))], []],
  ['no servers of one Gateway, which has an order', [gateway('a', https('a.com'), https('a.com', { name: 'other' }))], []],
])('what is served hangs on the ages of %s', (_, objects, expected) => {
  const contests = buildOf(objects).listeners.flatMap((listener) => listener.contests);
  expect(contests.map(({ first, second }) => `${first.server.gateway.ref.name} or ${second.server.gateway.ref.name}`)).toEqual(expected);
});

test.each<[string, readonly Manifest[], boolean]>([
  ['hangs on the ages of the VirtualServices', [virtualService('r', '*', 'a', tcpRoute()), virtualService('s', '*', 'a', tcpRoute())], false],
  ['does not where these are known', [virtualService('r@1', '*', 'a', tcpRoute()), virtualService('s@2', '*', 'a', tcpRoute())], true],
  ['does not where one alone has a route for it', [virtualService('r', '*', 'a', tcpRoute()), virtualService('s', '*', 'a', http('x'))], true],
])('whose TCP route it is %s', (_, routes, certain) => {
  const [{ chains: [chain] }] = buildOf([gateway('a', tcp('*')), ...routes]).listeners;
  expect(chain.kind === 'tcp' && chain.certain).toBe(certain);
});

test('a tls match is left out as a whole where another has an SNI host of it, in the same text', () => {
  const routes = [virtualService('r@1', '*.com', 'a', tls('a.com')), virtualService('s@2', '*.com', 'a', tls('b.com', 'a.com')), virtualService('t@3', '*.com', 'a', tls('c.com'))];
  const [{ chains, droppedMatches }] = buildOf([gateway('a', passthrough('*')), ...routes]).listeners;
  expect(chains.map(({ serverNames }) => serverNames)).toEqual([['a.com'], ['c.com']]);
  expect(droppedMatches.map(({ virtualService: { ref }, hosts, lostTo, certain }) => [ref.name, hosts, lostTo.map((each) => each.virtualService.ref.name), certain])).toEqual([['s', ['a.com'], ['r'], true]]);
});

test('a Service that maps two ports to one leaves the second without a listener', () => {
  const objects = [service([{ name: 'http-a', port: 80, targetPort: 8080 }, { name: 'http-b', port: 81, targetPort: 8080 }]), gateway('a', server('a.com', { number: 81 }))];
  expect(listenersOf(objects)).toEqual(['0.0.0.0_81 * http']);
});
