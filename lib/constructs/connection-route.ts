import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { RouteDestination } from '../../imports/networking';
import { attach } from '../synth/attach';
import { CallSite } from '../values/call-site';
import type { BoundTo } from './connection-match';
import { ConnectionRules, type WireConnectionMatch } from './connection-rules';
import { checkDestination, wireDestination, type RouteTarget } from './destination';
import type { ExportTo } from './export-to';
import { checkWeights } from './forward-rule';
import type { IGateway } from './gateway';
import { asArray, type OneOrMore } from './one-or-more';
import { createVirtualService, referrerOf } from './virtual-service';

/** On which gateways a route for connections is. */
export interface ConnectionRouteProps<Gateway extends IGateway> {
  /** The gateway or gateways that let the connections in. */
  readonly gateway: Gateway | readonly Gateway[];

  /**
   * Whether connections from within the mesh to these hosts take this route, too.
   *
   * @default false
   */
  readonly alsoInMesh?: boolean;

  /**
   * In which namespaces the route counts; for a gateway that of its pods decides.
   *
   * @default - that of the mesh's configuration: all, unless it says otherwise
   */
  readonly exportTo?: ExportTo;

  /**
   * Name, namespace, labels and annotations of the VirtualService.
   *
   * @default - the chart's namespace and its own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/** Which connections a rule takes, and to which port of the service they go. */
export interface ConnectionOptions<Match, PortName extends string = string> {
  /**
   * Which connections: any one of these.
   *
   * @default - all of the route's
   */
  readonly match?: Match | readonly Match[];

  /**
   * Port of the service, by name or number.
   *
   * @default - its only one; for TLS, its only one whose name says https or tls
   */
  readonly port?: NoInfer<PortName> | number;
}

/**
 * What a VirtualService says of connections: a route for TLS that is passed on, or for TCP.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export abstract class ConnectionRoute<Gateway extends IGateway, Match> extends Construct {
  /** The VirtualService. */
  public readonly virtualService: ApiObject;

  protected readonly hosts: readonly string[];
  protected readonly bound: BoundTo;
  private readonly rules = new ConnectionRules();

  /** @internal */
  constructor(scope: Construct, id: string, props: ConnectionRouteProps<Gateway>, hosts: OneOrMore<string>, section: 'tls' | 'tcp') {
    super(scope, id);
    const { alsoInMesh = false } = props;
    const created = createVirtualService(this, { ...props, host: hosts }, { takes: 'connection', wire: () => ({ [section]: this.rules.wire() }) });
    this.hosts = created.hosts;
    this.virtualService = created.virtualService;
    this.bound = { gateways: asArray<Gateway>(props.gateway), alsoInMesh, namespace: this.virtualService.metadata.namespace };
    attach(this, { problems: () => this.rules.problems() });
  }

  /**
   * Sends connections to a service.
   *
   * @param target where they go: a Service, or a subset of one
   * @param options which connections, and to which port
   * @returns this route, for a further rule
   * @throws where the service has no such port, or cannot be named from here, or the match is one that nothing looks at
   */
  public forward<PortName extends string>(target: RouteTarget<PortName>, options: ConnectionOptions<Match, PortName> = {}): this {
    return this.send([[target, 1]], options);
  }

  /**
   * Splits connections among several targets.
   *
   * @param targets each with its weight, a whole number: its share is that of the sum of all weights
   * @param options which connections, and to which port
   * @returns this route, for a further rule
   * @throws as `forward` does, and where the weights add up to nothing
   */
  public split<PortName extends string>(targets: ReadonlyArray<readonly [RouteTarget<PortName>, number]>, options: ConnectionOptions<Match, PortName> = {}): this {
    checkWeights(targets);
    return this.send(targets, options);
  }

  /** What a rule matches by; undefined is everything. */
  protected abstract wireMatch(match: Match | undefined): WireConnectionMatch;

  /** Port of a target where the user says none; undefined is its only one. */
  protected abstract usualPort(target: RouteTarget): number | undefined;

  private send(targets: ReadonlyArray<readonly [RouteTarget, number]>, { match, port }: ConnectionOptions<Match>): this {
    const from = referrerOf(this.virtualService);
    const destination = (target: RouteTarget) => wireDestination(target, port ?? this.usualPort(target), from);
    for (const [target] of targets) checkDestination(target, port ?? this.usualPort(target), from);
    const matches = match === undefined ? [undefined] : asArray<Match>(match);
    if (matches.length === 0) throw new Error('match is an empty list, which takes nothing; give at least one, or leave match out to take everything');
    const route = (): RouteDestination[] => targets.map(([target, weight]) => ({ destination: destination(target), ...(targets.length > 1 && { weight }) }));
    this.rules.add({ matches: matches.map((each) => this.wireMatch(each)), route, targets: targets.map(([target]) => target), site: new CallSite() });
    return this;
  }
}
