import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from './api-reference/convert';
import { apiReference } from './api-reference/document';

// Usage: api-reference.ts
// Writes docs/api anew from the doc comments of what the package exports; a test compares the two.

const folder = join(__dirname, '../docs/api');
const { entryPoints, warnings } = convert();
for (const warning of warnings) process.stderr.write(`${warning}\n`);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of apiReference(entryPoints)) writeFileSync(join(folder, name), text);
