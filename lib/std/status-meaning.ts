// What the statuses that APIs use mean, in words that say whose turn it is.
const meanings: Record<number, string> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted, work goes on',
  204: 'Done, nothing to show',
  206: 'A part of it',
  304: 'Not changed since',
  400: 'The request cannot be understood',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed here',
  409: 'In conflict with what is there',
  410: 'Gone',
  411: 'Length required',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Understood, but not valid',
  429: 'Too many requests',
  500: 'The server failed',
  502: 'Bad gateway',
  503: 'Not available at the moment',
  504: 'No answer in time',
};

/** A few words for an HTTP status; of its class when it is a rare one. */
export function statusMeaning(status: number): string {
  const known = meanings[status];
  if (known) return known;
  if (status < 300) return 'Done';
  if (status < 400) return 'Redirect';
  return status < 500 ? 'The request was refused' : 'The server failed';
}
