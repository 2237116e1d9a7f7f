import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { attach } from '../synth/attach';
import type { RouteTarget } from './destination';
import type { Match } from './match';
import { asArray } from './one-or-more';
import { checkWeights, forwardRule, redirectRule, type ForwardOptions, type RedirectOptions, type RouteRule } from './route-rule';
import { RouteRules } from './route-rules';
import { createVirtualService, referrerOf, type HostRouteProps } from './virtual-service';

/**
 * The rules of a host, or several, on a gateway: a VirtualService.
 *
 * The order of the calls does not matter: the rules are ranked as Gateway API ranks them, an exact path first, then the longest
 * prefix, then a method, the number of headers, the number of query parameters. Two rules that could take one request and that
 * this cannot rank are an error at synth; `inOrder` then says which comes first.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class HostRoute extends Construct {
  /** The VirtualService. */
  public readonly virtualService: ApiObject;

  private readonly rules = new RouteRules();

  /** @throws where a host is none, or not served by a gateway that states its hosts; where a gateway cannot be named from here */
  constructor(scope: Construct, id: string, props: HostRouteProps) {
    super(scope, id);
    this.virtualService = createVirtualService(this, props, this.rules);
    attach(this, { problems: () => this.rules.problems() });
  }

  /**
   * Sends requests to a service.
   *
   * @param match which requests: any one of these
   * @throws where the service has no such port, or cannot be named from here; for a Service of the app, whose ports may still
   * change, the synth says so
   */
  public forward<PortName extends string>(match: Match | readonly Match[], target: RouteTarget<PortName>, options: ForwardOptions<PortName> = {}): RouteRule {
    return this.rules.add(forwardRule(asArray(match), [[target, 1]], options, referrerOf(this.virtualService)));
  }

  /**
   * Splits requests among several targets.
   *
   * @param targets each with its weight, a whole number: its share is that of the sum of all weights
   * @throws as `forward` does, and where the weights add up to nothing
   */
  public split<PortName extends string>(
    match: Match | readonly Match[], targets: ReadonlyArray<readonly [RouteTarget<PortName>, number]>, options: ForwardOptions<PortName> = {},
  ): RouteRule {
    checkWeights(targets);
    return this.rules.add(forwardRule(asArray(match), targets, options, referrerOf(this.virtualService)));
  }

  /**
   * Answers requests with a redirect.
   *
   * @throws where nothing to redirect to is said, or a port that Istio would leave out
   */
  public redirect(match: Match | readonly Match[], options: RedirectOptions): RouteRule {
    return this.rules.add(redirectRule(asArray(match), options));
  }

  /**
   * Says in which order rules of this route are tried, where precedence alone does not tell.
   *
   * @throws where one of them is of another route
   */
  public inOrder(rules: readonly RouteRule[]): void {
    this.rules.putInOrder(rules);
  }
}
