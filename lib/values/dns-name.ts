import { isIP } from 'node:net';

// DNS names as Istio's validation takes them: capitals are allowed, and a dot at the end.

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i;
const WILDCARD_LABEL = /^(\*|(\*-?)?[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/i;
const LONGEST_LABEL = 63;
const LONGEST_NAME = 255;

/** Whether a text is one label of a DNS name, as names of namespaces and Gateways are: `web`, `team-a`. */
export function isDnsLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && LABEL.test(text);
}

/** Whether a text is a DNS name of one label or more, without a wildcard: `web`, `shop.example.com`. */
export function isDnsSubdomain(text: string): boolean {
  return whyNoDnsName(text) === undefined;
}

/** Why a text is no DNS name, in words that fit behind it; undefined where it is one. */
export function whyNoDnsName(text: string): string | undefined {
  return whyNoLength(text) ?? whyNoLabels(text.split('.'));
}

/** Why a text is neither a DNS name nor one whose first label is, or begins with, `*`; undefined where it is one. */
export function whyNoWildcardDomain(text: string): string | undefined {
  const [first, ...rest] = text.split('.');
  const length = whyNoLength(text);
  if (length !== undefined) return length;
  if (first.length > LONGEST_LABEL || !WILDCARD_LABEL.test(first)) return whyNoLabel(first);
  return rest.length === 0 ? undefined : whyNoLabels(rest);
}

export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** Whether a text is an IP address, or one with the length of its prefix: `10.0.0.0/8`. */
export function isIpSubnet(text: string): boolean {
  const [address, length, ...rest] = text.split('/');
  if (length === undefined || rest.length > 0) return isIpAddress(text);
  const version = isIP(address);
  return version !== 0 && !address.includes('%') && /^(0|[1-9]\d{0,2})$/.test(length) && Number(length) <= (version === 4 ? 32 : 128);
}

function whyNoLength(text: string): string | undefined {
  if (text === '') return 'is empty';
  return text.length > LONGEST_NAME ? `has ${text.length} characters; a DNS name has ${LONGEST_NAME} at most` : undefined;
}

function whyNoLabels(labels: readonly string[]): string | undefined {
  const last = labels[labels.length - 1];
  if (/^\d+$/.test(last)) return `ends in "${last}": the last part of a DNS name cannot be a number`;
  // An empty one at the end is the root's: `example.com.`.
  const wrong = (last === '' ? labels.slice(0, -1) : labels).find((label) => !isDnsLabel(label));
  return wrong === undefined ? undefined : whyNoLabel(wrong);
}

function whyNoLabel(label: string): string {
  if (label === '') return 'has an empty part';
  if (label.length > LONGEST_LABEL) return `has the part "${label}" of ${label.length} characters; a part of a DNS name has ${LONGEST_LABEL} at most`;
  if (label.includes('*')) return 'has a wildcard that does not start its first part';
  return `has the part "${label}", which is not made of letters, digits and dashes with a letter or a digit at both ends`;
}
