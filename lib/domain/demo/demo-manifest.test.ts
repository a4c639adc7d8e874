import { expect, it } from 'vitest';
import { scanManifest } from '../policy/scan.ts';
import { stopping } from '../versions/judge.ts';
import { demoManifest } from './demo-manifest.ts';
import { anyDemo, firstDemo } from './names.ts';

it.each([firstDemo, anyDemo('1a2b3c'), anyDemo('ffffff')])(
  '$app is published with a manifest that passes the scan',
  (names) => {
    const source = demoManifest(names, `${names.word}-app`);
    const { manifest, findings } = scanManifest(source, 'yaml');
    expect(stopping(findings.map((one) => ({ ...one, waived: null })))).toEqual([]);
    expect(manifest?.names.en).toBe(names.app);
  },
);
