import type { HTTPRedirect, HTTPRoute, HTTPRouteDestination } from '../../imports/networking';
import { CallSite } from '../values/call-site';
import { formatRequestMatch } from '../values/request-match';
import { formatTarget, isFixed, targetHost, wireDestination, type Referrer, type RouteTarget } from './destination';
import type { Branch, Match } from './match';
import type { Rewrite } from './rewrite';

/** What a rule does, apart from what it matches. */
export type Action = Pick<HTTPRoute, 'route' | 'redirect' | 'rewrite'>;

export interface ForwardOptions<PortName extends string = string> {
  /**
   * Port of the service, by name or number.
   *
   * @default - its only one
   */
  readonly port?: NoInfer<PortName> | number;

  /**
   * What becomes of the path.
   *
   * @default - it stays as it is
   */
  readonly rewrite?: Rewrite;
}

export interface RedirectOptions {
  /**
   * Path to go to, in place of the whole path.
   *
   * @default - the path asked for
   */
  readonly path?: string;

  /**
   * Host to go to, with its port where it has one.
   *
   * @default - the host asked for
   */
  readonly authority?: string;

  /** @default - the scheme asked by */
  readonly scheme?: 'http' | 'https';

  /**
   * Port to go to. Istio leaves out 443 of https and 80 of http, so these cannot be asked for.
   *
   * @default - the port asked for; with `authority`, the one that it has
   */
  readonly port?: number;

  /** @default 301 */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/** A rule of a host: which requests it takes and what becomes of them. `HostRoute` makes them. */
export class RouteRule {
  /** @internal */
  public readonly _site = new CallSite();

  private branches?: readonly Branch[];

  /** @internal */
  constructor(
    private readonly matches: readonly Match[],
    private readonly what: string,
    private readonly produce: (branch: Branch) => Action,
  ) {
    if (matches.length === 0) throw new Error('a rule without a match takes nothing; give at least one, or Match.any()');
  }

  /** @internal */
  public _branches(): readonly Branch[] {
    this.branches ??= this.matches.flatMap((match) => match._branches());
    return this.branches;
  }

  /** @internal */
  public _action(branch: Branch): Action {
    return this.produce(branch);
  }

  /** What can be wrong only when everything has been said. @internal */
  public _problems(): readonly string[] {
    try {
      this._branches().forEach((branch) => this.produce(branch));
      return [];
    } catch (error) {
      return [`${(error as Error).message}\n      by  ${this.toString()} at ${this._site}`];
    }
  }

  public toString(): string {
    return `${[...new Set(this._branches().map(({ request }) => formatRequestMatch(request)))].join(', ')} → ${this.what}`;
  }
}

/** @throws where a target cannot be named from there, or has no such port and never will */
export function forwardRule(matches: readonly Match[], targets: ReadonlyArray<readonly [RouteTarget, number]>, options: ForwardOptions, from: Referrer): RouteRule {
  const { port, rewrite } = options;
  if (rewrite?._onlyBySegment && !matches.every((match) => match._bySegment)) {
    throw new Error('stripPrefix() is right only for Match.under: of Match.prefix("/a") it would send "//x" for "/a/x"; match by Match.under');
  }
  for (const [target] of targets) {
    if (isFixed(target)) wireDestination(target, port, from);
    else targetHost(target, from);
  }
  const route = (): HTTPRouteDestination[] => targets.map(([target, weight]) => ({
    destination: wireDestination(target, port, from),
    ...(targets.length > 1 && { weight }),
  }));
  const what = targets.map(([target, weight]) => `${formatTarget(target)}${targets.length > 1 ? ` ${weight}` : ''}`).join(', ');
  return new RouteRule(matches, what, (branch) => ({ route: route(), ...(rewrite && { rewrite: rewrite._wire(branch) }) }));
}

/** @throws for weights that Istio would not take */
export function checkWeights(targets: ReadonlyArray<readonly [RouteTarget, number]>): void {
  const bad = targets.find(([, weight]) => !Number.isInteger(weight) || weight < 0);
  if (bad !== undefined) throw new Error(`weight ${bad[1]} of ${formatTarget(bad[0])} is no weight; give a whole number from 0 on`);
  const sum = targets.reduce((total, [, weight]) => total + weight, 0);
  if (sum === 0) throw new Error('the weights of a split add up to 0, so nothing would be sent; give at least one target a weight above 0');
}

/** @throws where nothing to redirect to is said, or a port that Istio would leave out */
export function redirectRule(matches: readonly Match[], { path, authority, scheme, port, status }: RedirectOptions): RouteRule {
  if (path === undefined && authority === undefined && scheme === undefined && port === undefined) {
    throw new Error('a redirect to the very same place never ends; say at least one of path, authority, scheme and port');
  }
  if (port === (scheme === 'https' ? 443 : 80)) {
    throw new Error(`port ${port} is what ${scheme ?? 'http'} means, and Istio leaves it out of a redirect; leave port out`);
  }
  const redirect = {
    ...(path !== undefined && { uri: path }), ...(authority !== undefined && { authority }), ...(scheme && { scheme }),
    ...(port !== undefined && { port }), ...(status !== undefined && { redirectCode: status }),
  } as HTTPRedirect;
  return new RouteRule(matches, `redirect to ${Object.values(redirect).join(' ')}`, () => ({ redirect }));
}
