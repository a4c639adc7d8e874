import { type NextRequest, NextResponse } from 'next/server';

/** `….md` of a reading page is the same page as Markdown: the address is the page's own, the answer a route's. */
export function proxy(request: NextRequest): NextResponse {
  const url = request.nextUrl.clone();
  url.pathname = `/api/markdown${url.pathname.replace(/\.md$/, '')}`;
  return NextResponse.rewrite(url);
}

export const config = {
  matcher: ['/(docs|reference|errors).md', '/(docs|reference|errors)/(.*).md'],
};
