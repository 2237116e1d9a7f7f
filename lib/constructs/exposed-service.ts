import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { attach } from '../synth/attach';
import type { BaseRoute } from './base-route';
import type { DeploymentLike, ServiceLike } from './like';
import { Match } from './match';
import { asArray } from './one-or-more';
import type { ForwardOptions } from './forward-options';
import { forwardRule } from './forward-rule';
import { RouteRules } from './route-rules';
import { sayUpstreamTls } from './service-tls';
import type { UpstreamTls } from './upstream-tls';
import { boundTo, createVirtualService, referrerOf, type HostRouteProps } from './virtual-service';

/** What is exposed, and of which requests. */
export interface ExposedServiceOptions<PortName extends string = string> extends ForwardOptions<PortName> {
  /** The service that requests go to. */
  readonly service: ServiceLike<PortName>;

  /**
   * Which requests: any one of these.
   *
   * @default - all of the host's
   */
  readonly match?: Match | readonly Match[];

  /**
   * TLS to the service, for everyone who calls it: renders a DestinationRule, one for all that say the same of the service; where it
   * has a `DestinationPolicy` it goes into that.
   *
   * @default - Istio decides by whether the pods have a proxy
   */
  readonly upstreamTls?: UpstreamTls;
}

/** On a gateway, with a VirtualService of its own, or as part of a route that is there. */
export type ExposedServiceProps<PortName extends string = string> =
  | (ExposedServiceOptions<PortName> & HostRouteProps & {
    /** Not beside a gateway and a host. */
    readonly route?: undefined;
  })
  | (ExposedServiceOptions<PortName> & {
    /** The route that the service becomes part of, in place of a gateway and a host: a `HostRoute` or a `DelegateRoute`. */
    readonly route: BaseRoute;
  } & { readonly [Key in keyof HostRouteProps]?: undefined });

/** Everything but the service. */
type WithoutService<Props> = Props extends unknown ? Omit<Props, 'service'> : never;

/**
 * A service that requests from outside reach, under a host of a gateway.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export class ExposedService<PortName extends string = string> extends Construct {
  /**
   * Exposes a Deployment of any cdk8s-plus: makes its Service, by its own `exposeViaService()`.
   *
   * @param scope the chart or construct that it is part of
   * @param id its name there
   * @param deployment one with a container that has a port
   * @param props gateway and host, or route, and what becomes of the requests: all but the service
   * @throws as the constructor does, and where the Deployment has no port to expose
   */
  public static fromDeployment(scope: Construct, id: string, deployment: DeploymentLike, props: WithoutService<ExposedServiceProps>): ExposedService {
    return new ExposedService(scope, id, { ...props, service: deployment.exposeViaService() } as ExposedServiceProps);
  }

  private readonly own?: ApiObject;

  /** @throws as `HostRoute` and its `forward` do, and where the service is to be called with other TLS elsewhere */
  constructor(scope: Construct, id: string, props: ExposedServiceProps<PortName>) {
    super(scope, id);
    const match = props.match ?? Match.any();
    if (props.route !== undefined) {
      const { _site: site } = props.route.forward(match, props.service, props);
      attach(this, { site });
    } else {
      const rules = new RouteRules(boundTo(props));
      this.own = createVirtualService(this, props, { takes: 'request', wire: (namespace) => ({ http: rules.wire(namespace) }) }).virtualService;
      const { _site: site } = rules.add(forwardRule(asArray(match), [[props.service, 1]], props, referrerOf(this.own)));
      attach(this, { site, problems: () => rules.problems() });
    }
    if (props.upstreamTls) sayUpstreamTls(new Construct(this, 'Policy'), props.service, props.upstreamTls);
  }

  /**
   * The VirtualService.
   *
   * @throws where the service is part of another route, whose VirtualService it then is
   */
  public get virtualService(): ApiObject {
    if (this.own === undefined) throw new Error(`ExposedService "${this.node.path}" is part of a route and renders no object of its own; use the virtualService of that route`);
    return this.own;
  }
}
