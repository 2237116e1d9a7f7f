import type { Pattern } from './pattern';

const ONE = '{*}';
const REST = '{**}';
/** What Istio takes as a part of a template. */
const LETTERS = "a-zA-Z0-9\\-._~%!$&'()+,;:@=";
/** What Envoy takes for a part of a path. */
const IN_PATHS = `${LETTERS}*`;

export function isPathTemplate(path: string): boolean {
  return path.includes(ONE) || path.includes(REST);
}

/** Whether a path meets a template: `{*}` is a part of it, `{**}` any number; undefined where Istio takes no such template. */
export function pathTemplateOf(template: string): Pattern | undefined {
  if (!template.startsWith('/')) return undefined;
  const parts = template.split('/').slice(1);
  const rest = parts.indexOf(REST);
  if (rest >= 0 && parts.slice(rest + 1).some((part) => part === ONE || part === REST)) return undefined;
  const literal = new RegExp(`^[${LETTERS}]+$`);
  const isPart = (part: string, index: number) => part === ONE || part === REST || literal.test(part) || (part === '' && index === parts.length - 1);
  if (!parts.every(isPart)) return undefined;
  // All but one of its parts are of a length that the slashes give, so that no path makes it slow.
  const pattern = new RegExp(`^${parts.map((part) => `/${regexOf(part)}`).join('')}$`);
  return (path) => pattern.test(path);
}

function regexOf(part: string): string {
  if (part === ONE) return `[${IN_PATHS}]+`;
  return part === REST ? `[/${IN_PATHS}]*` : part.replace(/[.$()+]/g, '\\$&');
}
