const MARK_MS = 1_500;

/** Copies what a copy button stands for, and marks it for a moment. */
export async function copyFrom(button: HTMLElement): Promise<void> {
  const { copyFrom: address, copy } = button.dataset;
  const done = address ? await writeFetched(address) : await write(copy || textInScope(button));
  if (!done) return;
  button.dataset.copied = '';
  announce('Copied');
  setTimeout(() => {
    delete button.dataset.copied;
  }, MARK_MS);
}

// The clipboard is asked within the press; the text may come later, which Safari allows only in this form.
async function writeFetched(address: string): Promise<boolean> {
  const text = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.text();
  });
  try {
    const blob = text.then((body) => new Blob([body], { type: 'text/plain' }));
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return true;
  } catch {
    return text.then(write).catch(() => false);
  }
}

function textInScope(button: HTMLElement): string {
  const scope = button.closest('[data-copy-scope]');
  // Several panels may stand in one frame; only the shown one has a box.
  const shown = [...(scope?.querySelectorAll<HTMLElement>('pre') ?? [])].find(
    (pre) => pre.offsetParent !== null,
  );
  return shown?.textContent ?? '';
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeBySelection(text);
  }
}

// Without HTTPS (another machine's portal in the local network) there is no clipboard API.
function writeBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'fixed opacity-0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

function announce(text: string): void {
  const live = document.getElementById('announcer');
  if (!live) return;
  live.textContent = '';
  requestAnimationFrame(() => {
    live.textContent = text;
  });
}
