import type { Piece } from '../../values/piece';

/** Whether a ServiceEntry's endpoints, or hosts, are looked up in DNS. */
export function isByDns(spec: Piece): boolean {
  return ['DNS', 'DNS_ROUND_ROBIN'].includes(spec.at('resolution').text ?? '');
}
