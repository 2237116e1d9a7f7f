// HTTP headers as Istio's validation takes them.

/** Letters, digits and the signs of RFC 9110's tokens; the comma is no such sign, but Istio takes it. */
const NAME = /^[!#$%&'*+,\-.^_`|~A-Za-z0-9]+$/;
const PSEUDO = new Set([':method', ':scheme', ':authority', ':path', ':status']);
const JWT_CLAIM = /^@request\.auth\.claims(\..+|\[.+\])$/is;

const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/**
 * A value is plain text with variables between percent signs, such as `%DOWNSTREAM_REMOTE_ADDRESS%` and `%REQ(x-a)%`, and `%%` for the
 * sign itself. What stands in brackets behind a variable's name may be a list of quoted texts.
 */
const PLAIN = String.raw`[^%]|%%`;
const VARIABLE = String.raw`%[^%(][^%(]*%`;
const ARGUMENTS = String.raw`(?: *\[ *"| *[^[ ])(?:\\.|[^\\)"]|" *, *")*(?:\)|" *\] *\))`;
const VALUE = new RegExp(String.raw`^(?:${PLAIN}|${VARIABLE}|%[^%(]*\(${ARGUMENTS} *%)*$`, 's');

export function isHeaderName(text: string): boolean {
  return NAME.test(text);
}

/** Whether a header match of this name is about HTTP/2's own headers, as `:method`. */
export function isPseudoHeader(text: string): boolean {
  return PSEUDO.has(text);
}

/** Whether a header match of this name is about a claim of the request's JWT: `@request.auth.claims.group`, `@request.auth.claims[group]`. */
export function isJwtClaim(text: string): boolean {
  return JWT_CLAIM.test(text);
}

/** Whether a header of this name is the request's host. */
export function isAuthority(text: string): boolean {
  return [':authority', 'host'].includes(text.toLowerCase());
}

/** Why Istio takes no such value for a header, in words that fit behind it; undefined where it takes it. */
export function whyNoHeaderValue(value: string): string | undefined {
  if (CONTROL.test(value)) return 'has a control character, such as a line break';
  return VALUE.test(value) ? undefined : 'has a percent sign that neither begins nor ends a variable such as %REQ(x-a)%; write it twice to have the sign itself';
}
