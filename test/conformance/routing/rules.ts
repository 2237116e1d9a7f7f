import type { Manifest } from '../engine/question';
import type { Random } from '../meshes/random';
import { DESTINATIONS, ODD_HOSTS, PORTS, SUBSETS, withBackends } from './backends';
import { withCondition } from './matches';

type Rule = Readonly<Record<string, unknown>>;

/** The same VirtualServices and Ingresses with more to do: which requests their rules take, where these go, and what is changed on the way. */
export function withActions(random: Random, manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.map((each) => {
    if (each.kind === 'Ingress') return withBackends(random, each);
    if (each.kind !== 'VirtualService') return each;
    const { http, tls, tcp, ...spec } = each.spec as { readonly [section in 'http' | 'tls' | 'tcp']?: readonly Rule[] } & { readonly hosts?: readonly string[] };
    const rule = (each: Rule): Rule => withAction(random, withConditions(random, each, spec.hosts ?? []));
    const connection = (each: Rule): Rule => ({ ...each, route: route(random) });
    return { ...each, spec: { ...spec, ...(http && { http: http.map(rule) }), ...(tls && { tls: tls.map(connection) }), ...(tcp && { tcp: tcp.map(connection) }) } };
  });
}

function withConditions(random: Random, { match, ...rule }: Rule, hosts: readonly string[]): Rule {
  return match === undefined ? rule : { ...rule, match: (match as readonly Rule[]).map((each) => withCondition(random, each, hosts)) };
}

function withAction(random: Random, rule: Rule): Rule {
  if (rule.redirect !== undefined && random.chance(0.8)) return { ...rule, redirect: redirect(random, rule) };
  if (rule.directResponse !== undefined) return { ...rule, directResponse: { status: random.pick([200, 204, 403, 418, 503]) } };
  if (rule.route !== undefined && rule.fault === undefined && !isOdd(rule.rewrite) && random.chance(0.08)) {
    const { route: _, rewrite: __, ...rest } = rule;
    return { ...rest, redirect: redirect(random, rule) };
  }
  // What Envoy refuses stays as it is, so that it is refused.
  if (rule.route === undefined || rule.fault !== undefined || (rule.route as readonly unknown[]).length > 1 || isOdd(rule.rewrite)) return rule;
  const rewrite = rewrites(random, rule);
  // The authority is set in one place only.
  const headers = rewrite === undefined && random.chance(0.1) ? { headers: { request: { set: { ':authority': 'set.example' } } } } : {};
  return { ...rule, route: route(random), ...(rewrite && { rewrite }), ...headers, ...extras(random) };
}

function isOdd(rewrite: unknown): boolean {
  return JSON.stringify(rewrite ?? '').includes('\\n');
}

function redirect(random: Random, { match }: Rule): object {
  const byPrefix = ((match ?? []) as readonly { readonly uri?: object }[]).every(({ uri }) => uri !== undefined && 'prefix' in uri);
  return {
    ...random.pick<object>([{ uri: random.pick(['/elsewhere', '/else?x=1', '/']) }, { authority: 'else.example' }, { scheme: 'https' }, ...(byPrefix ? [{ prefixRewrite: '/' }, { prefixRewrite: '/new' }] : [])]),
    ...(random.chance(0.4) && { authority: random.pick(['other.example', 'other.example:8443']) }),
    ...(random.chance(0.3) && { scheme: random.pick(['http', 'https']) }),
    ...(random.chance(0.6) && random.pick<object>([{ port: 80 }, { port: 443 }, { port: 8443 }, { derivePort: 'FROM_REQUEST_PORT' }, { derivePort: 'FROM_PROTOCOL_DEFAULT' }])),
    ...(random.chance(0.8) && { redirectCode: random.pick([301, 302, 303, 307, 308]) }),
  };
}

function route(random: Random): readonly object[] {
  const destinations = random.chance(0.8) ? 1 : random.between(2, 3);
  const made = Array.from({ length: destinations }, () => ({ destination: destination(random) }));
  if (destinations === 1) return random.chance(0.1) ? [{ ...made[0], weight: random.pick([0, 100]) }] : made;
  const weights = made.map(() => random.pick([0, 1, 50, 99]));
  return made.map((each, index) => ({ ...each, weight: index === 0 ? weights[0] + 1 : weights[index] }));
}

function destination(random: Random): object {
  const subset = random.chance(0.08) ? { subset: random.pick(SUBSETS) } : {};
  if (random.chance(0.035)) return { host: random.pick(ODD_HOSTS), ...(random.chance(0.5) && { port: { number: random.pick(PORTS) } }), ...subset };
  const [host, port] = random.pick(DESTINATIONS);
  return { host, ...(random.chance(host.startsWith('cart') ? 0.7 : 0.98) && { port: { number: random.chance(0.98) ? port : random.pick(PORTS) } }), ...subset };
}

function rewrites(random: Random, { match }: Rule): object | undefined {
  if (!random.chance(0.3)) return undefined;
  const isByRegex = match === undefined || random.chance(0.5);
  const rewrite = random.weighted({ uri: 60, regex: isByRegex ? 20 : 0, authority: 20 });
  return { uri: { uri: random.pick(['/', '/new', '/new/']) }, regex: { uriRegexRewrite: { match: random.pick(['^/a/(.*)$', '/a', 'b+$']), rewrite: random.pick(['/\\1', '/z', '/$x']) } }, authority: { authority: 'inner.example' } }[rewrite];
}

function mirror(random: Random): object {
  return { mirror: destination(random), ...(random.chance(0.5) && { mirrorPercentage: { value: random.pick([0, 12.5, 100]) } }) };
}

function mirrors(random: Random): object {
  return { mirrors: random.times(1, 2, () => ({ destination: destination(random), ...(random.chance(0.5) && { percentage: { value: random.pick([0, 50, 100]) } }) })) };
}

function extras(random: Random): object {
  return {
    ...(random.chance(0.1) && { corsPolicy: { allowOrigins: random.pick<object[]>([[{ exact: 'https://shop.example' }], [{ prefix: 'https://' }], [{ regex: 'https://.*[.]example' }]]), allowMethods: ['GET'] } }),
    ...(random.chance(0.06) && { fault: { abort: { httpStatus: random.pick([418, 503]), percentage: { value: random.pick([0, 100]) } } } }),
    ...(random.chance(0.1) && { timeout: random.pick(['5s', '1m30s', '250ms']) }),
    ...(random.chance(0.1) && { retries: random.pick<object>([{ attempts: 0 }, { attempts: 3 }, { attempts: 1, retryOn: '5xx,reset' }, { attempts: 2, perTryTimeout: '1s', retryOn: 'gateway-error' }]) }),
    ...(random.chance(0.12) && random.pick([mirror, mirrors])(random)),
  };
}
