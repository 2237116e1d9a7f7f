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
const EXCUSES: readonly Excuse[] = [];

export function excuseFor(path: string, { code }: Finding, complete: boolean): Excuse | undefined {
  return EXCUSES.find((each) => each.file.test(path) && each.code === code && (complete || each.whereComplete !== true));
}
