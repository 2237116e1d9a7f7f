import type { HttpChain, Listener, PassthroughChain, TcpChain } from '../../model/build/build';
import type { Mesh } from '../../model/mesh';
import { isForPods, type Selecting } from '../../model/policies';
import type { Workload } from '../../model/workload';
import type { Action } from '../action';
import type { Asked } from '../match';
import type { ParsedRequest } from '../request';
import type { Way } from '../trace';
import { Authentication } from './authentication';
import { Authorization, type Decision } from './authorization';
import { ClientAddress } from './client-address';
import { callOn, type Call } from './connection';

/** What the policies of a workload make of what comes to it. */
export class Guard {
  private readonly authentication: Authentication;
  private readonly http: Authorization;
  private readonly tcp: Authorization;
  private readonly address: ClientAddress;

  constructor(mesh: Mesh, workload: Workload, authentications: readonly Selecting[], authorizations: readonly Selecting[]) {
    this.authentication = new Authentication(authentications);
    this.http = new Authorization(authorizations, false);
    this.tcp = new Authorization(authorizations, true);
    this.address = new ClientAddress(mesh, workload);
  }

  /** The request as it goes on to the routes, or what becomes of it before; who denies it is noted in `way`. */
  public admit(chain: HttpChain, listener: Listener, asked: Asked, way: Way): Asked | Action {
    const call: Call = { ...callOn(chain, listener, asked.request, this.address), asked };
    const delegated = this.http.delegates(call);
    if (delegated !== undefined) return delegated;
    const admission = this.authentication.admit(asked);
    if (admission.kind === 'denied') {
      way.deniedBy = admission.rules;
      const { because, status } = admission;
      return { kind: 'denied', protocol: 'http', because, status, by: [...new Set(admission.rules.map(({ policy }) => policy.ref))] };
    }
    if (admission.kind !== 'admitted') return admission;
    if (admission.by !== undefined) way.admittedBy = [admission.by];
    const denial = decide(this.http.decide({ ...call, asked: admission.asked }), 'http', way);
    return denial ?? admission.routed;
  }

  /** What becomes of a connection that is not read as HTTP; undefined where it goes on. */
  public refusal(chain: TcpChain | PassthroughChain, listener: Listener, request: ParsedRequest, way: Way): Action | undefined {
    const call = callOn(chain, listener, request, this.address);
    return this.tcp.delegates(call) ?? decide(this.tcp.decide(call), 'tcp', way);
  }
}

function decide(decision: Decision, protocol: 'http' | 'tcp', way: Way): Action | undefined {
  if (decision.kind === 'allowed') {
    if (decision.by !== undefined) way.admittedBy = [...way.admittedBy ?? [], decision.by];
    return undefined;
  }
  if (decision.kind !== 'denied') return decision;
  way.deniedBy = decision.by;
  return { kind: 'denied', protocol, because: decision.because, status: 403, by: [...new Set(decision.by.map(({ policy }) => policy.ref))] };
}

/** The guards of the workloads of a mesh; most have none. */
export class Guards {
  private readonly known = new Map<Workload, Guard | undefined>();
  private readonly none: boolean;

  constructor(private readonly mesh: Mesh) {
    this.none = mesh.requestAuthentications.length === 0 && mesh.authorizationPolicies.length === 0;
  }

  public of(workload: Workload): Guard | undefined {
    if (this.none) return undefined;
    if (this.known.has(workload)) return this.known.get(workload);
    const guard = this.make(workload);
    this.known.set(workload, guard);
    return guard;
  }

  private make(workload: Workload): Guard | undefined {
    const { requestAuthentications, authorizationPolicies, config } = this.mesh;
    const isFor = (policy: Selecting) => isForPods(policy, workload, config.rootNamespace);
    const [authentications, authorizations] = [requestAuthentications.filter(isFor), authorizationPolicies.filter(isFor)];
    return authentications.length + authorizations.length === 0 ? undefined : new Guard(this.mesh, workload, authentications, authorizations);
  }
}
