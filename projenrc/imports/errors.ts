/** What the user of the generator can mend: said in one line, without a stack trace. */
export class ImportError extends Error {}

/** The message of whatever was thrown; what `fetch` throws says no more than "fetch failed", and its cause the rest. */
export function reasonOf(thrown: unknown): string {
  const { message, cause } = thrown as { message?: string; cause?: { message?: string; code?: string } };
  return cause?.message || cause?.code || message || String(thrown);
}
