import { main } from './main';
import { compare, type Comparison } from './analyzers/compare';
import { fixtures } from './analyzers/fixtures';
import { reasonFor, reasonsForNothing } from './analyzers/reasons';
import { writeReport } from './analyzers/report';

// Usage: analyzers.ts
// Compares what Istio's own analyzers and our rules say of Istio's own fixtures, and writes ANALYZERS.md. Exit code: 0 every
// difference has a reason and every reason a difference, 1 otherwise, 2 could not be compared.

async function analyzers(): Promise<number> {
  const comparisons: Comparison[] = [];
  for (const fixture of await fixtures()) comparisons.push(await compare(fixture));
  const unexplained = comparisons.flatMap(({ fixture, differences }) => differences
    .filter((difference) => reasonFor(fixture, difference) === undefined)
    .map(({ by, rule, codes, object, text }) => `${fixture.name}: ${by === 'istio' ? `only Istio says ${codes[0]}` : `only ${rule} (${codes.join(', ')})`} of ${object}: ${text}`));
  const idle = reasonsForNothing(comparisons);
  unexplained.forEach((line) => console.log(line));
  idle.forEach((reason) => console.log(`a reason for nothing: ${reason}`));
  writeReport(comparisons);
  const agreed = comparisons.reduce((sum, each) => sum + each.agreed, 0);
  console.log(`${comparisons.length} fixtures: ${agreed} messages agree, ${unexplained.length} differences without a reason`);
  return unexplained.length + idle.length > 0 ? 1 : 0;
}

main(analyzers);
