// Names and labels as the API server takes them.

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([a-z0-9][-a-z0-9_.]*)?[a-z0-9]$/i;
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

/** Why a text can be the name of no object of most kinds, in words that fit behind it; undefined where it can. */
export function whyNoObjectName(text: string): string | undefined {
  if (text.length > LONGEST_NAME) return `has ${text.length} characters; a name has ${LONGEST_NAME} at most`;
  if (/[A-Z]/.test(text)) return 'has a capital letter';
  return text.split('.').every((part) => LABEL.test(part)) ? undefined : 'is not made of small letters, digits, dashes and dots, with a letter or a digit at both ends of each part';
}

/** Why a text can be the name of no namespace, in words that fit behind it; undefined where it can. */
export function whyNoNamespaceName(text: string): string | undefined {
  if (text.length > LONGEST_LABEL) return `has ${text.length} characters; the name of a namespace has ${LONGEST_LABEL} at most`;
  return LABEL.test(text) ? undefined : 'is not made of small letters, digits and dashes, with a letter or a digit at both ends';
}

/** Why a text can be the name of no label or annotation, in words that fit behind it; undefined where it can. */
export function whyNoKey(text: string): string | undefined {
  const [name, ...before] = text.split('/').reverse();
  if (before.length > 1) return 'has more than one slash';
  if (before.length === 1 && whyNoObjectName(before[0]) !== undefined) return `has the prefix "${before[0]}", which is no DNS name in small letters`;
  if (name.length > LONGEST_LABEL) return `has ${name.length} characters after its prefix; it may have ${LONGEST_LABEL}`;
  return QUALIFIED.test(name) ? undefined : 'is not made of letters, digits, "-", "_" and ".", with a letter or a digit at both ends';
}

/** Why a text can be the value of no label, in words that fit behind it; undefined where it can. */
export function whyNoLabelValue(text: string): string | undefined {
  if (text.length > LONGEST_LABEL) return `has ${text.length} characters; the value of a label has ${LONGEST_LABEL} at most`;
  return text === '' || QUALIFIED.test(text) ? undefined : 'is not made of letters, digits, "-", "_" and ".", with a letter or a digit at both ends';
}
