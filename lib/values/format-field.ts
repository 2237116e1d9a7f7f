import type { Field } from './field';

/** A field as people write it: `spec.http[0].match[1].headers["x.y"]`. */
export function formatField(field: Field): string {
  const text = field.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  }).join('');
  return text.replace(/^\./, '');
}
