import type { ShapeRule } from '../../manifest/diagnose.ts';
import type { Rule } from '../rule.ts';

// These are found by the schema of the manifest, which also judges in the editor; here stands what they mean.
const found = () => [];

export const shapeRules: readonly (Rule & { id: ShapeRule })[] = [
  {
    id: 'manifest-unreadable',
    severity: 'error',
    title: 'The manifest can be read',
    why: 'Nothing can be checked in a text that is neither YAML nor JSON.',
    fix: 'Mend the line. A manifest is one document of at most 65,536 characters, without anchors.',
    waivable: false,
    find: found,
  },
  {
    id: 'duplicate-key',
    severity: 'error',
    title: 'Each key stands once',
    why: 'Programs differ in which of two they take, so nobody knows what is meant.',
    fix: 'Keep one of the two.',
    waivable: false,
    find: found,
  },
  {
    id: 'unknown-field',
    severity: 'error',
    title: 'Every field is known',
    why: 'A misspelt field is not read, and what it says does not hold.',
    fix: 'Use a field of the table, or take the line out.',
    waivable: false,
    find: found,
  },
  {
    id: 'manifest-shape',
    severity: 'error',
    title: 'Every field has its form',
    why: 'Pages and programs of the platform read the manifest and rely on its form.',
    fix: 'Write the field as its description says.',
    waivable: false,
    find: found,
  },
];
