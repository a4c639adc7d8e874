/** JSON that anyone may read from anywhere: documents are public. */
export function jsonText(text: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=60',
    },
  });
}

export function nothingHere(): Response {
  return Response.json(
    { message: 'There is no such document. /reference lists them.', error: 'not_found' },
    { status: 404 },
  );
}
