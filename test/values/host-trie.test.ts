import { HostTrie } from '../../lib/values/host-trie';

function trieOf(...hosts: string[]): HostTrie<string> {
  const trie = new HostTrie<string>();
  hosts.forEach((host) => trie.add(host, host));
  return trie;
}

const HOSTS = ['*', '*.com', 'a.com', '*.a.com', 'x.a.com', '*.x.a.com', 'b.com', 'a.com.b.com'];

describe('the hosts that cover a host, the narrowest first', () => {
  test.each<[string, readonly string[]]>([
    ['a.com', ['a.com', '*.com', '*']],
    ['x.a.com', ['x.a.com', '*.a.com', '*.com', '*']],
    ['y.x.a.com', ['*.x.a.com', '*.a.com', '*.com', '*']],
    ['X.A.COM', ['x.a.com', '*.a.com', '*.com', '*']],
    ['*.a.com', ['*.a.com', '*.com', '*']],
    ['*', ['*']],
    ['nothing.org', ['*']],
  ])('%s', (host, covering) => expect(trieOf(...HOSTS).covering(host)).toEqual(covering));
});

describe('the hosts within a wildcard', () => {
  test.each<[string, readonly string[]]>([
    ['*.a.com', ['*.a.com', '*.x.a.com', 'x.a.com']],
    ['*', [...HOSTS].sort()],
    ['*.b.com', ['a.com.b.com']],
    ['*.org', []],
    ['a.com', ['a.com']],
  ])('%s', (host, within) => expect([...trieOf(...HOSTS).within(host)].sort()).toEqual(within));
});

test('hosts that share a name are those that cover it and those that it covers, each once', () => {
  expect([...trieOf(...HOSTS).overlapping('*.x.a.com')].sort()).toEqual(['*', '*.a.com', '*.com', '*.x.a.com']);
});

test('a wildcard does not cover the name that it stands before', () => {
  expect(trieOf('*.a.com').covering('a.com')).toEqual([]);
  expect(trieOf('a.com').within('*.a.com')).toEqual([]);
});

test('several values of one host are all there', () => {
  const trie = new HostTrie<number>();
  [1, 2, 3].forEach((value) => trie.add('a.com', value));
  expect(trie.at('a.com')).toEqual([1, 2, 3]);
});

test('names such as __proto__ are labels like others', () => {
  expect(trieOf('__proto__.com').covering('constructor.com')).toEqual([]);
  expect(trieOf('__proto__.com').covering('__proto__.com')).toEqual(['__proto__.com']);
});

test('a host of a million labels is found without going through all of its ends', () => {
  const endless = 'a.'.repeat(1_000_000);
  const trie = trieOf('*', '*.a', endless);
  expect(trie.covering(endless)).toEqual([endless, '*']);
  expect(trie.within('*')).toHaveLength(3);
});
