import { expect, type Page } from '@playwright/test';

/** Replaces the whole text of the manifest's editor. */
export async function writeManifest(page: Page, text: string): Promise<void> {
  // The plain field stays until the editor's code has come.
  const editor = page.locator('[contenteditable="true"][aria-label="Manifest"]');
  await expect(page.locator('textarea[name="source"]')).toBeHidden();
  await editor.fill(text);
}
