import { isIP } from 'node:net';

// Which texts Kubernetes takes as URLs: those that Go does, with a scheme or beginning with a slash.

const SCHEME = /^[a-z][a-z0-9+.-]*(?=:)/i;
const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const HOST_CHARACTERS = /^(?:[^\x00-\x7f]|[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]|%25|%[89a-f][0-9a-f])*$/i;

/** The scheme of a URL, in small letters, empty where it has none; undefined of a text that is no URL. */
export function schemeOf(text: string): string | undefined {
  if (text === '' || /[\x00-\x1f\x7f]/.test(text) || text.startsWith(':')) return undefined;
  if (text === '*') return '';
  const scheme = SCHEME.exec(text)?.[0];
  const [rest] = (scheme === undefined ? text : text.slice(scheme.length + 1)).split('?');
  if (!rest.startsWith('/')) return scheme?.toLowerCase();
  return isPathAfterHost(scheme?.toLowerCase(), rest) ? scheme?.toLowerCase() ?? '' : undefined;
}

function isPathAfterHost(scheme: string | undefined, rest: string): boolean {
  const [, authority = '', path] = (scheme !== undefined && /^\/\/([^/]*)(.*)$/s.exec(rest)) || [undefined, '', rest];
  return isEscaped(path) && isAuthority(scheme, authority);
}

function isAuthority(scheme: string | undefined, authority: string): boolean {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  return USER.test(user) && isEscaped(user) && isHost(scheme, authority.slice(at + 1));
}

function isHost(scheme: string | undefined, host: string): boolean {
  if (host.includes('[')) return isAddressWithPort(host);
  const strict = scheme === 'http' || scheme === 'https';
  const colon = strict ? host.indexOf(':') : host.lastIndexOf(':');
  return HOST_CHARACTERS.test(host) && (colon === -1 || /^\d*$/.test(host.slice(colon + 1)));
}

function isAddressWithPort(host: string): boolean {
  const [, address, zone = ''] = /^\[([^%\]]*)(%25[^\]]*)?\](?::\d*)?$/.exec(host) ?? [];
  return address !== undefined && isIP(address) === 6 && isEscaped(zone);
}

/** Whether every percent sign begins an escape. */
function isEscaped(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}
