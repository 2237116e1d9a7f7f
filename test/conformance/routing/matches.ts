import { NAMESPACES } from '../meshes/naming';
import type { Random } from '../meshes/random';

type Match = Readonly<Record<string, unknown>>;

/** The same match, now and then with a condition more, of a kind that is rare. */
export function withCondition(random: Random, match: Match, hosts: readonly string[]): Match {
  if (!random.chance(0.3)) return match;
  const kind = random.weighted({ scheme: 25, authority: 30, sourceNamespace: 20, header: 10, query: 10, regex: 15 });
  const condition = {
    scheme: { scheme: random.pick([{ exact: 'http' }, { exact: 'http' }, { exact: 'https' }, { prefix: 'http' }]) },
    authority: { authority: authority(random, random.pick([...hosts, 'a.com'])) },
    sourceNamespace: { sourceNamespace: random.chance(0.7) ? 'istio-system' : random.pick(NAMESPACES) },
    header: { headers: { 'x-team': random.pick([{ exact: 'ab' }, { prefix: 'a' }, { regex: '(?i)A.*' }, {}]) } },
    query: { queryParams: { q: random.pick([{ exact: 'a' }, { prefix: 'a' }, { regex: 'a|b+' }]) } },
    regex: { uri: { regex: random.pick(['/a(/.*)?', '/[a-c]/?', '(?i)/A.*', '/a/b|/c']) } },
  }[kind];
  return { ...match, ...condition };
}

function authority(random: Random, host: string): object {
  const isWild = host.startsWith('*');
  const end = isWild ? host.slice(1) : host;
  return random.pick<object>([isWild ? { prefix: 'w' } : { exact: host }, isWild ? { regex: `.*${end.replaceAll('.', '[.]')}` } : { prefix: host.slice(0, 2) }, { regex: `(w|w[.]v)?${end.replaceAll('.', '[.]')}(:[0-9]+)?` }]);
}
