/** What a scalar of a manifest may be. */
type Scalar = string | number | boolean | null;

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...each(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...each(false, 'n N no No NO false False FALSE off Off OFF'),
  ...each(null, '~ null Null NULL'),
  ['', null],
]);

const LONGEST_WORD = 5;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i;
const WITH_BASE = /^([-+]?)(0x[\da-f]+|0o?[0-7]+|0b[01]+)$/i;

const YAML_TAG = 'tag:yaml.org,2002:';

/**
 * An unquoted scalar as the API server and kubectl read it: YAML 1.1 as go-yaml 2 has it. So `no` is false, 0777 is 511 and a date
 * is a text; what JSON has no number for stays a text, too.
 */
export function plainScalar(text: string): Scalar {
  const word = text.length > LONGEST_WORD ? undefined : WORDS.get(text);
  if (word !== undefined) return word;
  return beginsAsNumber(text) ? numberOf(text) ?? text : text;
}

function beginsAsNumber(text: string): boolean {
  const first = text.charAt(0);
  return (first >= '0' && first <= '9') || first === '-' || first === '+' || first === '.';
}

/** A scalar with a tag, such as `tag:yaml.org,2002:int`, quoted or not. Where it is nothing of that tag it is left a text. */
export function taggedScalar(tag: string, text: string): Scalar {
  switch (tag) {
    case `${YAML_TAG}bool`:
    case `${YAML_TAG}int`:
    case `${YAML_TAG}float`:
    case `${YAML_TAG}null`: return plainScalar(text);
    case `${YAML_TAG}binary`: return Buffer.from(text, 'base64').toString('utf8');
    default: return text;
  }
}

function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  const [, sign, digits] = WITH_BASE.exec(plain) ?? [];
  const whole = digits === undefined ? undefined : Number(digits.replace(/^0(?=\d)/, '0o'));
  if (whole !== undefined && whole < 2 ** 64) return sign === '-' ? -whole : whole;
  const decimal = DECIMAL.test(plain) ? Number(plain) : undefined;
  return decimal !== undefined && Number.isFinite(decimal) ? decimal : undefined;
}

function each<Value>(value: Value, words: string): Array<[string, Value]> {
  return words.split(' ').map((word) => [word, value]);
}
