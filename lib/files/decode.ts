import { isUtf8 } from 'node:buffer';

// By the marks that begin them; the longer one of two that begin alike comes first.
const OTHERS: ReadonlyArray<readonly [string, Buffer]> = [
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0])],
  ['UTF-32', Buffer.from([0, 0, 0xfe, 0xff])],
  ['UTF-16', Buffer.from([0xff, 0xfe])],
  ['UTF-16', Buffer.from([0xfe, 0xff])],
];

/**
 * The text of bytes in UTF-8, without the mark that may begin them.
 *
 * @throws one line with the reason, where they are no text in UTF-8
 */
export function decode(bytes: Buffer): string {
  const [other] = OTHERS.find(([, mark]) => bytes.subarray(0, mark.length).equals(mark)) ?? [];
  if (other !== undefined) throw new Error(`it is in ${other}; save it in UTF-8`);
  if (bytes.includes(0)) throw new Error('it is a binary file, not text');
  if (!isUtf8(bytes)) throw new Error('it is not text in UTF-8');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}
