import type { Finding, Place, Rule, Severity } from '../rules/define-rule';
import { rules } from '../rules/registry';
import { formatRef } from '../values/object-ref';
import { lineOf, type Locate, type Origin } from '../values/origin';
import { asText, type Manifest } from '../values/read';

/** Something of the input that cannot be used, with the reason in one line. */
export interface Problem {
  readonly path: string;
  /** Left out where it is the whole file. */
  readonly line?: number;
  readonly reason: string;
}

/** A place with the line that it begins at; left out where that is not in a file. */
export interface Located extends Place {
  readonly line?: number;
}

export interface LocatedFinding extends Finding {
  readonly at: Located;
  readonly related: readonly Located[];
}

/** What a check found, as all formats get it. */
export interface Report {
  /** By file, line and code. */
  readonly findings: readonly LocatedFinding[];
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

/** What a report is made of. */
export interface Found extends Omit<Report, 'findings' | 'counts'> {
  readonly findings: readonly Finding[];
  /** @default - the line that the object begins at */
  readonly locate?: Locate;
}

export function makeReport({ locate = lineOf, ...found }: Found): Report {
  const count = (severity: Severity) => found.findings.filter((finding) => finding.severity === severity).length;
  const located = (place: Place): Located => ({ ...place, line: locate(place.origin, place.field) });
  const findings = found.findings.map((finding) => ({ ...finding, at: located(finding.at), related: finding.related.map(located) }));
  return { ...found, findings: findings.sort(inOrder), counts: { error: count('error'), warning: count('warning'), info: count('info') } };
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

function inOrder(a: LocatedFinding, b: LocatedFinding): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  const index = left.findIndex((part, at) => part !== right[at]);
  if (index === -1) return 0;
  return left[index] < right[index] ? -1 : 1;
}

function sortKey({ at, code, what }: LocatedFinding): ReadonlyArray<string | number> {
  return [at.origin.path, at.line ?? 0, code, formatRef(at.ref), what];
}
