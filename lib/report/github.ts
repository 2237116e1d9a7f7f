import type { Severity } from '../rules/define-rule';
import { ruleOf, type LocatedFinding, type Problem, type Report } from './report';
import { formatPlace } from './words';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * A report as workflow commands, which GitHub shows as annotations of the lines in question.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatGithub({ findings, problems }: Report): string {
  return [...problems.map(problemCommand), ...findings.map(findingCommand)].map((line) => `${line}\n`).join('');
}

function findingCommand(finding: LocatedFinding): string {
  const { severity, code, what, fix, at, related } = finding;
  const file = at.origin.kind === 'file' ? at.origin.path : undefined;
  const message = [what, ...[...related, at].map(formatPlace), fix].join('\n');
  return command(COMMANDS[severity], { file, line: at.line, title: `${code} ${ruleOf(finding).name}` }, message);
}

function problemCommand({ path, line, reason }: Problem): string {
  return command('error', { file: path, line, title: 'unusable input' }, reason);
}

function command(name: string, properties: Readonly<Record<string, string | number | undefined>>, message: string): string {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  return `::${name} ${given.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',')}::${escapeData(message)}`;
}

// As @actions/core does it, which is all that there is of a definition.
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
