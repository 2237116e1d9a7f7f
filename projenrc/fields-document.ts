import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFieldsDocument, SECTIONS } from '../test/docs/fields/document';

// Usage: fields-document.ts
// Writes docs/fields.md anew from Istio's definitions and the samples in test/docs/fields; a test compares the two.

writeFileSync(join(__dirname, '../docs/fields.md'), formatFieldsDocument(SECTIONS));
