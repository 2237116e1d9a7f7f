import { checkManifests } from '../check/check-manifests';
import { Severities } from '../check/severities';
import { withFurther } from '../collect/collected';
import { locatorOf } from '../collect/locate';
import { formats } from '../report/formats';
import { makeReport, type Report } from '../report/report';
import type { Finding } from '../rules/define-rule';
import { asUsage, ExitCode, parseCommandLine, UsageError } from './command';
import { formatNamed } from './format-named';
import type { Io } from './io';
import { MANIFEST_OPTIONS, pathsOr, readManifests, tellProblems, type Manifests } from './manifests';

const OPTIONS = {
  ...MANIFEST_OPTIONS,
  format: { type: 'string', default: 'text' },
  severity: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Says what is wrong with manifests. */
export async function check(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseCommandLine(args, OPTIONS);
  const paths = pathsOr(positionals);
  if (paths.includes('-') && values.existing.includes('-')) throw new UsageError('standard input is either what to check or what exists, not both');
  const format = formatNamed(values.format, formats);
  const severities = asUsage(() => Severities.parse(values.severity));
  const manifests = await readManifests(paths, values, io);
  const { own, existing, facts } = manifests;
  const report = reportOf(checkManifests(own.objects, { existing: existing.objects, severities, facts }), manifests);
  io.stdout(format(report, io));
  tellProblems(report.problems, io);
  return exitCodeOf(report);
}

function reportOf(findings: readonly Finding[], { own, existing, texts, problems }: Manifests): Report {
  return makeReport({
    findings,
    locate: locatorOf(texts),
    problems,
    checked: withFurther([], own.objects).length,
    objects: new Map([...own.objects, ...existing.objects].map(({ origin, object }) => [origin, object])),
    texts,
  });
}

function exitCodeOf({ problems, counts }: Report): ExitCode {
  if (problems.length > 0) return ExitCode.UNUSABLE;
  return counts.error > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN;
}
