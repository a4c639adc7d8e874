import type { Severity } from './rule.ts';

/** What a rule found, as pages, the command line and the database keep it. Lines and columns from 1. */
export type Finding = {
  rule: string;
  severity: Severity;
  title: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** Such as `webhooks[0].url`; empty: the whole text. */
  path: string;
  message: string;
  why: string;
  fix: string;
  /** Address of the page that explains the rule. */
  doc: string;
  /** The offending line, secrets covered. */
  excerpt: string;
  isWaivable: boolean;
};

/** A finding with what a reviewer decided about its rule for this app. */
export type JudgedFinding = Finding & { waived: { reason: string; by: string } | null };
