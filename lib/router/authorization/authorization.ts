import type { Selecting } from '../../model/policies';
import { asList, asRecord, asText, asTextMap } from '../../values/read';
import type { DecidingPolicy } from '../trace';
import type { Call } from './connection';
import { readRule, type Takes } from './rule';
import { some, type Open } from './verdict';

interface Ready extends DecidingPolicy {
  readonly takes: Takes;
}

export type Decision =
  /** By the first rule that allows it; by none where no policy allows only some. */
  | { readonly kind: 'allowed'; readonly by?: DecidingPolicy }
  | { readonly kind: 'denied'; readonly because: 'rule' | 'no-rule'; readonly by: readonly DecidingPolicy[] }
  | Open;

const ALLOWED: Decision = { kind: 'allowed' };

/** All AuthorizationPolicies for the pods of a gateway, on connections of HTTP or on others. */
export class Authorization {
  private readonly custom: readonly Ready[];
  private readonly deny: readonly Ready[];
  private readonly allow: readonly Ready[];
  private readonly allowing: readonly DecidingPolicy[];

  constructor(policies: readonly Selecting[], tcp: boolean) {
    const counting = policies.filter((policy) => !isDryRun(policy));
    const byAction = (action: string) => counting.filter(({ manifest }) => (asText(asRecord(manifest.spec).action) || 'ALLOW') === action);
    const rulesOf = (action: string) => byAction(action).flatMap((policy) => readyOf(policy, tcp, action === 'ALLOW'));
    [this.custom, this.deny, this.allow] = [rulesOf('CUSTOM'), rulesOf('DENY'), rulesOf('ALLOW')];
    this.allowing = byAction('ALLOW').map((policy) => ({ policy }));
  }

  /** Whether a service outside of the mesh is asked first, which the router cannot ask. */
  public delegates(call: Call): Open | undefined {
    const verdict = some(this.custom, ({ takes }) => takes(call));
    if (verdict === false) return undefined;
    return verdict === true ? { kind: 'unsupported', feature: 'AuthorizationPolicy with action CUSTOM' } : verdict;
  }

  public decide(call: Call): Decision {
    const verdicts = this.deny.map(({ takes }) => takes(call));
    const denying = this.deny.filter((_, index) => verdicts[index] === true);
    if (denying.length > 0) return { kind: 'denied', because: 'rule', by: denying };
    const allowed = this.allowed(call);
    if (allowed.kind === 'denied') return allowed;
    return verdicts.find((each) => typeof each !== 'boolean') ?? allowed;
  }

  private allowed(call: Call): Decision {
    if (this.allowing.length === 0) return ALLOWED;
    const verdicts = this.allow.map(({ takes }) => takes(call));
    const first = verdicts.indexOf(true);
    if (first >= 0) return { kind: 'allowed', by: this.allow[first] };
    return verdicts.find((each) => typeof each !== 'boolean') ?? { kind: 'denied', because: 'no-rule', by: this.allowing };
  }
}

function readyOf(policy: Selecting, tcp: boolean, strict: boolean): readonly Ready[] {
  return asList(asRecord(policy.manifest.spec).rules).flatMap((rule, index) => {
    const takes = readRule(asRecord(rule), { tcp, strict });
    return takes === undefined ? [] : [{ policy, index, takes }];
  });
}

// As Go reads it.
const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);

function isDryRun({ manifest }: Selecting): boolean {
  return TRUE.has(asTextMap(asRecord(manifest.metadata).annotations)['istio.io/dry-run'] ?? '');
}
