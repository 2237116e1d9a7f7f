/** Of a list of words the one that another most likely is with typing errors, or capitals and dashes apart; undefined where none is near. */
export function nearestOf(word: string, words: readonly string[]): string | undefined {
  const plain = plainOf(word);
  const most = Math.max(1, Math.floor(plain.length / 3));
  // The difference in length is the least distance, and cheap.
  const near = words.filter((each) => Math.abs(plainOf(each).length - plain.length) <= most).map((each) => ({ each, far: distance(plain, plainOf(each)) })).filter(({ far }) => far <= most);
  return near.sort((a, b) => a.far - b.far)[0]?.each;
}

function plainOf(word: string): string {
  return word.toLowerCase().replace(/[-_.\s]/g, '');
}

/** How many letters have to be added, left out, exchanged or changed over with the next one. */
function distance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]), swapped));
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
