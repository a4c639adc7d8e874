const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML content and for quoted attribute values. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (c) => escapes[c] ?? c);
}

/** Text made safe for HTML content only: quotes stay, which keeps code listings short. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (c) => escapes[c] ?? c);
}
