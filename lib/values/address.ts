// Where something listens: ports, and sockets in the file system.

const UNIX = 'unix://';

export function isPortNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 65535;
}

/** Whether a text names a Unix domain socket rather than an address of a network. */
export function isUnixAddress(text: string): boolean {
  return text.startsWith(UNIX);
}

/** Why Istio does not take the address of a socket, in words that fit behind it; undefined where it does: a path, or a name after an `@`. */
export function whyNoUnixAddress(text: string): string | undefined {
  const path = text.slice(UNIX.length);
  if (path === '') return 'has no path';
  if (path.startsWith('@')) return undefined;
  if (!path.startsWith('/')) return 'has a path that does not begin with a slash';
  return path.endsWith('/') ? 'ends in a slash, as a folder does' : undefined;
}
