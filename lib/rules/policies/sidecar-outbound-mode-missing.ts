import { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { sidecar } from '../example-workloads';

const example = (outbound: string) => sidecar(`{ egress: [{ hosts: ["./*"] }]${outbound} }`);

/** Kiali cannot tell a mode that is left out from REGISTRY_ONLY, which is the same; in a manifest one can, and the second is meant. */
export const sidecarOutboundModeMissing = defineRule<undefined>({
  code: 'MESH712',
  name: 'sidecar-outbound-mode-missing',
  severity: 'info',
  summary: 'The outboundTrafficPolicy of a Sidecar has no mode, which means REGISTRY_ONLY.',
  seeAlso: ['KIA1007'],
  reads: ['sidecars'],
  examples: {
    bad: { yaml: example(', outboundTrafficPolicy: {}') },
    good: [
      { why: 'a mode', yaml: example(', outboundTrafficPolicy: { mode: ALLOW_ANY }') },
      { why: 'the mode that is meant said', yaml: example(', outboundTrafficPolicy: { mode: REGISTRY_ONLY }') },
      { why: 'no policy, which leaves it to the mesh', yaml: example('') },
    ],
  },
  * check({ sidecars }) {
    for (const { ref, origin, manifest } of sidecars) {
      const policy = new Piece(manifest).at('spec', 'outboundTrafficPolicy');
      if (policy.isGiven && !policy.at('mode').isGiven) yield { at: { ref, origin, field: policy.field }, related: [], data: undefined };
    }
  },
  words: () => ({
    what: 'outboundTrafficPolicy has no mode',
    fix: 'Istio takes it for REGISTRY_ONLY, and not for the default of the mesh: requests to hosts that are not in the registry are answered with 502. Say REGISTRY_ONLY or ALLOW_ANY, or leave the policy out.',
  }),
});
