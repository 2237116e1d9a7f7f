import type { Mesh } from '../model/mesh';
import type { Selecting } from '../model/policies';
import type { Workload } from '../model/workload';
import { selects } from '../values/labels';
import { asRecord, asText } from '../values/read';
import type { ParsedRequest } from './request';

/** What of a gateway workload the policies for its pods decide. */
export class Policies {
  private readonly known = new Map<Workload, { readonly authenticates: boolean; readonly authorizes: boolean }>();

  constructor(private readonly mesh: Mesh) {}

  /** The kind of a policy that has a say about a request, and is not modelled; undefined where none has. */
  public unsupported(workload: Workload, { headers, target }: ParsedRequest): string | undefined {
    const there = this.known.get(workload) ?? this.look(workload);
    this.known.set(workload, there);
    if (there.authorizes) return 'AuthorizationPolicy';
    // Without a token a RequestAuthentication lets requests pass.
    return there.authenticates && (headers.size > 0 || target.includes('?')) ? 'RequestAuthentication' : undefined;
  }

  private look(workload: Workload): { readonly authenticates: boolean; readonly authorizes: boolean } {
    const { requestAuthentications, authorizationPolicies, config } = this.mesh;
    const isFor = ({ ref, selector = {}, targeted }: Selecting) => !targeted
      && (ref.namespace === workload.namespace || ref.namespace === config.rootNamespace) && selects(selector, workload.labels);
    const isAudit = ({ manifest }: Selecting) => asText(asRecord(manifest.spec).action) === 'AUDIT';
    return { authenticates: requestAuthentications.some(isFor), authorizes: authorizationPolicies.some((each) => isFor(each) && !isAudit(each)) };
  }
}
