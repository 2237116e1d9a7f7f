import type { Example } from '../../lib/rules/define-rule';
import { rules } from '../../lib/rules/registry';
import { run } from './running';

test('the rules are listed, one a line', async () => {
  const { code, stdout, stderr } = await run(['rules']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trimEnd().split('\n').map((line) => line.split(/ {2,}/))).toEqual(rules.map((rule) => [rule.code, rule.severity, rule.name, rule.summary]));
});

test('one rule is shown with what others call it and its examples', async () => {
  const gateway = (name: string, port: number, host = 'shop.example.com') => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: ${port}, name: https, protocol: HTTPS }
      hosts: [${host}]
      tls: { mode: SIMPLE, credentialName: ${name} }
`;
  expect(await run(['rules', 'MESH101'])).toEqual({
    code: 0,
    stderr: '',
    stdout: `MESH101 host-claimed-twice (error)
Two servers of one gateway workload have the same host on the same listener.

Istio and Kiali report it as IST0145, KIA0301.

Something is found here:

${gateway('one', 443)}---
${gateway('two', 443)}
Nothing is found where there is another port:

${gateway('one', 443)}---
${gateway('two', 9443)}
Nothing is found where there is another host:

${gateway('one', 443)}---
${gateway('two', 443, 'blog.example.com')}
Nothing is found where there is another gateway workload:

${gateway('one', 443)}---
${gateway('two', 443).replace('ingressgateway', 'internal')}`,
  });
});

const shownByThemselves = rules.filter(({ examples: { bad } }) => !bad.ours);

test.each(shownByThemselves.map((rule) => [rule.code, rule] as const))('what %s shows as found is found by check, and nothing in the others', async (code, rule) => {
  const { stdout } = await run(['rules', code.toLowerCase()]);
  const shown = stdout.split(/^(?:Something is found here|Nothing is found where there is)[^\n]*:\n\n/m).slice(1);
  const examples = [rule.examples.bad, ...rule.examples.good];
  const found = await Promise.all(shown.map((yaml, index) => codesOf(yaml, examples[index], code)));
  expect(found).toEqual([[code], ...rule.examples.good.map(() => [])]);
});

async function codesOf(stdin: string, { complete = [] }: Example, own: string): Promise<readonly string[]> {
  const { stdout } = await run(['check', '-', '--format', 'json', ...complete.flatMap((kind) => ['--complete', kind])], { stdin });
  const { findings } = JSON.parse(stdout) as { readonly findings: ReadonlyArray<{ readonly code: string; readonly severity: string }> };
  return [...new Set(findings.filter(({ code, severity }) => code === own || severity !== 'info').map(({ code }) => code))];
}
