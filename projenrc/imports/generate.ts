import { kindsIn } from './crds';
import { declarationsOf } from './declarations';
import { ImportError } from './errors';
import { Names } from './names';
import { Release } from './release';
import { render } from './render';
import { sha256 } from './source';

export interface OutputFile {
  readonly name: string;
  readonly text: string;
}

/** All generated files: one of types for each group that `names` has, and their checksums in the form of sha256sum. */
export async function generate(crds: string, release: Release, names: Names): Promise<OutputFile[]> {
  const allKinds = kindsIn(crds);
  const files: OutputFile[] = [];
  for (const [group, table] of Object.entries(names)) {
    const kinds = allKinds.filter((kind) => kind.group === group);
    if (kinds.length === 0) {
      throw new ImportError(`no kind of ${group} is defined: remove the group from projenrc/imports/names.ts`);
    }
    files.push({ name: `${group.split('.')[0]}.ts`, text: await render(group, declarationsOf(kinds, table), release) });
  }
  return [...files, checksums(files)];
}

function checksums(files: readonly OutputFile[]): OutputFile {
  return { name: 'SHA256SUMS', text: files.map(({ name, text }) => `${sha256(text)}  ${name}\n`).join('') };
}
