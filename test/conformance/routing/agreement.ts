import { contestants } from '../../../lib/router/orders';
import type { Outcome, ReachedDestination } from '../../../lib/router/outcome';
import type { Answer } from '../engine/question';

/** What of the engine's answer the router says otherwise, in one line; undefined where the two agree. */
export function disagreement(outcome: Outcome, answer: Answer): string | undefined {
  if (isUnsaid(outcome)) return undefined;
  const [routed, engine] = [said(outcome), heard(answer)];
  // The policies are in the listener, which runs where Envoy refuses its routes, and they come first.
  if (outcome.kind === 'rejected' && outcome.trace.chain !== undefined && answer.kind === 'denied') return undefined;
  // Whose virtual host it is may hang on an order, where what becomes of the request does not.
  const alike = hangsOnOrder(outcome) ? withoutVirtualHost : (line: string): string => line;
  const agrees = [routed].flat().some((each) => alike(each) === alike(engine));
  return agrees ? undefined : `router: ${typeof routed === 'string' ? routed : routed.join(' or ')}; engine: ${engine}`;
}

/** Whether what it says was found in several orders, of which the engine has had one that may be another than that of the trace. */
export function hangsOnOrder({ kind, trace }: Outcome): boolean {
  return kind === 'depends-on-order' || trace.virtualHost?.certain === false || contestants(trace).length > 0;
}

/** Whether the router says that it does not know: that is counted apart. */
export function isUnsaid({ kind }: Outcome): boolean {
  return kind === 'unsupported' || kind === 'unknown';
}

/** An answer of the engine in a line. */
export function heard(answer: Answer): string {
  switch (answer.kind) {
    case 'forwarded': return [
      `forwarded to ${answer.cluster}${answer.clusterDefined ? '' : ', not defined'}`, ...(answer.virtualHost === undefined ? [] : [`${answer.authority} ${answer.path}, by ${domainOf(answer.virtualHost)}`]),
    ].join(', ');
    case 'redirected': return `redirected ${answer.status} ${answer.location}`;
    case 'answered': return answer.status === 400 && answer.virtualHost === undefined ? 'refused bad-request' : `answered ${answer.status}`;
    case 'refused': return `refused ${answer.because}`;
    case 'denied': return `denied ${answer.status} ${deniedBy(answer.details)}`;
    case 'rejected': return 'rejected';
  }
}

// RBAC names the rule; the check of tokens says what is wrong with one.
function deniedBy(details: string): string {
  const [, rule] = /^rbac_access_denied_matched_policy\[(.*)\]$/.exec(details) ?? [];
  if (rule !== undefined) return rule;
  if (details.includes('issuer_is_not_configured')) return 'unknown-issuer';
  return details.includes('Audiences') ? 'wrong-audience' : 'malformed-token';
}

/** The lines by which the engine may answer: of a split each of the destinations may be the one that was chosen. */
export function said(outcome: Outcome): string | readonly string[] {
  switch (outcome.kind) {
    case 'forwarded':
    case 'unreachable': return outcome.destinations.flatMap((each) => definedOf(each).map((defined) => [
      `forwarded to ${clusterOf(each)}${defined}`,
      ...(outcome.protocol === 'tcp' ? [] : [`${outcome.authority} ${outcome.path}, by ${domainOf(outcome.trace.virtualHost?.name)}`]),
    ].join(', ')));
    case 'redirected': return `redirected ${outcome.status} ${outcome.location}`;
    case 'answered': return `answered ${outcome.status}`;
    // Which of the two, the trace tells by what is in it.
    case 'refused': return outcome.because === 'no-listener' && outcome.trace.listener === undefined
      ? ['refused no-service-port', 'refused no-listener'] : `refused ${becauseOf(outcome)}`;
    case 'denied': return sayDenied(outcome);
    case 'depends-on-order': return outcome.outcomes.flatMap(said);
    // Without routes the listener of a running Envoy answers 404, or 400; a new one would not open at all.
    case 'rejected': return outcome.trace.chain === undefined ? 'rejected' : ['rejected', 'refused no-host', 'refused bad-request'];
    default: return outcome.kind === 'unsupported' ? `unsupported ${outcome.feature}` : outcome.kind;
  }
}

// istiod pushes clusters without endpoints, but not those whose endpoints would have to be looked up.
function definedOf({ state }: ReachedDestination): readonly string[] {
  if (state === 'no-endpoints') return ['', ', not defined'];
  return state === 'defined' ? [''] : [', not defined'];
}

// Envoy names one of the rules that deny. Of a connection of TCP a client sees that it is closed.
function sayDenied({ protocol, status, because, trace: { deniedBy = [] } }: Extract<Outcome, { kind: 'denied' }>): string | readonly string[] {
  if (protocol === 'tcp') return 'refused connection';
  if (because !== 'rule') return `denied ${status} ${because === 'no-rule' ? 'none' : because}`;
  return deniedBy.map(({ policy: { ref }, index }) => `denied ${status} ns[${ref.namespace}]-policy[${ref.name}]-rule[${index}]`);
}

function withoutVirtualHost(line: string): string {
  return line.replace(/, by .*$/, '');
}

// Its port is that of whichever server was first.
function domainOf(virtualHost: string | undefined): string | undefined {
  return virtualHost?.replace(/:\d+$/, '');
}

/** The name that istiod gives what a destination comes to. */
export function clusterOf({ host, port, subset }: Pick<ReachedDestination, 'host' | 'port' | 'subset'>): string {
  return `outbound|${port}|${subset ?? ''}|${host}`;
}

// A client cannot tell why it got no connection.
function becauseOf({ because }: Extract<Outcome, { kind: 'refused' }>): string {
  switch (because) {
    case 'client-certificate-required': return 'tls';
    case 'plaintext-expected': return 'tls';
    case 'no-sni-match': return 'connection';
    case 'tls-expected': return 'connection';
    default: return because;
  }
}
