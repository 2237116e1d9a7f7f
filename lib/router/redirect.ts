import type { Route } from '../model/build/build';
import { asNumber, asRecord, asText, type Manifest } from '../values/read';
import type { Target } from './path';
import { hostnameOf, USUAL_PORTS, type ParsedRequest } from './request';
import { withPrefixReplaced } from './rewrite';

const MOVED_PERMANENTLY = 301;

export interface Location {
  readonly status: number;
  readonly location: string;
}

/** Where a redirect of a route leads. */
export function redirection(route: Route, request: ParsedRequest, target: Target): Location {
  const redirect = asRecord(route.rule.manifest.redirect);
  const current = request.secure ? 'https' : 'http';
  const scheme = asText(redirect.scheme) || current;
  const port = portOf(redirect, route);
  const authority = asText(redirect.authority) || authorityFor(request, { scheme, current, port });
  return {
    status: asNumber(redirect.redirectCode) || MOVED_PERMANENTLY,
    location: `${scheme}://${authority}${port === undefined ? '' : `:${port}`}${pathOf(redirect, route, target)}`,
  };
}

/** The redirect of a server's `httpsRedirect`: to the same authority, with the port that the client wrote. */
export function httpsRedirection({ authority }: ParsedRequest, { path, query }: Target): Location {
  return { status: MOVED_PERMANENTLY, location: `https://${authority}${path}${query}` };
}

// Istio leaves out the port that the scheme has by itself; Envoy then keeps the client's. Without a scheme it goes by whether the server has `tls`, of whatever kind.
function portOf({ port, derivePort, scheme: asked }: Manifest, { server }: Route): number | undefined {
  const scheme = asText(asked) || (server.server.hasTls ? 'https' : 'http');
  const given = asNumber(port) ?? (derivePort === 'FROM_REQUEST_PORT' ? server.server.port.number : undefined);
  return given === undefined || given === 0 || given === USUAL_PORTS[scheme] ? undefined : given;
}

// The client's port goes where the redirect gives another, and with a change of scheme where it is the usual one.
function authorityFor({ authority }: ParsedRequest, { scheme, current, port }: { readonly scheme: string; readonly current: string; readonly port?: number }): string {
  const name = authority.slice(0, hostnameOf(authority).length);
  const isUsual = scheme !== current && authority.slice(name.length) === `:${USUAL_PORTS[current]}`;
  return port !== undefined || isUsual ? name : authority;
}

function pathOf({ uri, prefixRewrite }: Manifest, route: Route, { path, query }: Target): string {
  const [whole, prefix] = [asText(uri), asText(prefixRewrite)];
  if (prefix) return `${withPrefixReplaced(route, path, prefix)}${query}`;
  if (!whole) return `${path}${query}`;
  return whole.includes('?') ? whole : `${whole}${query}`;
}
