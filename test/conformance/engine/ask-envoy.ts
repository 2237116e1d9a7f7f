import { readFileSync } from 'node:fs';
import { asApplied } from './as-applied';
import { envoyVersion, withEnvoy, type RunningEnvoy } from './envoy';
import { send, type HttpResponse } from './http';
import { placeOf } from './programs';
import { clustersIn, push, type Pushed } from './pushed';
import type { Answer, ClientRequest, Question, Reply } from './question';
import { podPort } from './service-ports';
import { DETAILS, NO_ROUTE, standIn, VIRTUAL_HOST } from './stand-in';
import { withTemporaryFolder } from './temporary-folder';
import { signed, withKeys } from './tokens';
import { AUTHORITY, CLUSTER, PATH, withUpstreams } from './upstreams';

/** What the real engine does with each request: istiod's own code configures a real Envoy, and Envoy is asked. */
export async function askEngine(question: Question): Promise<Reply> {
  return (await askAndShow(question)).reply;
}

/** The same, with what istiod pushed. */
export async function askAndShow(question: Question): Promise<{ readonly reply: Reply; readonly pushed: Pushed }> {
  const manifests = question.manifests.map(asApplied).map(withKeys);
  const pushed = await push(manifests, question.gateway);
  const defined = new Set(pushed.clusters.map(({ name }) => name));
  const answers = await withTemporaryFolder((folder) => {
    const config = standIn(pushed, folder);
    const clusters = clustersIn([config.listeners, Object.values(config.routeFiles)]);
    return withUpstreams(clusters, (upstreams) => withEnvoy(config, upstreams, folder, async (envoy) => {
      const given: Answer[] = [];
      for (const request of question.requests) given.push(await ask(request, (port) => podPort(manifests, question.gateway, port), envoy, defined));
      return given;
    }));
  });
  return { pushed, reply: { engine: { istio: pushed.istio, istioApi: pushed.api, envoy: await envoyVersion() }, answers } };
}

async function ask(request: ClientRequest, podPortOf: (dialled: number) => number | undefined, envoy: RunningEnvoy, defined: ReadonlySet<string>): Promise<Answer> {
  const { secure, authority, hostname, port, path } = parts(request.url);
  const listener = podPortOf(port);
  if (listener === undefined) return { kind: 'refused', because: 'no-service-port' };
  const reason = envoy.refused.get(String(listener));
  if (reason !== undefined) return { kind: 'rejected', listener, reason };
  const open = envoy.listening.get(String(listener));
  if (open === undefined) return { kind: 'refused', because: 'no-listener', listener };
  const headers = { host: authority, ...(request.token && { authorization: `Bearer ${signed(request.token)}` }), ...request.headers };
  try {
    const response = await send(secure, { port: open, method: request.method ?? 'GET', path, headers, localAddress: request.sourceIp, ...(secure && tlsOptions(request, hostname)) });
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
  return location === undefined ? { kind: 'answered', ...heard, status } : { kind: 'redirected', ...heard, status, location };
}

// The codes differ between versions of Node and OpenSSL; whether TLS was the matter does not.
function whyNoAnswer({ code = '', message }: NodeJS.ErrnoException, { url }: ClientRequest): 'connection' | 'tls' {
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'tls';
  // A TLS alert is no answer to plain HTTP.
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_')) return 'connection';
  throw new Error(`no answer to ${url}: ${message}`);
}
