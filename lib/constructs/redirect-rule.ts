import type { HTTPRedirect } from '../../imports/networking';
import type { RuleOptions } from './forward-options';
import { wireHeaders, type HeadersOptions } from './header-operations';
import type { Branch } from './branch';
import type { Match } from './match';
import { inPlaceOf } from './rewrite';
import { RouteRule } from './route-rule';

/** Where a redirect goes to. */
export interface RedirectOptions extends RuleOptions, Pick<HeadersOptions, 'responseHeaders'> {
  /**
   * Path to go to, in place of the whole path.
   *
   * @default - the path asked for
   */
  readonly path?: string;

  /**
   * Path to put in place of the one that was matched, what follows stays: of `Match.under('/old')`, `/new` leads `/old` to `/new` and `/old/x` to
   * `/new/x`. Not for an exact path or a regular expression, and not with `path`.
   *
   * @default - the path asked for
   */
  readonly prefixRewrite?: string;

  /**
   * Host to go to, with its port where it has one.
   *
   * @default - the host asked for
   */
  readonly authority?: string;

  /** Scheme to go by. @default - the scheme asked by */
  readonly scheme?: 'http' | 'https';

  /**
   * Port to go to; or `FROM_PROTOCOL_DEFAULT` for the usual one of the scheme, or `FROM_REQUEST_PORT` for the number of the Gateway's server.
   * Istio leaves out 443 of https and 80 of http, so these cannot be asked for by number.
   *
   * @default - the port asked for; with `authority`, the one that it has
   */
  readonly port?: number | 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';

  /** Status of the answer: 301 and 308 for good, the others for now; 307 and 308 keep the method. @default 301 */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/** @throws where nothing to redirect to is said, a port that Istio would leave out, or a path in two ways */
export function redirectRule(matches: readonly Match[], options: RedirectOptions): RouteRule {
  checkRedirect(options, matches.flatMap((match) => match._branches()));
  const { path, prefixRewrite, authority, scheme, port, status, responseHeaders, name } = options;
  const fixed = {
    ...(path !== undefined && { uri: path }), ...(authority !== undefined && { authority }), ...(scheme && { scheme }),
    ...(port !== undefined && (typeof port === 'number' ? { port } : { derivePort: port })), ...(status !== undefined && { redirectCode: status }),
  };
  const rest = { ...(name !== undefined && { name }), ...wireHeaders({ responseHeaders }) };
  const what = `redirect to ${Object.values({ ...(prefixRewrite !== undefined && { prefixRewrite }), ...fixed }).join(' ')}`;
  return new RouteRule(matches, { what }, ({ part }) => (
    { redirect: { ...fixed, ...(prefixRewrite !== undefined && pathInPlace(part, prefixRewrite)) } as HTTPRedirect, ...rest }
  ));
}

// Istio puts a prefix in place only where the path was matched by one.
function pathInPlace(part: Branch['part'], path: string): Pick<HTTPRedirect, 'uri' | 'prefixRewrite'> {
  return part === 'itself' ? { uri: path } : { prefixRewrite: inPlaceOf(part, path) };
}

function checkRedirect({ path, prefixRewrite, authority, scheme, port }: RedirectOptions, branches: readonly Branch[]): void {
  if ([path, prefixRewrite, authority, scheme, port].every((each) => each === undefined)) {
    throw new Error('a redirect to the very same place never ends; say at least one of path, authority, scheme and port');
  }
  if (port === (scheme === 'https' ? 443 : 80)) {
    throw new Error(`port ${port} is what ${scheme ?? 'http'} means, and Istio leaves it out of a redirect; leave port out`);
  }
  if (typeof port === 'number' && (!Number.isInteger(port) || port < 1 || port > 65535)) throw new Error(`port ${port} is no port; give a number from 1 to 65535`);
  if (path !== undefined && prefixRewrite !== undefined) throw new Error('a redirect has both path, in place of the whole path, and prefixRewrite, in place of what was matched; give one of them');
  for (const to of [path, prefixRewrite]) if (to?.startsWith('/') === false) throw new Error(`redirect to path "${to}" does not start with a slash; give "/${to}", and a host by authority`);
  if (prefixRewrite !== undefined && branches.some(({ rank, request }) => rank.exact || request.path.kind === 'regex')) {
    throw new Error('prefixRewrite puts a path in place of a prefix that was matched, and a match here is by an exact path or a regular expression; give path, or match by Match.under');
  }
}
