import type { Labels } from '../../values/labels';

/** Whether an object is of Istio's own installation, gateways among them; it carries one of these labels. */
export function isIstios({ labels }: { readonly labels: Labels }): boolean {
  return labels.istio !== undefined || labels.release === 'istio' || (labels['gateway.istio.io/managed'] ?? '').startsWith('istio.io-');
}
