import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Comparison, Difference } from './compare';
import type { Fixture } from './fixtures';
import { reasonFor } from './reasons';

const FILE = join(__dirname, '../ANALYZERS.md');

/** Writes what the comparison came to: per family the count, and every difference with its reason. */
export function writeReport(comparisons: readonly Comparison[]): void {
  const agreed = comparisons.reduce((sum, each) => sum + each.agreed, 0);
  const differing = comparisons.filter(({ differences }) => differences.length > 0);
  writeFileSync(FILE, [
    '# Istio\'s analyzers and our rules',
    '',
    'What all of Istio\'s analyzers and all of our rules say of the fixtures of Istio\'s own tests, as pairs of Istio\'s code and object;',
    'a rule of ours says an Istio code if its `seeAlso` names it. Everything in a fixture is taken as all there is. Written by',
    '`npm run conformance:analyzers`.',
    '',
    `${comparisons.length} fixtures, ${agreed} messages in agreement, ${differing.reduce((sum, { differences }) => sum + differences.length, 0)} differences.`,
    '',
    ...differing.flatMap(sectionOf),
  ].join('\n'));
}

function sectionOf({ fixture, agreed, differences }: Comparison): readonly string[] {
  return [
    `## ${fixture.name} (${fixture.files.map((file) => basename(file)).join(', ')})`,
    '',
    `${agreed} in agreement.`,
    '',
    '| said by | code | object | what | why |',
    '|---|---|---|---|---|',
    ...differences.map((difference) => rowOf(difference, fixture)),
    '',
  ];
}

function rowOf(difference: Difference, fixture: Fixture): string {
  const { by, codes, rule, object, text } = difference;
  const cells = [by === 'istio' ? 'Istio' : 'us', [...(rule === undefined ? [] : [rule]), ...codes].join(', '), object, text, reasonFor(fixture, difference) ?? '**no reason yet**'];
  return `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
}
