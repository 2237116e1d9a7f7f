import pico from 'picocolors';
import type { Severity } from '../rules/define-rule';
import { excerptsOf, type ExcerptOf } from './excerpt';
import type { FormatOptions, LocatedFinding, Report } from './report';
import { formatPlace, printable } from './words';

type Colors = ReturnType<typeof pico.createColors>;

const COLORS: Readonly<Record<Severity, 'red' | 'yellow' | 'blue'>> = { error: 'red', warning: 'yellow', info: 'blue' };

/** A report for a person at a terminal. */
export function formatConsole(report: Report, options: FormatOptions): string {
  const colors = pico.createColors(options.colors);
  const excerptOf = excerptsOf(report.texts);
  return [...report.findings.map((finding) => formatFinding(finding, excerptOf, colors)), formatCounts(report)].map((part) => `${part}\n`).join('');
}

function formatFinding({ severity, code, what, fix, at, related }: LocatedFinding, excerptOf: ExcerptOf, colors: Colors): string {
  return [
    `${colors.bold(colors[COLORS[severity]](severity))} ${code} ${colors.bold(printable(what))}`,
    ...[...related, at].map((place) => `    ${printable(formatPlace(place))}`),
    ...excerptOf(at).map((line) => colors.dim(`  ${line}`)),
    `  ${printable(fix)}`,
    '',
  ].join('\n');
}

function formatCounts({ counts: { error, warning, info }, checked }: Report): string {
  return `${counted(error, 'error')}, ${counted(warning, 'warning')}, ${counted(info, 'info')} in ${counted(checked, 'object')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
