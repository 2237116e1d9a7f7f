import { cpSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = dirname(__dirname);

// Made by tools, and large: nothing of it is a source.
const LEFT_OUT = new Set([
  ...['.git', 'node_modules', 'build', 'coverage'].map((name) => join(ROOT, name)), join(ROOT, 'test/conformance/engine/.cache'),
]);

/** Copies this checkout, as it is now, into a folder that is not there yet; the installed packages are linked. */
export function copyCheckout(folder: string): void {
  cpSync(ROOT, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(path) });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
}
