import { isDnsLabel } from './dns-name';

// Labels as Istio's validation takes them, which is almost as Kubernetes does.

const NAME = /^([a-z0-9][-a-z0-9_.]*)?[a-z0-9]$/i;
const LONGEST_NAME = 63;
const LONGEST_PREFIX = 253;

/** Whether a text is the key of a label: `app`, `app.kubernetes.io/name`. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  const [prefix, name] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  const prefixFits = slash < 0 || (prefix.length <= LONGEST_PREFIX && prefix.split('.').every((part) => isDnsLabel(part)));
  return prefixFits && name.length <= LONGEST_NAME && NAME.test(name);
}

/** Whether a text is the value of a label; none at all is one. */
export function isLabelValue(text: string): boolean {
  return text === '' || NAME.test(text);
}
