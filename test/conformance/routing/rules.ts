import type { Manifest } from '../engine/question';
import type { Random } from '../meshes/random';
import { DESTINATIONS, ODD_HOSTS, PORTS, SUBSETS } from './backends';

type Rule = Readonly<Record<string, unknown>>;

/** The same VirtualServices with more to do: where their rules go, and what they change on the way. */
export function withActions(random: Random, manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.map((each) => {
    if (each.kind !== 'VirtualService') return each;
    const { http, tls, tcp, ...spec } = each.spec as { readonly [section in 'http' | 'tls' | 'tcp']?: readonly Rule[] };
    return { ...each, spec: {
      ...spec, ...(http && { http: http.map((rule) => withAction(random, rule)) }),
      ...(tls && { tls: tls.map((rule) => ({ ...rule, route: route(random) })) }), ...(tcp && { tcp: tcp.map((rule) => ({ ...rule, route: route(random) })) }),
    } };
  });
}

function withAction(random: Random, rule: Rule): Rule {
  if (rule.redirect !== undefined && random.chance(0.8)) return { ...rule, redirect: redirect(random) };
  if (rule.directResponse !== undefined) return { ...rule, directResponse: { status: random.pick([200, 204, 403, 418, 503]) } };
  // What Envoy refuses stays as it is, so that it is refused.
  if (rule.route === undefined || rule.fault !== undefined || (rule.route as readonly unknown[]).length > 1 || isOdd(rule.rewrite)) return rule;
  const rewrite = rewrites(random, rule);
  // The authority is set in one place only.
  const headers = rewrite === undefined && random.chance(0.05) ? { headers: { request: { set: { ':authority': 'set.example' } } } } : {};
  return { ...rule, route: route(random), ...(rewrite && { rewrite }), ...headers, ...extras(random) };
}

function isOdd(rewrite: unknown): boolean {
  return JSON.stringify(rewrite ?? '').includes('\\n');
}

function redirect(random: Random): object {
  return {
    ...random.pick<object>([{ uri: random.pick(['/elsewhere', '/else?x=1', '/']) }, { authority: 'else.example' }, { scheme: 'https' }]),
    ...(random.chance(0.4) && { authority: random.pick(['other.example', 'other.example:8443']) }),
    ...(random.chance(0.3) && { scheme: random.pick(['http', 'https']) }),
    ...(random.chance(0.3) && random.pick<object>([{ port: 80 }, { port: 443 }, { port: 8443 }, { derivePort: 'FROM_REQUEST_PORT' }, { derivePort: 'FROM_PROTOCOL_DEFAULT' }])),
    redirectCode: random.pick([301, 302, 303, 307, 308]),
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
  const subset = random.chance(0.15) ? { subset: random.pick(SUBSETS) } : {};
  if (random.chance(0.1)) return { host: random.pick(ODD_HOSTS), ...(random.chance(0.5) && { port: { number: random.pick(PORTS) } }), ...subset };
  const [host, port] = random.pick(DESTINATIONS);
  return { host, ...(random.chance(0.7) && { port: { number: random.chance(0.95) ? port : random.pick(PORTS) } }), ...subset };
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
    ...(random.chance(0.08) && random.pick([mirror, mirrors])(random)),
  };
}
