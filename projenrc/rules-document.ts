import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRulesDocument } from '../lib/report/rule-page';
import { rules } from '../lib/rules/registry';

// Usage: rules-document.ts
// Writes lib/rules/RULES.md anew; a test compares the two.

writeFileSync(join(__dirname, '../lib/rules/RULES.md'), formatRulesDocument(rules));
