import { isHeaderName } from '../values/header-syntax';
import { isLabelKey, isLabelValue } from '../values/label-syntax';
import type { Labels } from '../values/labels';
import { compareTexts } from '../values/compare';
import { literalPrefix } from '../values/literal-prefix';
import { ANY_ROUTE_MATCH, type RouteMatch } from '../values/route-match';
import { stringMatchCovers, type StringMatch } from '../values/string-match';
import type { IHttpGateway } from './gateway';
import type { Branch } from './branch';
import { checkRegex, type TextPattern } from './value-match';

/** What a match asks beside the path. */
export interface Conditions extends Omit<RouteMatch, 'path' | 'method'> {
  /** Any one of these; none asks for nothing. */
  readonly methods: readonly StringMatch[];
  readonly gatewayObjects: readonly IHttpGateway[];
  readonly labels: Branch['labels'];
}

export const NO_CONDITIONS: Conditions = { ...ANY_ROUTE_MATCH, methods: [], gatewayObjects: [], labels: {} };

type ByName = Readonly<Record<string, StringMatch>>;

/**
 * One more by its name, in the order of the alphabet, so that the order of the calls does not matter.
 *
 * @throws where that name has one
 */
export function withNamed(matches: ByName, name: string, match: StringMatch, what: string): ByName {
  if (Object.hasOwn(matches, name)) throw new Error(`${what} "${name}" is asked for twice in one match, and all conditions of a match must hold; give one condition, such as { regex: 'a|b' }, or two matches`);
  return Object.fromEntries(Object.entries({ ...matches, [name]: match }).sort(([a], [b]) => compareTexts(a, b)));
}

/** Also through these gateways, of which `mesh` is no object. */
export function withGateways({ gateways = [], gatewayObjects }: Conditions, names: readonly string[], objects: readonly IHttpGateway[]): Partial<Conditions> {
  const added = objects.filter((_, index) => !gateways.includes(names[index]));
  return { gateways: [...new Set([...gateways, ...names])].sort(), gatewayObjects: [...gatewayObjects, ...added] };
}

/** @throws where the match asks for one already */
export function once<Name extends 'scheme' | 'authority' | 'port' | 'sourceNamespace'>(conditions: Conditions, name: Name, value: Conditions[Name]): Partial<Conditions> {
  if (conditions[name] !== undefined) throw new Error(`${name} is asked for twice in one match, and no request has two; give it once, or two matches`);
  return { [name]: value };
}

/** @throws where a header must and must not be the same */
export function checkHeaders({ headers, without }: Pick<Conditions, 'headers' | 'without'>): void {
  const name = Object.keys(without).find((each) => Object.hasOwn(headers, each) && stringMatchCovers(without[each], headers[each]));
  if (name !== undefined) throw new Error(`the match takes nothing: header "${name}" must be what it must not be; take header(...) or withoutHeader(...) away`);
}

/** The name as headers are compared. */
export function checkHeaderName(name: string): string {
  if (!isHeaderName(name) || name.includes(',')) throw new Error(`"${name}" is no header name; give the name alone, such as "end-user"`);
  return name.toLowerCase();
}

/** A claim of the token as Istio names it among the headers: its path in dots, or in brackets where a name has more than letters and digits. */
export function claimName(path: readonly string[]): string {
  if (path.length === 0 || path.includes('')) throw new Error('a claim has no name; give the names that lead to it, such as "groups" or ["realm", "roles"]');
  const isPlain = path.every((each) => /^[\w-]+$/.test(each));
  return `@request.auth.claims${isPlain ? `.${path.join('.')}` : path.map((each) => `[${each}]`).join('')}`;
}

/** @throws for what is no label of a pod */
export function checkLabels(labels: Labels): Labels {
  const entries = Object.entries(labels).sort(([a], [b]) => compareTexts(a, b));
  if (entries.length === 0) throw new Error('no labels are given, so requests of all pods are meant; leave sourceLabels(...) out, or give { app: "web" }');
  const [key, value] = entries.find(([name, text]) => !isLabelKey(name) || !isLabelValue(text)) ?? [];
  if (key !== undefined) throw new Error(`"${key}: ${value}" is no label of a pod; give a key and a value as the pods have them`);
  return Object.fromEntries(entries);
}

export function checkPath(path: string): string {
  if (!path.startsWith('/')) throw new Error(`path "${path}" does not start with a slash; give it as requests have it: "/${path}"`);
  const [extra] = /[?#]/.exec(path) ?? [];
  if (extra !== undefined) throw new Error(`path "${path}" has a "${extra}", which never is in the path of a request; give the path alone, and a query by queryParam(...)`);
  return path;
}

/** @throws where it is said both by which gateways requests come and from which pods */
export function checkOrigin({ gateways, sourceLabels, sourceNamespace }: Conditions): void {
  if (gateways === undefined || (Object.keys(sourceLabels).length === 0 && sourceNamespace === undefined)) return;
  throw new Error('where a match names gateways, Istio does not look at where requests come from; take gateway(...) and inMesh() or sourceLabels(...) and sourceNamespace(...) away');
}

/** @throws where there is none, or one is not in capitals */
export function checkMethods(methods: ReadonlyArray<string | TextPattern>): ReadonlyArray<string | TextPattern> {
  if (methods.length === 0) throw new Error('no method is given, so the match would take none; give at least one, such as "GET"');
  const bad = methods.find((method) => typeof method === 'string' && !/^[A-Z]+$/.test(method));
  if (typeof bad === 'string') throw new Error(`method "${bad}" is no HTTP method; methods are in capitals, such as "GET"`);
  return methods;
}

/** @throws where RE2 refuses the expression, or no path can be taken by it */
export function checkPathRegex(regex: string): string {
  const start = literalPrefix(checkRegex(regex));
  if (start !== '' && !start.startsWith('/')) throw new Error(`regular expression "${regex}" takes no path: paths start with a slash, and it with "${start}"; give "/${regex}"`);
  return regex;
}
