import { RE2JS } from 're2js';

/** Istio's own limit, in bytes: Envoy's is on the program that RE2 makes of an expression. */
const LONGEST = 1024;

/** Why Istio takes no such regular expression, in words that fit behind it; undefined where it takes it. */
export function whyNoRegex(regex: string): string | undefined {
  const length = Buffer.byteLength(regex);
  if (length > LONGEST) return `has ${length} bytes; Istio takes ${LONGEST} at most`;
  try {
    RE2JS.compile(regex);
    return undefined;
  } catch (error) {
    return `is not one of RE2: ${(error as Error).message.replace(/^error parsing regexp: /, '').replace(/`/g, '"')}`;
  }
}
