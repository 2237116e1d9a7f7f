import type { Difference } from './compare';
import type { Fixture } from './fixtures';

/** Why one side alone says something: what Istio really does. */
interface Reason {
  readonly by: Difference['by'];
  /** Istio's code, or the code of our rule. */
  readonly code: string;
  /** @default - in every fixture */
  readonly fixture?: RegExp;
  /** @default - of every object */
  readonly object?: RegExp;
  readonly reason: string;
}

const REASONS: readonly Reason[] = [];

/** The reason for a difference, undefined where there is none. */
export function reasonFor({ name }: Fixture, { by, codes, rule, object }: Difference): string | undefined {
  const code = by === 'istio' ? codes[0] : rule;
  return REASONS.find((each) => each.by === by && each.code === code
    && (each.fixture?.test(name) ?? true) && (each.object?.test(object) ?? true))?.reason;
}
