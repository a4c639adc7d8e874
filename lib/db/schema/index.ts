export * from './apps.ts';
export * from './console.ts';
export * from './education.ts';
export * from './identity.ts';
export * from './okta.ts';
export * from './okta-apps.ts';
export * from './sandbox.ts';
export * from './webhooks.ts';
