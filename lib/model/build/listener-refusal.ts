import { isProxyPort, type ListenerPort } from '../../values/port-resolution';
import type { FilterChain, ListenerRefusal } from './build';

/** Why Envoy refuses a listener with these filter chains; undefined where it takes it. */
export function listenerRefusal(chains: readonly FilterChain[], port: ListenerPort): ListenerRefusal | undefined {
  return refusalOf(chains) ?? (isProxyPort(port) ? { because: 'port-of-the-proxy', chains } : undefined);
}

function refusalOf(chains: readonly FilterChain[]): ListenerRefusal | undefined {
  const takers = new Map<string | undefined, FilterChain>();
  for (const chain of chains) {
    if (chain.kind === 'auto-passthrough') continue;
    for (const serverName of chain.serverNames ?? [undefined]) {
      if (serverName !== undefined && isPartialWildcard(serverName)) return { because: 'partial-wildcard', chain, serverName };
      const lowered = serverName?.toLowerCase();
      const other = takers.get(lowered);
      if (other !== undefined) return { because: 'same-match', chains: [other, chain], serverName: lowered };
      takers.set(lowered, chain);
    }
  }
  return undefined;
}

function isPartialWildcard(serverName: string): boolean {
  return serverName.includes('*') && !serverName.startsWith('*.');
}
