import type { Mutant } from './mutant';

const ACTION = 'lib/router/action.ts';
const ADDRESS = 'lib/router/authorization/client-address.ts';
const AUTHENTICATION = 'lib/router/authorization/authentication.ts';
const AUTHORIZATION = 'lib/router/authorization/authorization.ts';
const BINDINGS = 'lib/model/build/bound-routes.ts';
const CHAINS = 'lib/router/chain-index.ts';
const DESTINATIONS = 'lib/router/destinations.ts';
const DOOR = 'lib/router/door.ts';
const ENDPOINTS = 'lib/router/ready-endpoints.ts';
const HTTP = 'lib/router/http.ts';
const LISTENERS = 'lib/model/build/merged-servers.ts';
const LOOKUP = 'lib/model/destination-lookup.ts';
const MATCH = 'lib/router/match.ts';
const ORDERS = 'lib/router/orders.ts';
const PATH = 'lib/router/path.ts';
const POLICIES = 'lib/model/policies.ts';
const PORTS = 'lib/values/port-resolution.ts';
const REDIRECT = 'lib/router/redirect.ts';
const REQUEST = 'lib/router/request.ts';
const REWRITE = 'lib/router/rewrite.ts';
const ROUTER = 'lib/router/router.ts';
const ROUTES = 'lib/model/build/routes.ts';
const SEND = 'lib/router/send.ts';
const TABLES = 'lib/model/build/route-tables.ts';
const VIRTUAL_HOSTS = 'lib/router/virtual-host-index.ts';

const mutant = (wrong: string, file: string, original: string, mutated: string): Mutant => ({ wrong, file, original, mutated });

/** Mistakes in the router and in what it stands on, in the order of a request's way; the tests must catch each. */
export const MUTANTS: readonly Mutant[] = [
  // The port, the listener and its chains.
  mutant('a server listens on its own number, not on the targetPort', PORTS, '? undefined : target.listener, target', '? undefined : number, target'),
  mutant('of two ports with one targetPort the second counts, too', PORTS, 'if (seen.has(key)) return [];', ''),
  mutant('a second server of TLS with one host stays', LISTENERS, 'if (taken.length === 0) hosts.forEach', 'if (taken.length >= 0) hosts.forEach'),
  mutant('the first chain is taken instead of the most specific', CHAINS, 'const exact = this.byName.get(name);', 'const [exact] = this.byName.values();'),
  mutant('of wildcard chains the shortest is taken', CHAINS, 'name.indexOf(\'.\'); dot >= 0; dot = name.indexOf(\'.\', dot + 1)', 'name.lastIndexOf(\'.\'); dot > 0; dot = name.lastIndexOf(\'.\', dot - 1)'),
  mutant('the case of the SNI counts', CHAINS, 'const name = sni.toLowerCase();', 'const name = sni;'),
  mutant('no client is asked for a certificate', ROUTER, 'asks && !clientCertificate ?', 'asks && !clientCertificate && false ?'),
  mutant('TLS to a server of plain text is let in', ROUTER, 'if (request.secure && !chain.terminatesTls)', 'if (false)'),
  mutant('what meets in another order only is left out', ROUTER, 'if (more.length > 0) return', 'if (more.length < 0) return'),
  mutant('a server bound to an address takes what comes to all', DOOR, 'return open.find(({ bind }) => bind === address) ?? open.find(isWide);', 'return open[0] ?? open.find(({ bind }) => isWide({ bind } as Listener) || bind === address);'),
  mutant('of rivals whose ages are not known the first is taken', ORDERS, '|| rivals.length > 1', ''),

  // The virtual host.
  mutant('the case of the Host header counts', REQUEST, 'const lowered = authority.toLowerCase();', 'const lowered = authority;'),
  mutant('the port of the Host header counts', REQUEST, '? lowered.slice(0, end) : lowered;', '? lowered : lowered;'),
  mutant('of wildcard virtual hosts the shortest is taken', VIRTUAL_HOSTS, 'sort(([a], [b]) => b - a)', 'sort(([a], [b]) => a - b)'),
  mutant('a wildcard covers the bare name', VIRTUAL_HOSTS, 'hostname.length > length ? byEnd.get(hostname.slice(-length))', '`.${hostname}`.length >= length ? byEnd.get(`.${hostname}`.slice(-length))'),
  mutant('a path without a route is told as a host without routes', HTTP, 'because: \'no-route\', status: 404', 'because: \'no-host\', status: 404'),
  mutant('the redirect to HTTPS comes after the routes', HTTP, 'virtualHost.redirectedBy.length > 0)', 'virtualHost.redirectedBy.length > 0 && virtualHost.routes.length === 0)'),
  mutant('a redirect to HTTPS meets TLS, too', HTTP, 'if (!isSecure && virtualHost', 'if (virtualHost'),
  mutant('x-forwarded-proto counts, whoever sends it', HTTP, 'config.numTrustedProxies > 0', 'config.numTrustedProxies >= 0'),

  // The routes and their order.
  mutant('routes for every request are not moved last', TABLES, 'routes: [...routes.filter(({ isCatchAll }) => !isCatchAll), ...routes.filter(({ isCatchAll }) => isCatchAll)]', 'routes'),
  mutant('what stands behind a route for every request is reached', ROUTES, 'if (route.isCatchAll) return routes;', ''),
  mutant('the prefix / with a method is for every request', ROUTES, '[\'method\', \'scheme\', \'authority\'].every', '[\'scheme\', \'authority\'].every'),
  mutant('a route for another port is taken', ROUTES, 'match.port !== server.port.number', 'match.port === 0'),
  mutant('a route for sidecars is taken', ROUTES, 'match.gateways.includes(qualifiedName(server.gateway.ref))', 'match.gateways.length > 0'),
  mutant('a VirtualService that is exported to all goes before those exported by name', BINDINGS, '[\'private\', \'exported\', \'public\']', '[\'public\', \'private\', \'exported\']'),
  mutant('a VirtualService for other namespaces is bound', BINDINGS, 'if (!isSeen && viewer !== undefined) return undefined;', ''),

  // What a route asks for.
  mutant('a prefix is taken by segment', MATCH, '(!bySegments || path.length === wanted.length', '(path.length === wanted.length || wanted.endsWith(\'/\')'),
  mutant('ignoreUriCase is left out', MATCH, 'ignoreCase: ignoreUriCase === true', 'ignoreCase: false'),
  mutant('a regular expression need match a part only', MATCH, 'pattern.matches(text)', 'pattern.matcher(text).find()'),
  mutant('of a query parameter the last value counts', MATCH, 'if (!found.has(name)) found.set', 'found.set'),
  mutant('withoutHeaders fails where the header is absent', MATCH, '?? (\'present\' in match ? undefined : \'\')', '?? \'\''),
  mutant('the case of a header\'s name counts', MATCH, 'default: return request.headers.get(name.toLowerCase());', 'default: return request.headers.get(name);'),
  mutant('the query is part of the path', PATH, 'return mark < 0 ?', 'return mark < 0 || mark > 0 ?'),
  mutant('paths are not normalized', HTTP, '?? \'BASE\'', '?? \'NONE\''),
  mutant('double slashes are merged', PATH, 'if (normalization !== \'MERGE_SLASHES\' &&', 'if (normalization === \'NONE\' && normalization !== \'MERGE_SLASHES\' &&'),
  mutant('what may not stand in a path is not escaped', PATH, 'withoutDots(escaped(', 'withoutDots(((text: string) => text)('),

  // What a route does.
  mutant('the rewrite of an exact path keeps the path behind it', REWRITE, 'const matched = exact ?? prefix;', 'const matched = exact === undefined ? prefix : \'\';'),
  mutant('the rewrite of a prefix replaces the whole path', REWRITE, 'const matched = exact ?? prefix;', 'const matched = exact;'),
  mutant('a destination\'s authority goes before the rule\'s', REWRITE, 'headers.map(authoritySet).find', '[...headers].reverse().map(authoritySet).find'),
  mutant('of destinations the first sets the authority, whatever its weight', ACTION, '(asNumber(weight) ?? 0) > 0', '(asNumber(weight) ?? 0) >= 0'),
  mutant('a redirect loses the query', REDIRECT, 'return whole.includes(\'?\') ? whole : `${whole}${query}`;', 'return whole;'),
  mutant('a redirect names the usual port', REDIRECT, '|| given === USUAL_PORTS[scheme] ?', '?'),
  mutant('the redirect to HTTPS drops the port', REDIRECT, '`https://${authority}${path}', '`https://${hostnameOf(authority)}${path}'),
  mutant('preflights of any origin are answered', ACTION, 'matchers.some((matches)', 'matchers.length > 0 || matchers.some((matches)'),
  mutant('a preflight is answered before a fault strikes', ACTION, 'return behindFault(asRecord(fault), isGiven(corsPolicy) ? behindCors(asRecord(corsPolicy), forward) : forward);', 'const act = behindFault(asRecord(fault), forward);\n  return isGiven(corsPolicy) ? behindCors(asRecord(corsPolicy), act) : act;'),
  mutant('a fault for some requests is one for all', ACTION, 'if (percent >= 100) return status', 'if (percent > 0) return status'),
  mutant('nothing is tried again unless a rule says so', ACTION, 'const DEFAULT_ATTEMPTS = 2;', 'const DEFAULT_ATTEMPTS = 0;'),
  mutant('a destination of weight 0 keeps its place', SEND, 'destinations.filter(({ weight = 0 }) => weight > 0)', 'destinations'),

  // The policies.
  mutant('a policy that allows goes before one that denies', AUTHORIZATION, 'if (denying.length > 0) return', 'if (denying.length > 0 && this.allowing.length === 0) return'),
  mutant('what no rule allows is let in', AUTHORIZATION, 'return verdicts.find((each) => typeof each !== \'boolean\') ?? { kind: \'denied\'', 'return verdicts.find((each) => typeof each !== \'boolean\') ?? ALLOWED ?? { kind: \'denied\''),
  mutant('policies count for all pods of their namespace', POLICIES, '&& selects(selector, labels);', '&& (selector !== undefined || selects(selector, labels));'),
  mutant('what comes between two servers of one address is nothing', LISTENERS, '...this.besides, ...interruptions(this.added)', '...this.besides'),
  mutant('a preflight needs a token', AUTHENTICATION, '|| isPreflight(asked))', '|| (isPreflight(asked) && false))'),
  mutant('X-Forwarded-For counts, whoever sends it', ADDRESS, 'this.hops === 0 ? undefined :', 'this.hops < 0 ? undefined :'),

  // The destination.
  mutant('a destination without a port gets port 80', DESTINATIONS, '?? bound.server.port.number;', '?? 80;'),
  mutant('exportTo of Services is left out', DESTINATIONS, 'isExportedTo(exportTo, namespace, viewer)', '(isExportedTo(exportTo, namespace, viewer) || true)'),
  mutant('a DestinationRule has every subset', DESTINATIONS, 'chosen !== undefined) return', 'rule?.rule !== undefined) return'),
  mutant('a pod that is not ready is an endpoint', ENDPOINTS, 'readiness === \'ready\' ||', 'readiness !== \'none\' ||'),
  mutant('endpoints of all subsets are one subset\'s', ENDPOINTS, 'selects(asked, labels) &&', ''),
  mutant('the search for DestinationRules goes on past one without subsets', LOOKUP, 'if (nearest !== undefined) return', 'if (nearest?.some(({ subsets }) => subsets.size > 0)) return'),
  mutant('the root namespace\'s DestinationRules go before the host\'s namespace', LOOKUP, '[owner, this.rootNamespace]', '[this.rootNamespace, owner]'),
  mutant('a DestinationRule for a wildcard goes before one for the host', LOOKUP, 'if (exact !== undefined) return exact;', 'if (exact !== undefined && host === \'\') return exact;'),
];
