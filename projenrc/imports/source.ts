import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ImportError, reasonOf } from './errors';
import { Release } from './release';

const PATIENCE_MS = 60_000;

/** The text of a release's definitions: a file's if one is named, else the one at the release's address. */
export async function readSource(release: Release, file?: string): Promise<string> {
  const bytes = file === undefined ? await download(release.address) : await read(file);
  verify(bytes, release, file ?? release.address);
  return bytes.toString('utf8');
}

export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

async function download(address: string): Promise<Buffer> {
  const instead = 'pass a copy of the file with --crds FILE';
  let response: Response;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) {
      return Buffer.from(await response.arrayBuffer());
    }
  } catch (thrown) {
    throw new ImportError(`cannot download ${address}: ${reasonOf(thrown)}; ${instead}`);
  }
  throw new ImportError(`cannot download ${address}: HTTP ${response.status} ${response.statusText}; ${instead}`);
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (thrown) {
    throw new ImportError(`cannot read ${file}, given by --crds: ${reasonOf(thrown)}`);
  }
}

function verify(bytes: Buffer, release: Release, from: string): void {
  const got = sha256(bytes);
  if (got !== release.sha256) {
    throw new ImportError(
      `${from} is not the file of Istio ${release.version}: its sha256 is ${got}, expected ${release.sha256}; `
      + `use the file at ${release.address}, or to move to another release change projenrc/imports/release.ts`,
    );
  }
}
