import { defineMatcher } from '../define-matcher';

/** What else a redirect must be like. */
export interface RedirectedOptions {
  /**
   * Status of the answer, such as 301.
   *
   * @default - any
   */
  readonly status?: number;
}

const WITHOUT_PATH = /^[a-z]+:\/\/[^/?#]+$/i;

/** A gateway answers the request with a redirect. */
export const toBeRedirectedTo = defineMatcher('toBeRedirectedTo', (_, url: string, { status }: RedirectedOptions = {}) => {
  if (!/^[a-z]+:\/\/[^/]/i.test(url)) throw new Error(`"${url}" is no URL that a redirect leads to: give it whole, as in https://shop.example.com/path`);
  const wanted = WITHOUT_PATH.test(url) ? `${url}/` : url;
  return {
    words: `be redirected ${status === undefined ? '' : `${status} `}to ${wanted}`,
    holds: (outcome) => outcome.kind === 'redirected' && outcome.location === wanted && (status === undefined || outcome.status === status),
  };
});
