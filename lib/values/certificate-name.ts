/**
 * Whether a certificate is for a host, by the names in it. A wildcard in it stands for one label; a host that is a wildcard itself is
 * covered where any name below it is, since a server need not have routes for more.
 */
export function certificateCovers(names: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase();
  if (wanted === '*') return true;
  return names.some((name) => covers(name.toLowerCase(), wanted));
}

function covers(name: string, host: string): boolean {
  if (name === host) return true;
  if (host.startsWith('*')) return name.endsWith(host.slice(1));
  return name.startsWith('*.') && host.indexOf('.') > 0 && host.slice(host.indexOf('.')) === name.slice(1);
}

/** DNS names and IP addresses of a certificate's subjectAltName; of its subject's common name nothing is read, as browsers do not. */
export function certificateNames({ subjectAltName = '' }: { readonly subjectAltName?: string }): readonly string[] {
  return subjectAltName.split(', ').flatMap((each) => /^(?:DNS|IP Address):(.+)$/.exec(each)?.[1] ?? []);
}
