import { formatRuleList, formatRulePage } from '../report/rule-page';
import { rules as registered } from '../rules/registry';
import { ruleNamed } from '../check/rule-named';
import { asUsage, ExitCode, parseCommandLine, UsageError } from './command';
import type { Io } from './io';

/** Lists the rules, or shows one. */
export async function rules(args: readonly string[], io: Io): Promise<ExitCode> {
  const { positionals } = parseCommandLine(args, {});
  if (positionals.length > 1) throw new UsageError('rules shows one rule at a time');
  const [code] = positionals;
  io.stdout(code === undefined ? formatRuleList(registered) : formatRulePage(asUsage(() => ruleNamed(code))));
  return ExitCode.CLEAN;
}
