import type { Mesh } from '../model/mesh';
import type { Action } from './action';
import type { RefusedBecause } from './outcome';
import type { ParsedRequest } from './request';

// Where another server could answer, if there were one.
const OPEN: readonly RefusedBecause[] = ['no-listener', 'no-sni-match', 'no-host'];

/** Gateways that VirtualServices are on, and that may be there though they were not given. */
export class UnknownGateways {
  private names?: readonly string[];

  constructor(private readonly mesh: Mesh) {}

  /** Those by which a request that is refused could be answered all the same. */
  public gatewaysFor({ hostname }: ParsedRequest, action: Action): readonly string[] {
    if (action.kind !== 'refused' || !OPEN.includes(action.because)) return [];
    this.names ??= this.all();
    return this.names.filter((name) => this.mesh.routeIndex.covering(name, hostname).length > 0);
  }

  private all(): readonly string[] {
    const { virtualServices, knownGateways } = this.mesh;
    const named = new Set(virtualServices.flatMap(({ gateways }) => gateways));
    return [...named].filter((name) => name !== 'mesh' && knownGateways.presence(name) === 'unknown');
  }
}
