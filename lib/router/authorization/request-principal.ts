import type { Pattern } from './pattern';

const ANY: Pattern = (text) => text !== '';

/** Who a token speaks for, `ISSUER/SUBJECT`, where a star stands for the beginning or the end; what that asks of both claims. */
export function principalPattern(value: string): { readonly issuer: Pattern; readonly subject: Pattern } {
  // An issuer may be a URL.
  const slash = value.lastIndexOf('/');
  const [issuer, subject] = slash < 0 ? [value, ''] : [value.slice(0, slash), value.slice(slash + 1)];
  const is = (wanted: string): Pattern => (text) => text === wanted;
  if (value === '*') return { issuer: ANY, subject: ANY };
  if (value.startsWith('*')) {
    if (slash < 0) return { issuer: ANY, subject: (text) => text.endsWith(value.slice(1)) };
    return { issuer: issuer === '*' ? ANY : (text) => text.endsWith(issuer.slice(1)), subject: is(subject) };
  }
  if (value.endsWith('*')) {
    if (slash < 0) return { issuer: (text) => text.startsWith(value.slice(0, -1)), subject: ANY };
    return { issuer: is(issuer), subject: subject === '*' ? ANY : (text) => text.startsWith(subject.slice(0, -1)) };
  }
  return { issuer: is(issuer), subject: is(subject) };
}
