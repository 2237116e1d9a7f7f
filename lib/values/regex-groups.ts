import { RE2JS } from 're2js';

/** How many groups a regular expression of RE2 has. */
export function groupsOf(regex: string): number {
  return RE2JS.compile(regex).groupCount();
}

/** The highest group that a rewrite of RE2 puts in, as `\1`; 0 where it puts in none, or all. */
export function groupsUsed(rewrite: string): number {
  return Math.max(0, ...Array.from(rewrite.matchAll(/\\(\d|\\)/g), ([, sign]) => Number(sign) || 0));
}
