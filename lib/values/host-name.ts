/** Istio's short names: a host without a dot is a Service of the namespace of the object that names it. `*`, addresses and all others stay. */
export function expandHost(host: string, namespace: string | undefined, domain: string): string {
  return host === '*' || host.includes('.') || host.includes(':') || host === '' ? host : serviceHost({ name: host, namespace }, domain);
}

/** The name that a Kubernetes Service has in the mesh: `reviews.default.svc.cluster.local`. */
export function serviceHost({ name, namespace }: { readonly name: string; readonly namespace?: string }, domain: string): string {
  return `${name}.${namespace ?? ''}.svc.${domain}`;
}

/** The Service that a host names in full, undefined for any other host. */
export function serviceOfHost(host: string, domain: string): { readonly name: string; readonly namespace: string } | undefined {
  const suffix = `.svc.${domain}`;
  if (!host.endsWith(suffix) || host.startsWith('*')) return undefined;
  const [name, namespace, ...rest] = host.slice(0, -suffix.length).split('.');
  return namespace === undefined || rest.length > 0 ? undefined : { name, namespace };
}

/** A host as a sentence shows it: of a Service whose namespace is not known the name alone. */
export function formatHost(host: string): string {
  return host.replace(/^([^.]+)\.\.svc\..*$/, '$1');
}
