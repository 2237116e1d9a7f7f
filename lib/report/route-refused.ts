import type { Listener } from '../model/build/build';
import type { Refused, RefusedBecause } from '../router/outcome';
import { notTakenIn } from '../router/path';
import { parseRequest, type ParsedRequest } from '../router/request';
import type { Trace } from '../router/trace';
import { hostCovers, parseServerHost } from '../values/host';
import { nearestOf } from '../values/nearest';
import type { Locate } from '../values/origin';
import { allOf } from '../values/words';
import type { Asked } from './route-asked';
import { formatDialled } from './route-dialled';
import { placeOfServer } from './route-places';
import { stage, type Stage } from './route-stages';
import { firstOf, formatSource } from './route-words';

/** Why a request is refused, and which servers would have taken it. */
export function refusedDetails({ because, trace }: Refused, { request, builds, locate }: Asked): readonly Stage[] {
  const parsed = parseRequest(request);
  const reached = formatDialled(builds);
  if (trace.workload === undefined) {
    return stage('why', reached === '' ? 'no Gateway among the manifests serves anything' : `no server is reached by port ${parsed.port}, but by ${reached}`);
  }
  const isMissed = because === 'no-sni-match' || because === 'no-host';
  return [...stage('why', WHY[because](parsed, trace)), ...(isMissed ? leftOut(trace.listener, parsed, locate) : [])];
}

const WHY: Readonly<Record<RefusedBecause, (request: ParsedRequest, trace: Trace) => string | undefined>> = {
  'no-listener': () => undefined,
  'no-sni-match': ({ sni }) => (sni === undefined ? 'the TLS handshake asks for no name' : `no server takes ${sni}, for which the TLS handshake asks`),
  'client-certificate-required': () => 'the server asks clients for a certificate',
  'no-host': ({ hostname }, { chain }) => (chain?.kind === 'http' ? whyNoHost(hostname, [...chain.routeTable.byDomain.keys()]) : undefined),
  'no-route': () => undefined,
  'tls-expected': () => 'the server speaks TLS, and the request is plain text',
  'plaintext-expected': () => 'the server speaks plain HTTP, and the request is TLS',
  'bad-request': ({ target }) => whyNoTarget(target),
};

function whyNoTarget(target: string): string | undefined {
  const found = notTakenIn(target);
  if (found === undefined) return undefined;
  const escape = found === '%00' ? found : `%${found.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
  if (escape === '%00') return 'the path has a zero byte, which Envoy does not take however it is written';
  return `the path has a ${found === ' ' ? 'space' : 'control character'}, which Envoy does not take: write it as ${escape}`;
}

function whyNoHost(hostname: string, domains: readonly string[]): string {
  const near = nearestOf(hostname, domains);
  const others = domains.length === 0 ? 'none at all' : firstOf(near === undefined ? domains : [near, ...domains.filter((each) => each !== near)]);
  return `there is no host ${hostname} among ${others}`;
}

// Istio says so in its log only.
function leftOut(listener: Listener | undefined, { sni, hostname }: ParsedRequest, locate: Locate): readonly Stage[] {
  const name = sni ?? hostname;
  const lost = listener?.dropped.filter(({ server }) => server.server.hosts.some((host) => hostCovers(parseServerHost(host).name, name))) ?? [];
  return lost.flatMap(({ server, because, hosts, lostTo }) => {
    const winners = [...new Set(lostTo.map((each) => formatSource(placeOfServer(each), locate)))];
    const why = [`${because}${hosts.length === 0 ? '' : ` ${firstOf(hosts)}`}`, ...(winners.length === 0 ? [] : [`which ${allOf(winners)} has`])];
    return stage('left out', `${formatSource(placeOfServer(server), locate)}: ${why.join(', ')}`);
  });
}
