import { isIpAddress } from '../values/dns-name';
import { tokenOf } from './authorization/token';

/** A request as a client sends it. */
export interface Request {
  /** What is called: `http://host:port/path?query` or `https://...`; the port is the one that the client dials. `tls://host:port` and `tcp://host:port` are connections without HTTP. */
  readonly url: string;
  /** In capitals. @default 'GET' */
  readonly method?: string;
  /** Headers by name, in any case. A `host` is sent instead of the URL's. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
  /** The name that the TLS handshake asks for. @default - the host of the URL */
  readonly sni?: string;
  /** Whether the client shows a certificate that the server trusts. @default false */
  readonly clientCertificate?: boolean;
  /** IP address of the gateway's pods that the connection comes to, as in `bind` of a server. @default - the pods' own */
  readonly address?: string;
  /**
   * Claims of a JSON web token, such as `{ iss: 'https://accounts.example.com', sub: 'jason' }`, which its issuer has signed and which has not
   * expired. The client sends it as bearer token in `Authorization`.
   *
   * @default - none
   */
  readonly token?: Readonly<Record<string, unknown>>;
  /**
   * The address from which the client's connection comes to the gateway's pods, such as `203.0.113.7`.
   *
   * @default - not known: an outcome that hangs on it is `unknown` and says that it needs it
   */
  readonly sourceIp?: string;
}

/** A request with its parts. */
export interface ParsedRequest {
  readonly protocol: 'http' | 'tcp';
  readonly secure: boolean;
  /** Port that the client dials. */
  readonly port: number;
  /** As the gateway gets it, with its port where it has one. */
  readonly authority: string;
  /** The authority without its port, in small letters. */
  readonly hostname: string;
  readonly sni?: string;
  readonly method: string;
  /** With its query, as the client sends it. */
  readonly target: string;
  /** By name, in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly clientCertificate: boolean;
  readonly address?: string;
  /** The token, in `authorization`, whose signature holds. */
  readonly signedToken?: string;
  readonly sourceIp?: string;
}

const URL_PARTS = /^(https?|tcp|tls):\/\/([^/?#]+)(.*)$/s;
/** The port of each scheme that has one by itself. */
export const USUAL_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * The parts of a request.
 *
 * @throws where the URL is none that a request can be sent to, the source IP is no address, or a token is given twice
 */
export function parseRequest({ url, method = 'GET', headers = {}, sni, clientCertificate = false, address, token, sourceIp }: Request): ParsedRequest {
  const [, scheme = '', host = '', rest = ''] = URL_PARTS.exec(url) ?? [];
  const [, , written] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  const port = written === undefined ? USUAL_PORTS[scheme] : Number(written);
  if (host === '' || host.startsWith(':') || port === undefined || port < 1 || port > 65535) throw new Error(whyNoUrl(url, scheme));
  const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const signedToken = token && tokenOf(token);
  if (signedToken !== undefined) addToken(given, signedToken);
  if (sourceIp !== undefined && !isIpAddress(sourceIp)) throw new Error(`"${sourceIp}" is no IP address: give one such as 203.0.113.7`);
  const authority = given.get('host') ?? host;
  const secure = scheme === 'https' || scheme === 'tls';
  return {
    protocol: scheme === 'tcp' || scheme === 'tls' ? 'tcp' : 'http', secure, port, authority, hostname: hostnameOf(authority),
    sni: secure ? sni ?? sniOf(hostnameOf(host)) : undefined, method, target: rest.startsWith('/') ? rest : `/${rest}`, headers: given, clientCertificate,
    address, signedToken, sourceIp,
  };
}

function addToken(headers: Map<string, string>, token: string): void {
  if (headers.has('authorization')) throw new Error('a token is sent in the header "authorization", which is given, too: leave one of them out');
  headers.set('authorization', `Bearer ${token}`);
}

/** An authority without its port, in small letters. */
export function hostnameOf(authority: string): string {
  const lowered = authority.toLowerCase();
  const end = lowered.startsWith('[') ? lowered.indexOf(']') + 1 : lowered.lastIndexOf(':');
  return end > 0 && /^:\d*$/.test(lowered.slice(lowered.startsWith('[') ? end : end)) ? lowered.slice(0, end) : lowered;
}

// Clients send no SNI for an address.
function sniOf(hostname: string): string | undefined {
  return /^[\d.]+$|^\[/.test(hostname) ? undefined : hostname;
}

function whyNoUrl(url: string, scheme: string): string {
  if (scheme === 'tcp' || scheme === 'tls') return `"${url}" has no port from 1 to 65535: give one, as in ${scheme}://db.example.com:5432`;
  return `"${url}" is not a URL that a request can be sent to: give http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH`;
}
