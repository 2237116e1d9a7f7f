import { asList, asRecord } from '../../values/read';

/** What a JSON web token says, by name. */
export type Claims = Readonly<Record<string, unknown>>;

/** Whether the claim at this path, or one of its list, is a text that meets a condition. Nothing but text ever does. */
export function claimMeets(claims: Claims, path: readonly string[], meets: (text: string) => boolean): boolean {
  const isMet = (value: unknown) => typeof value === 'string' && meets(value);
  const value = path.reduce<unknown>((at, name) => (Object.hasOwn(asRecord(at), name) ? asRecord(at)[name] : undefined), claims);
  return isMet(value) || asList(value).some(isMet);
}

/** The names in `[a][b]`; of what is not of that form all that stands in the outer brackets; undefined without brackets. */
export function namesInBrackets(text: string): readonly string[] | undefined {
  if (/^(?:\[[^[\]]*\])+$/.test(text)) return text.slice(1, -1).split('][');
  return text.startsWith('[') && text.endsWith(']') && text.length > 1 ? [text.slice(1, -1)] : undefined;
}

/** The claim that a header match of a VirtualService is about: `@request.auth.claims.a.b`, `@request.auth.claims[a][b]`. */
export function claimOfHeader(name: string): readonly string[] {
  const path = name.slice('@request.auth.claims'.length);
  return path.startsWith('.') ? path.slice(1).split('.') : path.slice(1, -1).split('][');
}

/** The claims as Istio's filters are given them: of some texts a list of their words. */
export function splitClaims(claims: Claims, spaceDelimited: readonly string[]): Claims {
  const names = [...spaceDelimited, 'scope', 'permission'];
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, names.includes(name) && typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : value]));
}
