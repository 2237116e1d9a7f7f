const TEMPLATE = /\{\*\*?\}/;
/** What Istio takes as a part of a path beside the parts that stand for others. */
const LITERAL = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/;

/**
 * A path as policies compare it: `/health`, all that begin so `/public/*`, all that end so `*.css`, or a template in which `{*}` is one part
 * and `{**}` any number: `/users/{*}/avatar`.
 *
 * @throws where no request has such a path, or Envoy ends when it is told of it
 */
export function checkPolicyPath(path: string): string {
  const why = TEMPLATE.test(path) ? whyNoTemplate(path) : whyNoPattern(path);
  if (why !== undefined) throw new Error(`path "${path}" of a policy ${why}`);
  return path;
}

function whyNoPattern(path: string): string | undefined {
  if (path === '') return 'is empty; give one such as "/health"';
  if (/[{}]/.test(path)) return 'has braces that are no template; write {*} for one part of the path, or {**} for any number';
  if (path.slice(1, -1).includes('*') || /^\*.*\*$/s.test(path)) return 'has a star within, or two, and a star is a wildcard only at one end; write {*} for one part of the path, or {**} for any number';
  if (!/^[/*]/.test(path)) return `begins without a slash, and paths begin with one; give "/${path}"`;
  return path.includes('?') ? `has a query, and paths are compared without it; give "${path.split('?')[0]}"` : undefined;
}

function whyNoTemplate(path: string): string | undefined {
  if (!path.startsWith('/')) return `begins without a slash, and a template that does makes Envoy end; give "/${path}"`;
  const parts = path.slice(1).replace(/\/$/, '').split('/');
  if (parts.includes('')) return `has two slashes in a row, and a template that has makes Envoy end; give "${path.replace(/\/{2,}/g, '/')}"`;
  const rest = parts.indexOf('{**}');
  if (rest >= 0 && parts.slice(rest + 1).some((part) => TEMPLATE.test(part))) return 'has a template behind {**}, which must be the last one; put {**} at the end';
  const bad = parts.find((part) => part !== '{*}' && part !== '{**}' && !LITERAL.test(part));
  return bad === undefined ? undefined : `has the part "${bad}", which is neither {*} nor {**} nor plain text; in a template a star stands in braces, and alone between slashes`;
}
