import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '#lib/auth/options.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

// The settings follow the configuration, which is there only after the start; so they are made per call.
function handler(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, authOptions(request.headers));
}

export { handler as GET, handler as POST };
