import type { ClientRequest } from '../engine/question';
import type { Random } from '../meshes/random';

type Values = (random: Random, request: ClientRequest) => string;

/** A rule of an AuthorizationPolicy, about what some request of these has. */
export function generateRule(random: Random, requests: readonly ClientRequest[], action: string): object {
  const request = random.pick(requests);
  const custom = action === 'CUSTOM';
  return {
    ...(random.chance(0.45) && { from: random.times(1, 2, () => ({ source: fields(random, request, custom ? PLAIN_SOURCES : random.chance(0.45) ? PEERS : SOURCES) })) }),
    ...(random.chance(0.35) && { to: random.times(1, 2, () => ({ operation: fields(random, request, OPERATIONS) })) }),
    ...(random.chance(0.6) && { when: random.times(1, random.chance(0.3) ? 2 : 1, () => condition(random, request, custom)) }),
  };
}

function fields(random: Random, request: ClientRequest, all: Readonly<Record<string, Values>>): object {
  const chosen = random.some(Object.keys(all), 1, 2);
  return Object.fromEntries(chosen.map((name) => {
    const isNot = random.chance(0.45);
    // Of several that are excluded one nearly always is the request's.
    return [isNot ? `not${name[0].toUpperCase()}${name.slice(1)}` : name, random.times(1, isNot ? 1 : 3, () => all[name](random, request))];
  }));
}

const RANGES = ['127.0.0.1', '127.0.0.0/30', '127.0.0.4/30', '127.0.0.2', '127.0.0.0/8', '10.0.0.0/8', '10.1.2.3', '0.0.0.0/0', '::/0', '2001:db8::/32', '127.0.0.9/31'] as const;
const PRINCIPALS = ['*', 'https://one.example/jason', 'https://one.example/*', '*/jason', '*jane', 'https://*', 'two/*', 'two/ja*', 'two', 'two/'] as const;

const PLAIN_SOURCES: Readonly<Record<string, Values>> = {
  ipBlocks: (random) => random.pick(RANGES), remoteIpBlocks: (random) => random.pick(RANGES),
};

const SOURCES: Readonly<Record<string, Values>> = { ...PLAIN_SOURCES, requestPrincipals: (random) => random.pick(PRINCIPALS) };

/** Who a client is by its certificate is not modelled, so these are rare. */
const PEERS: Readonly<Record<string, Values>> = {
  principals: (random) => random.pick(['*', 'cluster.local/ns/web/sa/app', '*/sa/app']), namespaces: (random) => random.pick(['web', 'w*', '*']),
};

const OPERATIONS: Readonly<Record<string, Values>> = {
  hosts: (random, { url }) => starred(random, random.pick([hostOf(url), hostOf(url).toLowerCase(), hostOf(url).replace(/:\d+$/, ''), hostOf(url).toUpperCase(), 'other.example'])),
  ports: (random) => random.pick(['8080', '80', '8443', '443', '9000', '9080', '9001']),
  methods: (random) => random.pick(['GET', 'POST', 'OPTIONS', 'P*', '*T', '*', 'get']),
  paths: (random, { url }) => path(random, pathOf(url).replace(/[{}]/g, '')),
};

const CONDITIONS: Readonly<Record<string, Values>> = {
  'source.ip': (random) => random.pick(RANGES), 'remote.ip': (random) => random.pick(RANGES), 'destination.port': (random) => random.pick(['8080', '80', '8443', '8080', '9080']),
  'connection.sni': (random, { url, sni }) => starred(random, (sni ?? hostOf(url).replace(/:\d+$/, '')).toLowerCase()),
  'request.headers[x-team]': (random) => random.pick(['a', 'a*', '*b', '*']), 'request.headers[User-Agent]': (random) => random.pick(['curl*', '*8', 'go', '*']),
  'request.headers[host]': (random, { url }) => starred(random, hostOf(url)), 'request.headers[:path]': (random, { url }) => starred(random, pathOf(url)),
  'request.headers[authorization]': (random) => random.pick(['Bearer*', '*', 'Basic*']), 'request.headers[:method]': (random) => random.pick(['GET', 'P*']),
};

const TOKEN_CONDITIONS: Readonly<Record<string, Values>> = {
  'request.auth.principal': (random, { token = {} }) => random.pick([...PRINCIPALS, `${String(token.iss)}/${String(token.sub)}`]),
  'request.auth.audiences': own('aud', ['web', 'w*', '*er', '*', 'api']), 'request.auth.presenter': own('azp', ['app', 'web', '*']),
  'request.auth.claims[group]': own('group', ['dev', 'o*', '*s', '*', '7']), 'request.auth.claims[nested][role]': (random) => random.pick(['dev', 'r*', '*']),
  'request.auth.claims[scope]': own('scope', ['read', 'read write', 'wr*', '*']), 'request.auth.claims[words]': (random) => random.pick(['dev', 'dev read']),
  'request.auth.claims[iss]': own('iss', ['two', 'https*']),
};

/** What the token has there, if it has any, or one of others. */
function own(claim: string, others: readonly string[]): Values {
  return (random, { token = {} }) => {
    const [value] = [token[claim]].flat();
    return typeof value === 'string' && value !== '' && random.chance(0.6) ? value : random.pick(others);
  };
}

// What is seldom true is asked for more often.
const SHARES: Readonly<Record<string, number>> = {
  'source.ip': 8, 'remote.ip': 9, 'destination.port': 10, 'connection.sni': 18, 'request.headers': 10, 'request.auth.principal': 8, 'request.auth.presenter': 12, 'request.auth.audiences': 8, 'request.auth.claims': 10,
};

function condition(random: Random, request: ClientRequest, custom: boolean): object {
  const all = custom ? CONDITIONS : { ...CONDITIONS, ...TOKEN_CONDITIONS };
  const subjects = new Set(Object.keys(all).map((each) => each.replace(/\[.*/, '')));
  const about = random.weighted(Object.fromEntries([...subjects].map((each) => [each, SHARES[each] ?? 1])));
  const key = random.pick(Object.keys(all).filter((each) => each.replace(/\[.*/, '') === about));
  const values = () => random.times(1, 2, () => all[key](random, request));
  return { key, ...random.pick([() => ({ values: values() }), () => ({ values: values() }), () => ({ notValues: values() }), () => ({ values: values(), notValues: values() })])() };
}

function path(random: Random, written: string): string {
  const parts = written.split('/').filter((part) => /^[a-z]+$/.test(part));
  const templates = [`/{*}`, `/${parts[0] ?? 'a'}/{*}`, `/{**}`, `/${parts[0] ?? 'a'}/{**}`, `/{*}/${parts[1] ?? 'b'}`, '/{*}/{*}', '/{**}/b'];
  return random.chance(0.35) ? random.pick(templates) : starred(random, written);
}

function starred(random: Random, text: string): string {
  const cut = random.between(1, Math.max(1, text.length));
  return random.pick([text, `${text.slice(0, cut)}*`, `*${text.slice(-cut)}`, '*', text]) || '*';
}

function hostOf(url: string): string {
  return /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
}

function pathOf(url: string): string {
  return /^\w+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] || '/';
}
