const words: Record<string, string> = {
  '200': 'OK',
  '201': 'Created',
  '202': 'Accepted',
  '204': 'No content',
  '304': 'Not modified',
  '400': 'Bad request',
  '401': 'Not authenticated',
  '403': 'Not allowed',
  '404': 'Not found',
  '405': 'Method not allowed',
  '409': 'Conflict',
  '413': 'Body too large',
  '415': 'Media type not supported',
  '422': 'Values not valid',
  '429': 'Too many requests',
  '500': 'Server error',
  '503': 'Not available',
};
const classes: Record<string, string> = {
  '1': 'Information',
  '2': 'Success',
  '3': 'Redirection',
  '4': 'The request is at fault',
  '5': 'The server is at fault',
};

/** What a status says when the document does not. */
export function statusWords(status: string): string {
  if (status === 'default') return 'Every other answer';
  return words[status] ?? classes[status.charAt(0)] ?? 'Answer';
}
