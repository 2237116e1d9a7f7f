import { whyNoWildcardDomain } from './dns-name';

/** The name by which a gateway in mode AUTO_PASSTHROUGH knows a port of a service, as `outbound_.80_._.shop.web.svc.cluster.local`. */
const GENERATED = /^outbound_[^_]*\d[^_]*_[^_]*_[^_]*[a-z]/i;

/** Why a text is no host that a VirtualService on a gateway takes by SNI; undefined where it is one. */
export function whyNoGatewaySniHost(text: string): string | undefined {
  if (!text.startsWith('outbound_')) return whyNoWildcardDomain(text);
  return GENERATED.test(text) && text.length <= 255 ? undefined : 'is not like "outbound_.80_._.shop.web.svc.cluster.local"';
}
