import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { BaseRoute } from './base-route';
import type { DelegateTarget } from './delegate-ref';
import { delegateRule, type DelegateOptions } from './delegate-rule';
import type { Match } from './match';
import { asArray } from './one-or-more';
import type { RouteRule } from './route-rule';
import { boundTo, createVirtualService, referrerOf, type HostRouteProps } from './virtual-service';

/**
 * The rules of a host, or several, on a gateway: a VirtualService.
 *
 * The order of the calls does not matter: the rules are ranked as Gateway API ranks them, an exact path first, then the longest
 * prefix, then a method, the number of headers, the number of query parameters; and then by the number of other conditions. Two rules that could
 * take one request and that this cannot rank are an error at synth; `inOrder` then says which comes first.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class HostRoute extends BaseRoute {
  /** The VirtualService. */
  public readonly virtualService: ApiObject;

  /** @throws where a host is none, or not served by a gateway that states its hosts; where a gateway cannot be named from here */
  constructor(scope: Construct, id: string, props: HostRouteProps) {
    super(scope, id, boundTo(props));
    this.virtualService = createVirtualService(this, props, { takes: 'request', wire: (namespace) => ({ http: this.rules.wire(namespace) }) }).virtualService;
  }

  /**
   * Hands requests to rules in another place, of another team, say. Those of them that no rule there takes go on to the next rule here.
   *
   * @param match which requests: any one of these. Rules of the delegate with a path must match within it, and within no regular expression
   * @param to a `DelegateRoute`, or a `DelegateRef` to one of another team
   * @param options what holds for those rules of the delegate that do not say it themselves
   * @returns the rule, for `inOrder`
   * @throws where the delegate cannot be named from here, and for options that Istio would not take
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
   */
  public delegate(match: Match | readonly Match[], to: DelegateTarget, options: DelegateOptions = {}): RouteRule {
    return this.rules.add(delegateRule(asArray(match), to, options, referrerOf(this.virtualService)));
  }
}
