import type { Finished } from './engine/programs';

type Level = 'Info' | 'Warning' | 'Error';

/** What one of Istio's own checks says of a case's manifests. */
export interface Finding {
  readonly tool: 'istioctl validate' | 'istioctl analyze' | 'all analyzers';
  readonly level: Level;
  readonly code?: string;
  readonly text: string;
}

interface Excuse {
  readonly tool: Finding['tool'];
  readonly code: string;
  readonly text: RegExp;
  /** Why the message comes from the check being run without a cluster, or is not true, so that the manifests are right. */
  readonly reason: string;
}

const IN_SECRET = { code: 'IST0129', text: /has TLS mode set to MUTUAL but no caCertificates/, reason: 'the authorities are in the Secret that credentialName says, which the analyzer does not look for' };

/** Messages that the setting causes, or the check itself, and not the manifests: each by its name, with the reason. */
const EXCUSES: readonly Excuse[] = [
  {
    tool: 'all analyzers', code: 'IST0161', text: /^Gateway /,
    reason: 'certificates are no part of a case, so its Secrets are empty',
  },
  {
    tool: 'all analyzers', code: 'IST0147', text: /^Pod \S+-1: /,
    reason: 'the pods of Deployments are made here, without the webhook that puts in their image',
  },
  { tool: 'istioctl analyze', ...IN_SECRET },
  { tool: 'all analyzers', ...IN_SECRET },
];

export function excuseFor({ tool, code, text }: Finding): Excuse | undefined {
  return EXCUSES.find((each) => each.tool === tool && each.code === code && each.text.test(text));
}

/**
 * `istioctl validate` has no format for programs. It fails for errors, says that a file "has warnings", and prints before
 * that, as a line without any level, that a Deployment lacks the labels app or version; it calls such a file valid.
 */
export function validateFindings({ code, stdout, stderr }: Finished): readonly Finding[] {
  const tool = 'istioctl validate';
  const text = `${stdout}${stderr}`.trim();
  if (code !== 0) return [{ tool, level: 'Error', text }];
  if (text.includes(' has warnings: ')) return [{ tool, level: 'Warning', text }];
  return text.split('\n').filter((line) => line !== '' && !line.endsWith(' is valid')).map((line) => ({ tool, level: 'Info', text: line }));
}

interface AnalyzerMessage {
  readonly code: string;
  readonly level: Level;
  readonly origin: string;
  readonly message: string;
}

/** With JSON the exit code is 0 whatever was found, and a file that could not be read is told on standard error only. */
export function analyzeFindings(tool: Finding['tool'], { code, stdout, stderr }: Finished): readonly Finding[] {
  const trouble = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('✔')).join('\n');
  if (code !== 0 || trouble !== '') return [{ tool, level: 'Error', text: trouble || `exit code ${code}: ${stdout}` }];
  const messages = JSON.parse(stdout) as readonly AnalyzerMessage[];
  return messages.map(({ code: messageCode, level, origin, message }) => ({ tool, level, code: messageCode, text: `${origin}: ${message}` }));
}
