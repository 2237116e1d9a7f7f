import { decode } from '../../lib/files/decode';

const marked = (mark: number[], text: string, encoding: BufferEncoding) => Buffer.concat([Buffer.from(mark), Buffer.from(text, encoding)]);

describe('text in UTF-8 is what it is', () => {
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.from(''), ''],
    ['letters of all languages', Buffer.from('grüße, 你好 🙂\r\n'), 'grüße, 你好 🙂\r\n'],
    ['the mark that begins it left out', marked([0xef, 0xbb, 0xbf], 'kind: A', 'utf8'), 'kind: A'],
    ['the same mark elsewhere left in', Buffer.from('a\uFEFF'), 'a\uFEFF'],
  ])('%s', (_, bytes, text) => expect(decode(bytes)).toBe(text));
});

describe('what is not is told in words', () => {
  test.each<[string, Buffer, string]>([
    ['as Notepad and PowerShell save it', marked([0xff, 0xfe], 'kind: A', 'utf16le'), 'it is in UTF-16; save it in UTF-8'],
    ['the other way round', marked([0xff, 0xfe], 'kind: A', 'utf16le').swap16(), 'it is in UTF-16; save it in UTF-8'],
    ['nothing but the mark', Buffer.from([0xff, 0xfe]), 'it is in UTF-16; save it in UTF-8'],
    ['with four bytes for each letter', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'it is in UTF-32; save it in UTF-8'],
    ['with no mark', Buffer.from('kind: A', 'utf16le'), 'it is a binary file, not text'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), 'it is a binary file, not text'],
    ['Latin-1', Buffer.from('grüße', 'latin1'), 'it is not text in UTF-8'],
    ['a letter that is cut off', Buffer.from([0x61, 0xe4, 0xbd]), 'it is not text in UTF-8'],
  ])('%s', (_, bytes, reason) => expect(() => decode(bytes)).toThrow(new Error(reason)));
});
