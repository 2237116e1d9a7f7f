import type { Duration } from 'cdk8s';
import type { Cors } from './cors';
import type { Fault } from './fault';
import type { HeadersOptions } from './header-operations';
import type { Mirror } from './mirror';
import type { Retries } from './retries';
import type { Rewrite } from './rewrite';

/** What every rule can say. */
export interface RuleOptions {
  /**
   * Name of the rule, for access logs.
   *
   * @default - none
   */
  readonly name?: string;
}

/** What rules can say of requests that are sent on, wherever to. */
export interface SendOptions extends RuleOptions, HeadersOptions {
  /**
   * What becomes of the path and the host.
   *
   * @default - they stay as they are
   */
  readonly rewrite?: Rewrite;

  /**
   * How long a request may last, all tries together, in whole milliseconds.
   *
   * @default - for ever
   * @see https://istio.io/latest/docs/tasks/traffic-management/request-timeouts/
   */
  readonly timeout?: Duration;

  /**
   * How often a request that failed is tried again.
   *
   * @default - two more times, where no service has got it, by Istio
   */
  readonly retries?: Retries;

  /**
   * What goes wrong on purpose.
   *
   * @default - nothing
   */
  readonly fault?: Fault;

  /**
   * Who gets copies of the requests, whose answers nobody sees.
   *
   * @default - nobody
   */
  readonly mirror?: Mirror | readonly Mirror[];

  /**
   * Which scripts of other origins browsers let read the answers.
   *
   * @default - as the service says
   */
  readonly cors?: Cors;
}

/** What can be said of requests that are sent to a service. */
export interface ForwardOptions<PortName extends string = string> extends SendOptions {
  /**
   * Port of the service, by name or number.
   *
   * @default - its only one
   */
  readonly port?: NoInfer<PortName> | number;
}

/** What can be said of one of several targets. */
export interface ShareOptions<PortName extends string = string> extends HeadersOptions {
  /**
   * Port of this service, by name or number.
   *
   * @default - that of the rule, else the service's only one
   */
  readonly port?: NoInfer<PortName> | number;

  /**
   * The host that this service sees, in place of the one that the client asked for. Not beside a rewrite of the rule that says it.
   *
   * @default - the one that the client asked for
   */
  readonly authority?: string;
}
