/** @throws for a status that Envoy does not answer with */
export function checkAnswerStatus(status: number): number {
  if (Number.isInteger(status) && status >= 200 && status <= 599) return status;
  throw new Error(`status ${status} is none that a request is answered with; give a whole number from 200 to 599, such as 503`);
}
