import { Send } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { ExecuteClass } from './swagger-types.ts';

/** The original checks the parameters and sends; only its look is ours. */
export function sendButtonOf(Original: ExecuteClass): ExecuteClass {
  return class SendButton extends Original {
    override render() {
      const busy = this.props.disabled === true;
      return (
        <div className="console-send">
          {/* Not disabled while it runs: that would take the focus away from whoever pressed it by key. */}
          <Button
            variant="primary"
            aria-busy={busy || undefined}
            aria-disabled={busy || undefined}
            onClick={busy ? undefined : this.onClick}
            data-console-send=""
          >
            {busy ? <Spinner /> : <Send className="size-4" aria-hidden="true" />}
            Send request
          </Button>
          <span className="console-send-hint">
            <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
          </span>
        </div>
      );
    }
  };
}
