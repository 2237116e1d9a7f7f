import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { attach } from '../synth/attach';
import { blueGreenRules, canaryRules, type BlueGreenOptions, type CanaryOptions } from './canary';
import type { RouteTarget } from './destination';
import type { ForwardOptions } from './forward-options';
import { checkWeights, forwardRule, type Share } from './forward-rule';
import type { Match } from './match';
import { asArray } from './one-or-more';
import { redirectRule, type RedirectOptions } from './redirect-rule';
import { respondRule, type RespondOptions } from './respond-rule';
import type { RouteRule } from './route-rule';
import { RouteRules, type Bound } from './route-rules';
import { referrerOf } from './virtual-service';

/** Rules for HTTP requests: those of a host, or those that a path of a host is handed to. */
export abstract class BaseRoute extends Construct {
  /** The VirtualService. */
  public abstract readonly virtualService: ApiObject;

  protected readonly rules: RouteRules;

  constructor(scope: Construct, id: string, bound?: Bound) {
    super(scope, id);
    this.rules = new RouteRules(bound);
    attach(this, { problems: () => this.rules.problems() });
  }

  /**
   * Sends requests to a service.
   *
   * @param match which requests: any one of these
   * @param target where they go: a Service, or a subset of one
   * @param options port of the service, and what becomes of the requests on the way
   * @returns the rule, for `inOrder`
   * @throws where the service has no such port, or cannot be named from here; for a Service of the app, whose ports may still
   * change, the synth says so; and for options that Istio would not take
   */
  public forward<PortName extends string>(match: Match | readonly Match[], target: RouteTarget<PortName>, options: ForwardOptions<PortName> = {}): RouteRule {
    return this.rules.add(forwardRule(asArray(match), [[target, 1]], options, referrerOf(this.virtualService)));
  }

  /**
   * Splits requests among several targets.
   *
   * @param match which requests: any one of these
   * @param targets each with its weight, a whole number, its share being that of the sum of all weights; and what is said of its requests alone
   * @param options port of the services, and what becomes of the requests on the way
   * @returns the rule, for `inOrder`
   * @throws as `forward` does, and where the weights add up to nothing
   * @see https://istio.io/latest/docs/tasks/traffic-management/traffic-shifting/
   */
  public split<PortName extends string>(
    match: Match | readonly Match[], targets: ReadonlyArray<Share<PortName>>, options: ForwardOptions<PortName> = {},
  ): RouteRule {
    checkWeights(targets);
    return this.rules.add(forwardRule(asArray(match), targets, options, referrerOf(this.virtualService)));
  }

  /**
   * Tries a version out: sends it a share of the requests, those that ask for it by a header, or both. All others go to the stable one.
   *
   * @param match which requests: any one of these
   * @param options the two versions, who goes to the canary, and what becomes of the requests on the way
   * @returns the rules, for `inOrder`: that by header first, where there is one
   * @throws where the canary gets nothing, and as `forward` does
   */
  public canary<PortName extends string>(match: Match | readonly Match[], options: CanaryOptions<PortName>): readonly RouteRule[] {
    return canaryRules(asArray(match), options, referrerOf(this.virtualService)).map((rule) => this.rules.add(rule));
  }

  /**
   * Sends requests to one of two versions, the live one, and those that ask for it by a header to the other.
   *
   * @param match which requests: any one of these
   * @param options the two versions, which of them is live, and what becomes of the requests on the way
   * @returns the rules, for `inOrder`: that by header first, where there is one
   * @throws as `forward` does
   */
  public blueGreen<PortName extends string>(match: Match | readonly Match[], options: BlueGreenOptions<PortName>): readonly RouteRule[] {
    return blueGreenRules(asArray(match), options, referrerOf(this.virtualService)).map((rule) => this.rules.add(rule));
  }

  /**
   * Answers requests with a redirect.
   *
   * @param match which requests: any one of these
   * @param options where clients are sent, and by which status
   * @returns the rule, for `inOrder`
   * @throws where nothing to redirect to is said, a port that Istio would leave out, or a path in two ways
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
   */
  public redirect(match: Match | readonly Match[], options: RedirectOptions): RouteRule {
    return this.rules.add(redirectRule(asArray(match), options));
  }

  /**
   * Answers requests without a service.
   *
   * @param match which requests: any one of these
   * @param options status and body of the answer
   * @returns the rule, for `inOrder`
   * @throws for a status that Envoy does not answer with, and a body above a megabyte
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse
   */
  public respond(match: Match | readonly Match[], options: RespondOptions): RouteRule {
    return this.rules.add(respondRule(asArray(match), options));
  }

  /**
   * Says in which order rules of this route are tried, where precedence alone does not tell.
   *
   * @param rules rules of this route, the one to try first in front
   * @throws where one of them is of another route
   */
  public inOrder(rules: readonly RouteRule[]): void {
    this.rules.putInOrder(rules);
  }
}
