import { RE2JS } from 're2js';
import type { Pattern } from './pattern';

const ONE = '{*}';
const REST = '{**}';
/** What Envoy takes for a part of a path. */
const LETTERS = "a-zA-Z0-9\\-._~%!$&'()+,;:@=";

export function isPathTemplate(path: string): boolean {
  return path.includes(ONE) || path.includes(REST);
}

/** Whether a path meets a template: `{*}` is a part of it, `{**}` any number; undefined where Istio takes no such template. */
export function pathTemplateOf(template: string): Pattern | undefined {
  if (!template.startsWith('/')) return undefined;
  const parts = template.split('/').slice(1);
  const rest = parts.indexOf(REST);
  if (rest >= 0 && parts.slice(rest + 1).some((part) => part === ONE || part === REST)) return undefined;
  const literal = new RegExp(`^[${LETTERS}]*$`);
  if (!parts.every((part) => part === ONE || part === REST || literal.test(part))) return undefined;
  const pattern = RE2JS.compile(parts.map((part) => `/${regexOf(part)}`).join(''));
  return (path) => pattern.matches(path);
}

function regexOf(part: string): string {
  if (part === ONE) return `[${LETTERS}]+`;
  return part === REST ? `[/${LETTERS}]*` : RE2JS.quote(part);
}
