import { Piece } from '../../lib/values/piece';

const piece = new Piece({ spec: { http: [{ name: 'a' }, { timeout: null, headers: { 'x-a': '1' } }], port: 80 } });

describe('a piece of a manifest knows its way', () => {
  test('through maps and lists', () => {
    const name = piece.at('spec', 'http').list[0].at('name');
    expect(name.text).toBe('a');
    expect(name.field).toEqual(['spec', 'http', 0, 'name']);
  });
  test('through maps whose names are the user\'s', () => {
    const [[name, value]] = piece.at('spec', 'http').list[1].at('headers').entries;
    expect([name, value.text, value.field]).toEqual(['x-a', '1', ['spec', 'http', 1, 'headers', 'x-a']]);
  });
});

describe('what a manifest does not have', () => {
  test('has no parts', () => {
    const missing = piece.at('spec', 'port', 'number', 'more');
    expect([missing.isGiven, missing.list, missing.entries, missing.field]).toEqual([false, [], [], ['spec', 'port', 'number', 'more']]);
  });
  test('is not inherited from objects', () => expect(piece.at('constructor').isGiven).toBe(false));
  test('may stand there as null', () => expect(piece.at('spec', 'http').list[1].at('timeout').isGiven).toBe(false));
  test('reads as absent where it is of another type', () => expect([piece.at('spec').text, piece.at('spec', 'port').text]).toEqual([undefined, undefined]));
});

test.each(['', 0, false, [], null, undefined])('%j is as good as nothing to Istio', (value) => expect(new Piece(value).isSet).toBe(false));
test.each(['a', 1, true, ['a'], {}])('%j is something to Istio', (value) => expect(new Piece(value).isSet).toBe(true));
