/** Whether a text meets a value of a policy: `*` asks for any text, `*x` for its end, `x*` for its beginning. */
export type Pattern = (text: string) => boolean;

/** What the value asks for, where `*` alone takes no empty text. */
export function patternOf(value: string): Pattern {
  return value === '*' ? (text) => text !== '' : starred(value);
}

/** The same, where `*` alone asks only that it is there, as of headers. */
export function presencePatternOf(value: string): Pattern {
  return value === '*' ? () => true : starred(value);
}

/** The same, whatever the case of letters. */
export function hostPatternOf(value: string): Pattern {
  const pattern = presencePatternOf(value.toLowerCase());
  return (text) => pattern(text.toLowerCase());
}

// A second star is a star in the text.
function starred(value: string): Pattern {
  if (value.startsWith('*')) return (text) => text.endsWith(value.slice(1));
  if (value.endsWith('*')) return (text) => text.startsWith(value.slice(0, -1));
  return (text) => text === value;
}
