import type { RuleTo } from '../../imports/security';
import { checkPolicyPath } from './policy-path';
import type { EdgeScope } from './policy-scope';
import { checkPorts, withAnyPort } from './policy-values';

/** Which requests at an edge are guarded. */
export interface GuardOptions {
  /**
   * Hosts that are guarded, without wildcards. Those of other hosts are left alone.
   *
   * @default - those of the gateway, where one is given; else all that the pods serve
   */
  readonly hosts?: readonly string[];

  /**
   * Paths that stay open to all: `/health`, what begins with `/public/*`, what ends in `*.css`, or templates such as `/users/{*}/avatar`.
   * They are compared without their query, as the mesh normalizes them.
   *
   * @default - none
   * @see https://istio.io/latest/docs/reference/config/security/normalization/
   */
  readonly publicPaths?: readonly string[];

  /**
   * Ports that are guarded, as the pods have them, not their Service. To be said where the same pods also take connections that are not HTTP:
   * Istio would deny those, too.
   *
   * @default - all
   */
  readonly ports?: readonly number[];
}

/** The requests at an edge that a policy may deny. */
export class GuardedRequests {
  /** @throws for a host that cannot be guarded by itself, a path that no request has, and a port that is none */
  constructor(private readonly edge: EdgeScope, private readonly options: GuardOptions) {
    const { hosts, publicPaths, ports } = options;
    const empty = Object.entries({ hosts, publicPaths, ports }).find(([, list]) => list?.length === 0)?.[0];
    if (empty !== undefined) throw new Error(`${empty} is an empty list; give one, or leave ${empty} out`);
    if (hosts !== undefined) withAnyPort(hosts);
    publicPaths?.forEach(checkPolicyPath);
    checkPorts(ports ?? []);
  }

  /** What is wrong with the hosts of the gateway, known only when its routes are there. */
  public problems(): readonly string[] {
    try {
      this.to();
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  }

  /** As a rule names them. */
  public to(methods: { readonly notMethods?: string[] } = {}): { to?: RuleTo[] } {
    const { publicPaths, ports } = this.options;
    const hosts = this.options.hosts ?? this.edge.gateway?._hosts ?? [];
    const operation = {
      ...(hosts.length > 0 && { hosts: [...withAnyPort(hosts)] }), ...methods,
      ...(publicPaths && { notPaths: [...publicPaths] }), ...(ports && { ports: ports.map(String) }),
    };
    return Object.keys(operation).length > 0 ? { to: [{ operation }] } : {};
  }
}
