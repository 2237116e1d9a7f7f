import type { OmittedRule } from '../../model/build/effective-rules';
import { KnownDelegates } from '../../model/known-delegates';
import type { VirtualService } from '../../model/virtual-service';
import { qualifiedName } from '../../values/object-ref';
import { defineRule, type Found, type Place } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

type Reason = 'absent' | 'no-delegate' | 'near' | 'not-exported' | 'conflict';

interface LeftOut {
  readonly because: Reason;
  /** Full name of the delegate. */
  readonly delegate: string;
  /** Of one that could be meant. */
  readonly near?: string;
}

/**
 * A delegate that is not given is only taken for absent where all are. A regular expression is within no match, and nothing is within one,
 * even where both are the same text.
 */
export const delegateLeftOut = defineRule<LeftOut>({
  code: 'MESH450',
  name: 'delegate-left-out',
  severity: 'error',
  summary: 'A rule delegates to a VirtualService that is not there, not visible or not within its match, so Istio leaves the routes out.',
  seeAlso: [],
  reads: ['virtualServices', 'rulesOf', 'completeness'],
  examples: {
    bad: { yaml: example({ match: 'prefix: /news' }) },
    good: [
      { why: 'a match within that of the rule', yaml: example() },
      { why: 'no match, so that the rule\'s own counts', yaml: example({ match: '' }) },
      { why: 'a delegate for the namespace of the rule', yaml: example({ exportTo: 'web', namespace: 'blog' }), complete: ['VirtualService'] },
      { why: 'a delegate that may be elsewhere', yaml: example({ named: 'other' }) },
    ],
  },
  * check({ virtualServices, rulesOf, completeness }) {
    const known = new KnownDelegates(virtualServices, completeness);
    for (const root of virtualServices.filter(({ hosts }) => hosts.length > 0)) {
      for (const omitted of rulesOf(root).omitted) yield* leftOut(root, omitted, known);
    }
  },
  words: ({ because, delegate, near = '' }) => ({ what: WHATS[because](delegate, near), fix: `Istio leaves the routes out, and requests go on to the next rule. ${FIXES[because](near)}` }),
});

const WHATS: Readonly<Record<Reason, (delegate: string, near: string) => string>> = {
  'absent': (delegate) => `delegate "${delegate}" does not exist`,
  'no-delegate': (delegate) => `VirtualService "${delegate}" has hosts, so it is no delegate`,
  'near': (delegate, near) => `delegate "${delegate}" is not there, but "${near}" is`,
  'not-exported': (delegate) => `delegate "${delegate}" is not exported to the namespace of this VirtualService`,
  'conflict': (delegate) => `a rule of delegate "${delegate}" has a match that is not within a match of the rule that delegates`,
};
const FIXES: Readonly<Record<Reason, (near: string) => string>> = {
  'absent': () => 'Give the name and the namespace of a VirtualService without hosts.',
  'no-delegate': () => 'Take its hosts and gateways away, or delegate to another one.',
  'near': (near) => `Delegate to "${near}" if that one is meant; without a namespace it is that of this VirtualService.`,
  'not-exported': () => 'Add the namespace to its exportTo.',
  'conflict': () => 'Give the rule of the delegate an exact text or a prefix that begins with that of the rule here, the same ignoreUriCase, port and gateways, or no match.',
};

function* leftOut(root: VirtualService, { rule, because, delegate, delegateRule }: OmittedRule, known: KnownDelegates): Iterable<Found<LeftOut>> {
  if (rule.delegate === undefined) return;
  const name = qualifiedName(rule.delegate);
  const at: Place = { ref: root.ref, origin: root.origin, field: [...rule.field, 'delegate'] };
  if (because === 'delegate-missing') {
    const why = known.whyNone(rule.delegate);
    if (why === undefined) return;
    const found = why.because === 'absent' ? undefined : why.found;
    yield {
      at, related: found === undefined ? [] : [placeOf(found)], severity: why.because === 'near' ? 'warning' : 'error',
      data: { because: why.because, delegate: name, near: why.because === 'near' ? qualifiedName(why.found.ref) : undefined },
    };
  } else if (delegate !== undefined && because === 'delegate-conflict') {
    yield { at, related: [{ ...placeOf(delegate), field: [...delegateRule?.field ?? [], 'match'] }], data: { because: 'conflict', delegate: name } };
  } else if (delegate?.ref.namespace !== undefined && root.ref.namespace !== undefined) {
    yield { at, related: [{ ...placeOf(delegate), field: ['spec', 'exportTo'] }], data: { because: 'not-exported', delegate: name } };
  }
}

function placeOf({ ref, origin }: VirtualService): Place {
  return { ref, origin };
}

function example({ match = 'prefix: /blog/new', exportTo, namespace = 'web', named = 'blog' }: { match?: string; exportTo?: string; namespace?: string; named?: string } = {}): string {
  const delegating = `    - match: [{ uri: { prefix: /blog } }]\n      delegate: { name: ${named}, namespace: ${namespace} }\n`;
  const routing = `    - ${match === '' ? '' : `match: [{ uri: { ${match} } }]\n      `}route: [{ destination: { host: blog.web.svc.cluster.local, port: { number: 80 } } }]\n`;
  return documents(
    gateway(server('shop.example.com')), virtualService(http(delegating, routeTo())), backend(), backend({ name: 'blog' }),
    virtualService(http(routing), { name: 'blog', namespace, hosts: '', gateways: '', exportTo }),
  );
}
