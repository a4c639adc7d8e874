'use client';
import type { ComponentProps } from 'react';
import SwaggerUI from 'swagger-ui-react';

/** The one place that imports swagger-ui: the console of an operation and the explorer of an API mount it with plugins of their own. */
export function SwaggerMount(props: ComponentProps<typeof SwaggerUI>) {
  return <SwaggerUI {...props} />;
}
