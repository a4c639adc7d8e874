import type { MetadataRoute } from 'next';
import { getConfig } from '#lib/config/runtime.ts';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/dashboard', '/admin', '/api/', '/signin'] },
    sitemap: `${getConfig().portalUrl}/sitemap.xml`,
  };
}
