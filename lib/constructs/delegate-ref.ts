import type { ObjectName } from './naming';

/** Rules that a path of a host can be handed to: a `DelegateRoute`, or a `DelegateRef` to those of another team. */
export interface DelegateTarget extends ObjectName {
  /** Gateways and hosts are those of the route that delegates. */
  readonly routes: 'delegated';
}

/**
 * Rules that another team, chart or repository owns: a VirtualService without hosts. Renders nothing.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export class DelegateRef implements DelegateTarget {
  /**
   * A VirtualService without hosts by its namespace and name.
   *
   * @param namespace of the VirtualService
   * @param name of the VirtualService
   */
  public static named(namespace: string, name: string): DelegateRef {
    return new DelegateRef(namespace, name);
  }

  /** It takes its gateways and hosts from the route that delegates. */
  public readonly routes = 'delegated';

  private constructor(
    /** Namespace of the VirtualService. */
    public readonly namespace: string,
    /** Name of the VirtualService. */
    public readonly name: string,
  ) {}
}
