import type { Manifest } from '../engine/question';
import { NAMESPACES } from './naming';
import type { Random } from './random';

interface Scope {
  readonly index: number | string;
  /** What a match may name. */
  readonly gateways: readonly string[];
  readonly namespace?: string;
  readonly delegates: readonly Manifest[];
  /** The port that every match is for. */
  readonly port?: number;
}

/** HTTP rules whose names, with those of their matches, tell which of them Envoy's routes come from. */
export function httpRules(random: Random, scope: Scope): readonly object[] {
  return random.times(1, 4, (rule) => {
    const matches = scope.port === undefined && random.chance(0.25) ? [] : random.times(1, 2, (match) => ({ name: `m${match}`, ...matchOf(random, scope) }));
    return { name: `v${scope.index}r${rule}`, ...(matches.length > 0 && { match: matches }), ...action(random, scope, rule) };
  });
}

function action(random: Random, { index, namespace, delegates }: Scope, rule: number): object {
  const kind = random.weighted({ route: 80, redirect: 5, direct: 4, wrong: 1.5, delegate: delegates.length > 0 ? 25 : 2 });
  const route = [{ destination: { host: `h${index}-${rule}.shop.svc.cluster.local`, port: { number: 80 } } }];
  switch (kind) {
    case 'redirect': return { redirect: { uri: '/elsewhere', redirectCode: random.pick([301, 302, 308]) } };
    case 'direct': return { directResponse: { status: 200 } };
    case 'wrong': return random.pick<object>(refusedActions(route));
    // A delegate has none of its own, so one that may have some must be a root.
    case 'delegate': return typeof index === 'string' ? { route } : { delegate: delegate(random, delegates, namespace) };
    default: return { route, ...(random.chance(0.1) && { rewrite: { uri: '/' } }) };
  }
}

/** What passes Istio's validation, and is refused by Envoy. */
function refusedActions([destination]: readonly object[]): readonly object[] {
  const route = [destination];
  const weighted = Array.from({ length: 3 }, () => ({ ...destination, weight: 2_147_483_647 }));
  return [
    { redirect: { uri: '/x', redirectCode: 304 } }, { redirect: { uri: '/x\ny' } }, { directResponse: { status: 600 } },
    { route, fault: { abort: { httpStatus: 600 } } }, { route, rewrite: { authority: 'a\nb' } }, { route: weighted },
  ];
}

function delegate(random: Random, delegates: readonly Manifest[], own: string | undefined): object {
  if (delegates.length === 0 || random.chance(0.1)) return { name: 'missing' };
  const { name, namespace } = random.pick(delegates).metadata;
  return namespace === own && random.chance(0.5) ? { name } : { name, namespace };
}

function matchOf(random: Random, { gateways, index, port, delegates }: Scope): object {
  const uri = random.chance(0.85) ? { uri: uriOf(random) } : {};
  const isDelegation = typeof index === 'string' || delegates.length > 0;
  const match = {
    ...uri,
    ...(random.chance(0.1) && { ignoreUriCase: true }),
    ...(random.chance(0.1) && { method: { exact: random.pick(['GET', 'POST']) } }),
    ...(random.chance(0.1) && { headers: { 'x-team': random.pick([{ exact: 'a' }, { prefix: 'a' }, { regex: 'a.*' }, {}]) } }),
    ...(random.chance(0.03) && typeof index === 'number' && !gateways.includes('mesh') && { headers: { '@request.auth.claims.group': { exact: 'a' } } }),
    ...(random.chance(0.06) && { withoutHeaders: { 'x-not': { exact: 'a' } } }),
    ...(random.chance(0.06) && { queryParams: { [random.chance(0.05) ? '' : 'q']: random.pick([{ exact: 'a' }, { prefix: 'a' }]) } }),
    ...(random.chance(0.04) && { scheme: { exact: 'https' } }),
    ...(random.chance(0.04) && { authority: { prefix: 'a' } }),
    ...(port !== undefined && { port }),
    ...(port === undefined && random.chance(0.12) && { port: random.pick([80, 443, 8080]) }),
    ...(random.chance(isDelegation ? 0.2 : 0.08) && { gateways: random.some([...gateways, 'mesh'], 1, 2) }),
    ...(random.chance(0.08) && { sourceLabels: random.pick([{ istio: 'ingressgateway' }, { app: 'istio-ingressgateway' }, { app: 'nobody' }]) }),
    ...(random.chance(0.06) && { sourceNamespace: random.pick(NAMESPACES) }),
  };
  return Object.keys(match).length > 0 ? match : { uri: { prefix: '/' } };
}

function uriOf(random: Random): object {
  const path = random.pick(['/', '/a', '/a/b', '/c']);
  return random.weighted({ prefix: 60, exact: 20, regex: 10, all: 10 }) === 'prefix' ? { prefix: path } : random.pick<object>([{ exact: path }, { regex: '/a.*' }, { regex: '.*' }, { prefix: '/' }]);
}
