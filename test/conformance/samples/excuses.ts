import type { Finding } from '../../../lib/rules/define-rule';

interface Excuse {
  readonly file: RegExp;
  readonly code: string;
  /** Whether it is told only where everything is said to be given. @default false */
  readonly whereComplete?: boolean;
  /** What is really wrong with the sample, or missing around it. */
  readonly reason: string;
}

/** What is found in Istio's samples and is true of them. */
const EXCUSES: readonly Excuse[] = [
  {
    file: /^bookinfo\/networking\/(?:bookinfo|certmanager)-gateway\.yaml$/, code: 'MESH101',
    reason: 'two alternatives, which are not meant to be applied together: on one listener Istio merges their servers for all hosts',
  },
  { file: /^bookinfo\/networking\/certmanager-gateway\.yaml$/, code: 'MESH501', whereComplete: true, reason: 'the Service of cert-manager is not among the samples' },
  { file: /^bookinfo\/networking\/fault-injection-details-v1\.yaml$/, code: 'MESH429', reason: 'its second rule really gets no requests: the first has no match' },
  { file: /^multicluster\//, code: 'MESH105', whereComplete: true, reason: 'the east-west gateway is installed by a script, its pods are not among the samples' },
  { file: /^multicluster\//, code: 'MESH501', whereComplete: true, reason: 'the Service of istiod is not among the samples' },
  { file: /^multicluster\//, code: 'MESH509', whereComplete: true, reason: 'the Service of istiod is not among the samples' },
  { file: /^tcp-echo\//, code: 'MESH104', reason: 'port 31400 is on the ingress Service of the demo profile, and not of the default one' },
];

export function excuseFor(path: string, { code }: Finding, complete: boolean): Excuse | undefined {
  return EXCUSES.find((each) => each.file.test(path) && each.code === code && (complete || each.whereComplete !== true));
}
