export * from './apps.ts';
export * from './console.ts';
export * from './education.ts';
export * from './identity.ts';
export * from './sandbox.ts';
export * from './webhooks.ts';
