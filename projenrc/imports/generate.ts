import { Kind, kindsIn } from './crds';
import { declarationsOf } from './declarations';
import { ImportError } from './errors';
import { Names } from './names';
import { Release } from './release';
import { banner, render } from './render';
import { indexModule, rulesModule, schemaModule, validatorModule } from './schema-modules';
import { sha256 } from './source';

export interface OutputFile {
  /** Below imports/. */
  readonly name: string;
  readonly text: string;
}

/**
 * All generated files: one of types for each group that `names` has, the schema and the validator of each of their kinds, and the checksums
 * of all in the form of sha256sum.
 */
export async function generate(crds: string, release: Release, names: Names): Promise<OutputFile[]> {
  const allKinds = kindsIn(crds);
  const files: OutputFile[] = [];
  const kinds: Kind[] = [];
  for (const [group, table] of Object.entries(names)) {
    const own = allKinds.filter((kind) => kind.group === group);
    if (own.length === 0) {
      throw new ImportError(`no kind of ${group} is defined: remove the group from projenrc/imports/names.ts`);
    }
    files.push({ name: `${group.split('.')[0]}.ts`, text: await render(group, declarationsOf(own, table), release) });
    kinds.push(...own);
  }
  files.push(...schemaFiles(kinds, release));
  return [...files, checksums(files)];
}

function schemaFiles(kinds: readonly Kind[], release: Release): OutputFile[] {
  const file = (name: string, what: string, text: string): OutputFile => ({ name: `${name}.ts`, text: `${banner(what, release)}${text}` });
  return [
    file('schemas/index', 'The kinds that there are schemas of.', indexModule(kinds)),
    file('schemas/rules', 'The rules of all kinds in the Common Expression Language, parsed.', rulesModule(kinds)),
    ...kinds.flatMap((kind) => [
      file(`schemas/${kind.name}`, `The schema of ${kind.name} in ${kind.group}.`, schemaModule(kind)),
      file(`validators/${kind.name}`, `What ajv makes of the schema of ${kind.name} in ${kind.group}.`, validatorModule(kind)),
    ]),
  ];
}

function checksums(files: readonly OutputFile[]): OutputFile {
  return { name: 'SHA256SUMS', text: files.map(({ name, text }) => `${sha256(text)}  ${name}\n`).join('') };
}
