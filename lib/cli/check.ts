import { checkManifests } from '../check/check-manifests';
import { Severities } from '../check/severities';
import { withFurther } from '../collect/collected';
import { locatorOf } from '../collect/locate';
import { Completeness } from '../model/completeness';
import { formats } from '../report/formats';
import { makeReport, type Format, type Report } from '../report/report';
import { formatProblem } from '../report/words';
import type { Finding } from '../rules/define-rule';
import { oneOf } from '../values/words';
import { asUsage, ExitCode, parseCommandLine, UsageError } from './command';
import { readInput, type Input } from './input';
import type { Io } from './io';
import { readMeshConfig } from './mesh-config';

const OPTIONS = {
  existing: { type: 'string', multiple: true, default: [] as string[] },
  complete: { type: 'string', multiple: true, default: [] as string[] },
  'mesh-config': { type: 'string' },
  format: { type: 'string', default: 'text' },
  severity: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Says what is wrong with manifests. */
export async function check(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseCommandLine(args, OPTIONS);
  const paths = positionals.length > 0 ? positionals : ['dist'];
  if (paths.includes('-') && values.existing.includes('-')) throw new UsageError('standard input is either what to check or what exists, not both');
  const format = formatNamed(values.format);
  const severities = asUsage(() => Severities.parse(values.severity));
  const complete = asUsage(() => new Completeness(values.complete).texts);
  const meshConfig = values['mesh-config'] === undefined ? undefined : readMeshConfig(values['mesh-config'], io);
  const own = await readInput(paths, io);
  const existing = await readInput(values.existing, io);
  const findings = checkManifests(own.objects, { existing: existing.objects, severities, facts: { complete, now: io.now, meshConfig } });
  const report = reportOf(findings, own, existing);
  io.stdout(format(report, io));
  report.problems.forEach((problem) => io.stderr(`cdk8s-istio: ${formatProblem(problem)}\n`));
  return exitCodeOf(report);
}

function formatNamed(name: string): Format {
  if (!Object.hasOwn(formats, name)) throw new UsageError(`there is no format "${name}"; use ${oneOf(Object.keys(formats))}`);
  return formats[name];
}

function reportOf(findings: readonly Finding[], own: Input, existing: Input): Report {
  const texts = new Map([...existing.texts, ...own.texts].map(({ path, text }) => [path, text]));
  return makeReport({
    findings,
    locate: locatorOf(texts),
    problems: [...own.problems, ...existing.problems],
    checked: withFurther([], own.objects).length,
    objects: new Map([...own.objects, ...existing.objects].map(({ origin, object }) => [origin, object])),
    texts,
  });
}

function exitCodeOf({ problems, counts }: Report): ExitCode {
  if (problems.length > 0) return ExitCode.UNUSABLE;
  return counts.error > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN;
}
