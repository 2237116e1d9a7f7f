import { withFurther } from '../collect/collected';
import { meshConfigIn } from '../collect/mesh-config';
import { buildMesh, type Facts } from '../model/mesh';
import { formats } from '../report/formats';
import { makeReport, type Format, type Report } from '../report/report';
import { formatProblem } from '../report/words';
import type { Finding } from '../rules/define-rule';
import { runRules } from '../rules/run';
import { oneOf } from '../values/words';
import { ExitCode, parseCommandLine, UsageError } from './command';
import { completeKinds, readMeshConfig } from './facts';
import { readInput, type Input } from './input';
import type { Io } from './io';
import { Severities } from './severities';

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
  const severities = Severities.parse(values.severity);
  const complete = completeKinds(values.complete);
  const meshConfig = values['mesh-config'] === undefined ? undefined : readMeshConfig(values['mesh-config'], io);
  const own = once(await readInput(paths, io));
  const existing = await readInput(values.existing, io);
  const facts = { complete, now: io.now, meshConfig: meshConfig ?? meshConfigIn([...existing.objects, ...own.objects]) };
  const report = reportOf(own, existing, { severities, facts });
  io.stdout(format(report, io));
  report.problems.forEach((problem) => io.stderr(`cdk8s-istio: ${formatProblem(problem)}\n`));
  return exitCodeOf(report);
}

function formatNamed(name: string): Format {
  if (!Object.hasOwn(formats, name)) throw new UsageError(`there is no format "${name}"; use ${oneOf(Object.keys(formats))}`);
  return formats[name];
}

/** What the command line says about the manifests. */
interface Settings {
  readonly severities: Severities;
  readonly facts: Facts;
}

function reportOf(own: Input, existing: Input, settings: Settings): Report {
  return makeReport({
    findings: findingsOf(own, existing, settings),
    problems: [...own.problems, ...existing.problems],
    checked: own.objects.length,
    objects: new Map([...own.objects, ...existing.objects].map(({ origin, object }) => [origin, object])),
    texts: new Map([...existing.texts, ...own.texts].map(({ path, text }) => [path, text])),
  });
}

// An object that stands in several files is one; the first of them is taken.
function once(input: Input): Input {
  return { ...input, objects: withFurther([], input.objects) };
}

// What exists was there before, so it comes first: of two objects that do not go together the rules report the later one.
function findingsOf(own: Input, existing: Input, { severities, facts }: Settings): readonly Finding[] {
  const origins = new Set(own.objects.map(({ origin }) => origin));
  const further = withFurther(own.objects, existing.objects).filter(({ origin }) => !origins.has(origin));
  return runRules(buildMesh([...further, ...own.objects], facts), severities.rules)
    .filter(({ at, related }) => [at, ...related].some(({ origin }) => origins.has(origin)))
    .map((finding) => severities.apply(finding));
}

function exitCodeOf({ problems, counts }: Report): ExitCode {
  if (problems.length > 0) return ExitCode.UNUSABLE;
  return counts.error > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN;
}
