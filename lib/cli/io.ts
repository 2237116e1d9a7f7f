import { decode } from '../files/decode';

/** What a command may see and do outside; the tests have one of their own. */
export interface Io {
  /** The folder that paths are relative to. */
  readonly cwd: string;
  /** Whether standard output shows colours. */
  readonly colors: boolean;
  /** The time that certificates are judged at. */
  readonly now: Date;
  stdin(): Promise<string>;
  stdout(text: string): void;
  stderr(text: string): void;
}

export function processIo(): Io {
  return {
    cwd: process.cwd(),
    colors: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR,
    now: new Date(),
    stdin: readStdin,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  };
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return decode(Buffer.concat(chunks));
}
