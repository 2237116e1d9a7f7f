import type { Finding, Place, Rule, Severity } from '../rules/define-rule';
import { rules } from '../rules/registry';
import { formatRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { asText, type Manifest } from '../values/read';

/** Something of the input that cannot be used, with the reason in one line. */
export interface Problem {
  readonly path: string;
  /** Left out where it is the whole file. */
  readonly line?: number;
  readonly reason: string;
}

/** What a check found, as all formats get it. */
export interface Report {
  /** By file, line and code. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly problems: readonly Problem[];
  /** How many objects were checked. */
  readonly checked: number;
  /** The objects that findings may be about, by their origin: a finding hands on the very origin that its object was given with. */
  readonly objects: ReadonlyMap<Origin, Manifest>;
  /** The texts of the files, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface FormatOptions {
  readonly colors: boolean;
}

/** A report as text, complete with its last newline; empty where there is nothing to say. */
export type Format = (report: Report, options: FormatOptions) => string;

export function makeReport(found: Omit<Report, 'counts'>): Report {
  const count = (severity: Severity) => found.findings.filter((finding) => finding.severity === severity).length;
  return { ...found, findings: [...found.findings].sort(inOrder), counts: { error: count('error'), warning: count('warning'), info: count('info') } };
}

/** The rule of a finding; a finding has only its code. */
export function ruleOf({ code }: Finding): Rule {
  const rule = rules.find((each) => each.code === code);
  if (rule === undefined) throw new Error(`no rule has the code ${code} of a finding`);
  return rule;
}

export function apiVersionOf({ objects }: Report, { origin }: Place): string | undefined {
  return asText(objects.get(origin)?.apiVersion);
}

export function lineOf({ origin }: Place): number | undefined {
  return origin.kind === 'file' ? origin.line : undefined;
}

function inOrder(a: Finding, b: Finding): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  const index = left.findIndex((part, at) => part !== right[at]);
  if (index === -1) return 0;
  return left[index] < right[index] ? -1 : 1;
}

function sortKey({ at, code, what }: Finding): ReadonlyArray<string | number> {
  return [at.origin.path, lineOf(at) ?? 0, code, formatRef(at.ref), what];
}
