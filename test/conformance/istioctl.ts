import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { conformanceCases } from './cases';
import { asApplied } from './engine/as-applied';
import { placeOf, run } from './engine/programs';
import type { Manifest } from './engine/question';
import { withTemporaryFolder } from './engine/temporary-folder';
import { withKeys } from './engine/tokens';
import { withPods } from './engine/with-pods';
import { analyzeFindings, excuseFor, validateFindings, type Finding } from './findings';
import { main } from './main';

// Usage: istioctl.ts  Exit code: 0 nothing above Info, 1 warnings or errors, 2 could not be run.

async function checkAll(): Promise<number> {
  let serious = 0;
  for (const { name, manifests, mistakes = [] } of conformanceCases) {
    const findings = await check(withPods(manifests().map(asApplied).map(withKeys)));
    const unmade = mistakes.filter((code) => !findings.some((finding) => finding.code === code));
    console.log(`${name}: ${findings.length} messages`);
    for (const finding of findings) console.log(`  ${line(finding, mistakes)}`);
    for (const code of unmade) console.log(`  Error · ${code} is a mistake that the case means to make, and was not reported`);
    serious += findings.filter((finding) => isSerious(finding, mistakes)).length + unmade.length;
  }
  console.log(`${serious} unexpected warnings and errors`);
  return serious > 0 ? 1 : 0;
}

function isSerious(finding: Finding, mistakes: readonly string[]): boolean {
  return finding.level !== 'Info' && whyAccepted(finding, mistakes) === undefined;
}

function whyAccepted(finding: Finding, mistakes: readonly string[]): string | undefined {
  if (finding.code !== undefined && mistakes.includes(finding.code)) return 'the case makes this mistake on purpose';
  return excuseFor(finding)?.reason;
}

function line(finding: Finding, mistakes: readonly string[]): string {
  const { tool, level, code, text } = finding;
  const accepted = whyAccepted(finding, mistakes);
  return [level, tool, ...(code === undefined ? [] : [code]), text, ...(accepted === undefined ? [] : [`accepted: ${accepted}`])].join(' · ');
}

function check(manifests: readonly Manifest[]): Promise<readonly Finding[]> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'manifests.yaml');
    writeFileSync(file, Yaml.stringify(...manifests));
    return [
      ...validateFindings(await run(placeOf('istioctl'), ['validate', '-f', file])),
      ...analyzeFindings('istioctl analyze', await run(placeOf('istioctl'), ['analyze', '--use-kube=false', '--all-namespaces', '-o', 'json', file])),
      ...analyzeFindings('all analyzers', await run(placeOf('analyze'), [file])),
    ];
  });
}

main(checkAll);
