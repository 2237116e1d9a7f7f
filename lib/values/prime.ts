/** Whether a whole number is a prime as Envoy counts them, 1 among them. Found in as many steps as its square root has. */
export function isPrime(number: number): boolean {
  if (number > 0 && number < 4) return true;
  if (number <= 0 || number % 2 === 0) return false;
  for (let factor = 3; factor * factor <= number; factor += 2) if (number % factor === 0) return false;
  return true;
}
