/** A host of a Gateway's server: a name or wildcard, and the namespaces whose VirtualServices may bind to it. */
export interface ServerHost {
  /** `*`, `.` (the Gateway's own) or a namespace; left out where the host does not name one: any namespace. */
  readonly namespace?: string;
  readonly name: string;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Splits `namespace/host`. */
export function parseServerHost(text: string): ServerHost {
  const slash = text.indexOf('/');
  return slash < 0 ? { name: text } : { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}

/** The host as istiod compares it: `./h` names the Gateway's namespace, a star for the namespace falls away. Case stays. */
export function sanitizeServerHost(text: string, gatewayNamespace: string): ServerHost {
  const { namespace, name } = parseServerHost(text);
  if (namespace === undefined || namespace === '*') return { name };
  return { namespace: namespace === '.' ? gatewayNamespace : namespace, name };
}

/** The same for all hosts of a server: one that is for all namespaces and all names replaces the others. */
export function sanitizeServerHosts(texts: readonly string[], gatewayNamespace: string): readonly ServerHost[] {
  return texts.includes('*/*') ? [{ name: '*' }] : texts.map((text) => sanitizeServerHost(text, gatewayNamespace));
}

/** Whether every name that `inner` stands for is one of `outer`: `*` covers all, `*.a.com` covers `x.y.a.com`, not `a.com`. */
export function hostCovers(outer: string, inner: string): boolean {
  const [big, small] = [outer.toLowerCase(), inner.toLowerCase()];
  if (big === '*' || big === small) return true;
  return big.startsWith('*') && small.endsWith(big.slice(1)) && small.length > big.length - 1;
}

/** The same as istiod compares the hosts of routes and servers: it tells capital letters from small ones, and has `*b.com` cover `b.com`. */
export function hostCoversInIstiod(outer: string, inner: string): boolean {
  return outer === inner || (outer.startsWith('*') && inner.endsWith(outer.slice(1)));
}

/** Why a text is no host that a route can answer for, in words that fit behind it; undefined where it is one. */
export function whyNoHost(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text.includes('://')) return `is a URL; give the name alone: "${text.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, '')}"`;
  if (text.includes('/')) return 'has a slash; give the name alone, such as "shop.example.com"';
  if (/:\d+$/.test(text)) return `has a port; the port is the gateway's: give "${text.replace(/:\d+$/, '')}"`;
  if (text === '*') return undefined;
  const name = text.startsWith('*.') ? text.slice(2) : text;
  if (name.includes('*')) return 'has a wildcard that is not its first label; only "*" and "*.example.com" are wildcards';
  if (name.length > 253 || !name.split('.').every((label) => LABEL.test(label))) return 'is not a DNS name';
  return name.includes('.') || text.startsWith('*.') ? undefined : 'has no dot; a gateway serves full names such as "shop.example.com"';
}
