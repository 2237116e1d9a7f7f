/** The anchors of a page, as code hosts make them of its headings, from the top down: the second of two that are alike gets a number. */
export class Anchors {
  private readonly taken = new Map<string, number>();

  public of(heading: string): string {
    const slug = heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    const times = this.taken.get(slug) ?? 0;
    this.taken.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  }
}
