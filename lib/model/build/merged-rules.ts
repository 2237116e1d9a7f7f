import { asRecord, asText, type Manifest } from '../../values/read';
import type { HttpMatch, HttpRule, VirtualService } from '../virtual-service';
import type { EffectiveMatch, EffectiveRule } from './effective-rules';
import { isWithin } from './match-conflict';

/** An HTTP rule and the object that it is in. */
export interface RuleOf {
  readonly rule: HttpRule;
  readonly of: VirtualService;
}

// What a delegate's rule has of the rule that refers to it, unless it says so itself.
const INHERITED = [
  'rewrite', 'directResponse', 'timeout', 'retries', 'fault', 'mirror', 'mirrorPercent', 'mirror_percent', 'mirrorPercentage', 'corsPolicy', 'mirrors', 'headers',
] as const;

/** A delegate's rule merged with the one that refers to it; undefined where a match of it is not within one of the other. */
export function mergeRules(root: RuleOf, leaf: RuleOf): EffectiveRule | undefined {
  const matches = mergeMatches(root, leaf);
  if (matches === undefined) return undefined;
  const { manifest } = leaf.rule;
  const inherited = INHERITED.filter((key) => isAbsent(manifest[key]) && !isAbsent(root.rule.manifest[key])).map((key) => [key, root.rule.manifest[key]]);
  const name = joined(root.rule.name, leaf.rule.name);
  const mirrorsOf = (key: string) => inheritedDestinations(root, leaf, key);
  return {
    delegatedBy: root.rule, ruleOf: leaf.of, matches,
    rule: {
      ...leaf.rule, name, delegate: undefined, matches: matches.map(({ match }) => match),
      manifest: { ...manifest, ...Object.fromEntries(inherited), name, match: matches.map(({ match }) => match.manifest) },
      destinations: [...leaf.rule.destinations.filter(({ mirror }) => !mirror), ...mirrorsOf('mirror'), ...mirrorsOf('mirrors')],
    },
  };
}

function inheritedDestinations(root: RuleOf, leaf: RuleOf, key: string): HttpRule['destinations'] {
  const { rule } = isAbsent(leaf.rule.manifest[key]) ? root : leaf;
  return rule.destinations.filter(({ mirror, field }) => mirror && field[rule.field.length] === key);
}

function mergeMatches(root: RuleOf, leaf: RuleOf): readonly EffectiveMatch[] | undefined {
  const own = leaf.rule.matches.map((match) => ({ match, matchOf: leaf.of }));
  if (root.rule.matches.length === 0) return own;
  if (own.length === 0) return root.rule.matches.map((match) => ({ match, matchOf: root.of }));
  const merged = own.map(({ match, matchOf }) => root.rule.matches
    .filter((outer) => isWithin(outer, match))
    .map((outer) => ({ match: mergeMatch(outer, match), matchOf })));
  return merged.every((each) => each.length > 0) ? merged.flat() : undefined;
}

function mergeMatch(outer: HttpMatch, inner: HttpMatch): HttpMatch {
  const [big, small] = [outer.manifest, inner.manifest];
  const name = joined(outer.name, inner.name);
  const either = Object.fromEntries(['uri', 'scheme', 'method', 'authority', 'statPrefix'].map((key) => [key, isAbsent(small[key]) ? big[key] : small[key]]));
  const both = Object.fromEntries(['headers', 'withoutHeaders', 'queryParams'].map((key) => [key, { ...asRecord(big[key]), ...asRecord(small[key]) }]));
  const scope = {
    port: inner.port ?? outer.port, gateways: inner.gateways ?? outer.gateways,
    sourceLabels: { ...outer.sourceLabels, ...inner.sourceLabels }, sourceNamespace: inner.sourceNamespace ?? outer.sourceNamespace,
  };
  const manifest = withoutAbsent({ ...small, ...either, ...both, ...scope, name });
  return { ...inner, ...scope, name, manifest };
}

function withoutAbsent(manifest: Manifest): Manifest {
  const isEmpty = (value: unknown) => isAbsent(value) || (typeof value === 'object' && Object.keys(asRecord(value)).length === 0 && !Array.isArray(value));
  const maps = new Set(['headers', 'withoutHeaders', 'queryParams', 'sourceLabels']);
  return Object.fromEntries(Object.entries(manifest).filter(([key, value]) => (maps.has(key) ? !isEmpty(value) : !isAbsent(value))));
}

function joined(outer: string | undefined, inner: string | undefined): string | undefined {
  return [asText(outer), asText(inner)].filter((each) => each !== undefined && each !== '').join('-') || undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
