import { readFileSync } from 'node:fs';
import { Addresses, type Place } from './addresses';
import { asApplied } from './as-applied';
import { envoyVersion, withEnvoy, type RunningEnvoy } from './envoy';
import { send, type HttpResponse } from './http';
import { sendHttp2 } from './http2';
import { placeOf } from './programs';
import { clustersIn, push, type Pushed } from './pushed';
import type { Answer, ClientRequest, Manifest, Question, Reply } from './question';
import { podAddress, podPort } from './service-ports';
import { DETAILS, NO_ROUTE, standIn, VIRTUAL_HOST } from './stand-in';
import { withTemporaryFolder } from './temporary-folder';
import { signed, withKeys } from './tokens';
import { AUTHORITY, CLUSTER, PATH, withUpstreams } from './upstreams';
import { withEndpointSlices } from './with-endpoint-slices';

/** What the real engine does with each request: istiod's own code configures a real Envoy, and Envoy is asked. */
export async function askEngine(question: Question): Promise<Reply> {
  return (await askAndShow(question)).reply;
}

/** The same, with what istiod pushed. */
export async function askAndShow(question: Question): Promise<{ readonly reply: Reply; readonly pushed: Pushed }> {
  const pushed = await push(asInCluster(question.manifests), question.gateway);
  return { pushed, reply: { engine: { istio: pushed.istio, istioApi: pushed.api, envoy: await envoyVersion() }, answers: await askPushed(pushed, question) } };
}

/** Manifests as a cluster would hold them, with what its controllers make of them. */
export function asInCluster(manifests: readonly Manifest[]): readonly Manifest[] {
  return withEndpointSlices(manifests.map(asApplied).map(withKeys));
}

/** What a real Envoy does with each request that is configured so. */
export function askPushed(pushed: Pushed, question: Question): Promise<readonly Answer[]> {
  const manifests = question.manifests.map(asApplied);
  const defined = new Set(pushed.clusters.map(({ name }) => name));
  return withTemporaryFolder((folder) => {
    const addresses = new Addresses(pushed.listeners);
    const config = standIn(pushed, addresses, folder);
    const way: Way = {
      podPortOf: (port) => podPort(manifests, question.gateway, port),
      placeAt: (port, address = podAddress(manifests, question.gateway)) => addresses.reached(address, port),
    };
    const clusters = clustersIn([config.listeners, Object.values(config.routeFiles)]);
    return withUpstreams(clusters, (upstreams) => withEnvoy(config, upstreams, folder, async (envoy) => {
      const given: Answer[] = [];
      for (const request of question.requests) given.push(await ask(request, way, envoy, defined));
      return given;
    }));
  });
}

/** From the client to the listener. */
interface Way {
  readonly podPortOf: (dialled: number) => number | undefined;
  readonly placeAt: (port: number, address?: string) => Place | undefined;
}

async function ask(request: ClientRequest, { podPortOf, placeAt }: Way, envoy: RunningEnvoy, defined: ReadonlySet<string>): Promise<Answer> {
  const { secure, authority, hostname, port, path } = parts(request.url);
  const listener = podPortOf(port);
  if (listener === undefined) return { kind: 'refused', because: 'no-service-port' };
  const place = placeAt(listener, request.address);
  if (place === undefined) return { kind: 'refused', because: 'no-listener', listener };
  const reason = envoy.refused.get(place.name);
  if (reason !== undefined) return { kind: 'rejected', listener, reason };
  const open = envoy.listening.get(place.name);
  if (open === undefined) return { kind: 'refused', because: 'no-listener', listener };
  const headers = { host: authority, ...(request.token && { authorization: `Bearer ${signed(request.token)}` }), ...request.headers };
  try {
    const to = { host: place.host, port: open, method: request.method ?? 'GET', path, headers, localAddress: request.sourceIp };
    const tls = secure ? tlsOptions(request, hostname) : undefined;
    const response = await (request.http2 ? sendHttp2({ ...to, tls }) : send(secure, { ...to, ...tls }));
    return answerOf(response, listener, defined);
  } catch (error) {
    return { kind: 'refused', because: whyNoAnswer(error as NodeJS.ErrnoException, request), listener };
  }
}

function tlsOptions({ sni, clientCertificate }: ClientRequest, hostname: string): object {
  const own = clientCertificate ? { key: readFileSync(placeOf('key')), cert: readFileSync(placeOf('certificate')) } : {};
  return { servername: sni ?? hostname, ...own };
}

// Not the URL parser's own host and path: it lower-cases the one and normalizes the other before Envoy could.
function parts(url: string): { secure: boolean; authority: string; hostname: string; port: number; path: string } {
  const [, scheme, authority, path = ''] = /^(https?):\/\/([^/?]+)(.*)$/s.exec(url) ?? [];
  if (authority === undefined) throw new Error(`"${url}" is not a URL that can be asked: expected http://HOST[:PORT]/PATH or https://...`);
  const { hostname, port } = new URL(url);
  const secure = scheme === 'https';
  return { secure, authority, hostname, port: Number(port || (secure ? 443 : 80)), path: path.startsWith('/') ? path : `/${path}` };
}

const BY_POLICY = /^(rbac|jwt_authn)_access_denied/;

function answerOf({ status, headers }: HttpResponse, listener: number, defined: ReadonlySet<string>): Answer {
  const said = (name: string): string | undefined => headers[name] as string | undefined;
  // A port without any route has this virtual host of istiod's making, for every authority.
  const virtualHost = said(VIRTUAL_HOST)?.startsWith('blackhole:') ? undefined : said(VIRTUAL_HOST);
  const heard = { listener, ...(virtualHost !== undefined && { virtualHost }) };
  const cluster = said(CLUSTER);
  if (cluster !== undefined) {
    return { kind: 'forwarded', ...heard, cluster, clusterDefined: defined.has(cluster), path: said(PATH) ?? '', authority: said(AUTHORITY) ?? '' };
  }
  const details = said(DETAILS);
  if (details !== undefined && BY_POLICY.test(details)) return { kind: 'denied', listener, status, details };
  if (status === 404 && virtualHost === undefined) return { kind: 'refused', because: 'no-host', listener };
  if (said(NO_ROUTE) !== undefined) return { kind: 'refused', because: 'no-route', ...heard };
  const { location } = headers;
  // A direct response of status 201 has one, too.
  return location === undefined || status < 300 ? { kind: 'answered', ...heard, status } : { kind: 'redirected', ...heard, status, location };
}

// The codes differ between versions of Node and OpenSSL; whether TLS was the matter does not.
function whyNoAnswer({ code = '', message }: NodeJS.ErrnoException, { url }: ClientRequest): 'connection' | 'tls' {
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'tls';
  // A TLS alert is no answer to plain HTTP.
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_') || code.startsWith('ERR_HTTP2_')) return 'connection';
  throw new Error(`no answer to ${url}: ${message}`);
}
