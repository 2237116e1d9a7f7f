import { dirname, relative, sep } from 'node:path';

// Everything below this folder is this package, wherever it is installed; .ts when its own tests run it.
const OWN_FOLDER = dirname(__dirname) + sep;

// `at f (/path/file.ts:1:2)` or `at /path/file.ts:1:2`.
const FRAME = /(?:\(|at (?:async )?)(?:file:\/\/)?([^()]+):(\d+):\d+\)?$/;

/** Where in the user's code something was said. The stack is kept as captured and formatted only when asked for. */
export class CallSite {
  private readonly holder: { stack?: string } = {};

  constructor() {
    const limit = Error.stackTraceLimit;
    // Deep enough to get out of this package and through a few layers of the user's own constructs.
    Error.stackTraceLimit = 16;
    Error.captureStackTrace(this.holder, CallSite);
    Error.stackTraceLimit = limit;
  }

  /** `main.ts:12`, or that there is none to show. */
  toString(): string {
    return this.place ?? 'a place that the stack does not show';
  }

  /** `main.ts:12`, relative to the working directory; undefined where the stack never leaves installed packages. */
  get place(): string | undefined {
    return this.places[0];
  }

  /** The place and those that it was called from, in the user's code. */
  get places(): readonly string[] {
    return (this.holder.stack ?? '').split('\n').slice(1).flatMap((frame) => {
      const [, file, line] = FRAME.exec(frame) ?? [];
      return file !== undefined && isUsers(file) ? [`${relative(process.cwd(), file)}:${line}`] : [];
    });
  }
}

function isUsers(file: string): boolean {
  return !file.startsWith('node:') && !file.startsWith('<') && !file.startsWith(OWN_FOLDER) && !file.includes(`${sep}node_modules${sep}`);
}
