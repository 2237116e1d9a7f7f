import { rules } from '../../lib/rules/registry';
import { run } from './running';

test('the rules are listed, one a line', async () => {
  const { code, stdout, stderr } = await run(['rules']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trimEnd().split('\n').map((line) => line.split(/ {2,}/))).toEqual(rules.map((rule) => [rule.code, rule.severity, rule.name, rule.summary]));
});

test('one rule is shown with what others call it and its examples', async () => {
  const gateway = (name: string, port: number) => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: ${port}, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop }
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
and nothing here:

${gateway('one', 443)}---
${gateway('two', 9443)}`,
  });
});

test.each(rules.filter(({ examples: { bad } }) => !bad.ours).map(({ code }) => [code]))('what %s shows as found is found by check, and nothing in the other', async (code) => {
  const { stdout } = await run(['rules', code.toLowerCase()]);
  const [, bad, good] = /:\n\n(apiVersion[^]*)\nand nothing here:\n\n([^]*)$/.exec(stdout) ?? [];
  const codes = async (stdin: string) => (JSON.parse((await run(['check', '-', '--format', 'json'], { stdin })).stdout) as { findings: Array<{ code: string }> }).findings.map((finding) => finding.code);
  expect([await codes(bad), await codes(good)]).toEqual([[code], []]);
});
