import type { Listener, FilterChain, Route, VirtualHost } from '../model/build/build';
import type { MeshService } from '../model/registry';
import type { Selecting } from '../model/policies';
import type { Workload } from '../model/workload';
import type { ServicePort } from '../values/service';

/** The stages that a request went through, as far as it came. */
export interface Trace {
  readonly workload?: Workload;
  /** The Service's port that the client dials; undefined where no Service of the workload is known. */
  readonly entry?: { readonly service: MeshService; readonly port: ServicePort };
  readonly listener?: Listener;
  readonly chain?: FilterChain;
  readonly virtualHost?: VirtualHost;
  /** Routes before the one that took the request, in order, none of which did; of a request that none took, all. */
  readonly tried: readonly Route[];
  readonly route?: Route;
  /** Where the order of the routes is open: all that take the request and could come first. */
  readonly rivals?: readonly Route[];
  /** The rule that took its token, and the one that allows it where policies allow only some requests. */
  readonly admittedBy?: readonly DecidingPolicy[];
  /** The policies that denied it. */
  readonly deniedBy?: readonly DecidingPolicy[];
}

/** A policy, or a rule of it, that decides about a request. */
export interface DecidingPolicy {
  readonly policy: Selecting;
  /** The place of the rule that decided in `rules`, or in `jwtRules`; undefined where all rules of the policy did. */
  readonly index?: number;
}

const NONE: readonly Route[] = [];

/** A trace while the request is on its way: of each stage what it has found. */
export class Way implements Trace {
  public listener?: Listener;
  public chain?: FilterChain;
  public virtualHost?: VirtualHost;
  public route?: Route;
  /** How many routes of the virtual host were tried in vain. */
  public misses = 0;
  public rivals: readonly Route[] = NONE;
  /** What was taken for granted on it, in one sentence. */
  public caveat?: string;
  public admittedBy?: readonly DecidingPolicy[];
  public deniedBy?: readonly DecidingPolicy[];

  constructor(public readonly workload?: Workload, public readonly entry?: Trace['entry']) {}

  public get tried(): readonly Route[] {
    return this.virtualHost?.routes.slice(0, this.misses) ?? [];
  }
}
