import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../../lib/router/outcome';
import type { EngineVersions } from '../engine/question';
import { isUnsaid } from './agreement';

const FILE = join(__dirname, '../REPORT.md');

/** How often the router and the engine agreed, by feature and by kind of outcome. */
export class Tally {
  public requests = 0;
  public differing = 0;
  /** Of what the router says that it does not know. */
  public unsaid = 0;
  private readonly kinds = new Map<string, number>();
  private readonly features = new Map<string, { agreed: number; differing: number; unsaid: number }>();

  public count(outcome: Outcome, features: readonly string[], agrees: boolean): void {
    const column = isUnsaid(outcome) ? 'unsaid' : agrees ? 'agreed' : 'differing';
    this.requests += 1;
    if (column !== 'agreed') this[column] += 1;
    this.kinds.set(outcome.kind, (this.kinds.get(outcome.kind) ?? 0) + 1);
    for (const feature of new Set(features)) {
      const row = this.features.get(feature) ?? { agreed: 0, differing: 0, unsaid: 0 };
      row[column] += 1;
      this.features.set(feature, row);
    }
  }

  public get summary(): string {
    return [...this.kinds].sort(([, a], [, b]) => b - a).map(([kind, times]) => `${kind} ${times}`).join(', ');
  }

  public get rows(): readonly string[] {
    return [...this.features].sort(([a], [b]) => (a < b ? -1 : 1)).map(([feature, { agreed, differing, unsaid }]) => `| ${feature} | ${agreed} | ${differing} | ${unsaid} |`);
  }
}

export function writeReport(tally: Tally, { istio, envoy }: EngineVersions, command: string): void {
  writeFileSync(FILE, [
    '# The router beside the real engine', '',
    `What \`${command}\` wrote, with Istio ${istio} and Envoy ${envoy}: made-up meshes and requests, each sent to the engine and asked of the router.`, '',
    `${tally.requests} requests, ${tally.differing} differ; of ${tally.unsaid} the router says that it does not know. By kind of outcome: ${tally.summary}.`, '',
    'A request counts for each feature that had a say in its answer.', '',
    '| feature | agreed | differing | not said |', '|---|---|---|---|', ...tally.rows, '',
  ].join('\n'));
}
