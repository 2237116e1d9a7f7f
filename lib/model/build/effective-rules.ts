import { isExportedTo } from '../../values/export-to';
import { qualifiedName } from '../../values/object-ref';
import type { HttpMatch, HttpRule, VirtualService } from '../virtual-service';
import { mergeRules } from './merged-rules';

/** An HTTP rule as istiod routes by it: as it is written, or one of a delegate merged with the rule that refers to it. */
export interface EffectiveRule {
  readonly rule: HttpRule;
  /** The object that `rule.field` is in. */
  readonly ruleOf: VirtualService;
  readonly matches: readonly EffectiveMatch[];
  /** The rule that refers to the delegate. */
  readonly delegatedBy?: HttpRule;
}

export interface EffectiveMatch {
  readonly match: HttpMatch;
  /** The object that `match.field` is in. */
  readonly matchOf: VirtualService;
}

/** A rule that istiod leaves out. */
export interface OmittedRule {
  /** The rule that refers to the delegate. */
  readonly rule: HttpRule;
  readonly because:
    | 'delegate-missing' /*      there is none of that name; whether it is absent, or only not given, is for others to say */
    | 'delegate-not-exported' /* there is, and the namespace does not see it */
    | 'delegate-conflict'; /*    a rule of the delegate has a match that is not within one of the rule's */
  readonly delegate?: VirtualService;
  /** The rule of the delegate, for a conflict. */
  readonly delegateRule?: HttpRule;
}

export interface EffectiveRules {
  readonly rules: readonly EffectiveRule[];
  readonly omitted: readonly OmittedRule[];
}

/** The HTTP rules that istiod makes of a VirtualService: it puts those of delegates where a rule refers to them. */
export type RulesOf = (virtualService: VirtualService) => EffectiveRules;

/** @param virtualServices delegates among them */
export function effectiveRules(virtualServices: readonly VirtualService[]): RulesOf {
  const delegates = new Map(virtualServices.filter(({ hosts }) => hosts.length === 0).map((each) => [qualifiedName(each.ref), each]));
  const known = new Map<VirtualService, EffectiveRules>();
  return (virtualService) => {
    const found = known.get(virtualService) ?? rulesOf(virtualService, delegates);
    known.set(virtualService, found);
    return found;
  };
}

function rulesOf(root: VirtualService, delegates: ReadonlyMap<string, VirtualService>): EffectiveRules {
  const rules: EffectiveRule[] = [];
  const omitted: OmittedRule[] = [];
  for (const rule of root.http) {
    if (rule.delegate === undefined) {
      rules.push({ rule, ruleOf: root, matches: rule.matches.map((match) => ({ match, matchOf: root })) });
      continue;
    }
    const delegate = delegates.get(qualifiedName(rule.delegate));
    if (delegate === undefined) omitted.push({ rule, because: 'delegate-missing' });
    else if (!isExportedTo(delegate.exportTo, delegate.ref.namespace, root.ref.namespace)) omitted.push({ rule, because: 'delegate-not-exported', delegate });
    else delegated(root, rule, delegate, rules, omitted);
  }
  return { rules, omitted };
}

function delegated(root: VirtualService, rule: HttpRule, delegate: VirtualService, rules: EffectiveRule[], omitted: OmittedRule[]): void {
  for (const delegateRule of delegate.http) {
    const merged = mergeRules({ rule, of: root }, { rule: delegateRule, of: delegate });
    if (merged === undefined) omitted.push({ rule, because: 'delegate-conflict', delegate, delegateRule });
    else rules.push(merged);
  }
}
