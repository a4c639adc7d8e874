import type { MetadataRoute } from 'next';
import { getConfig } from '#lib/config/runtime.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/dashboard', '/admin', '/api/', '/signin'] },
    sitemap: getConfig().portalUrl + routes.sitemap(),
  };
}
