import { Play } from 'lucide-react';
import { buttonClass } from '../ui/button-class.ts';

type ConsoleLauncherProps = {
  api: string;
  /** Slug of the operation. */
  operation: string;
  method: string;
  path: string;
};

/** Opens the console of one operation. */
export function ConsoleLauncher({ api, operation, method }: ConsoleLauncherProps) {
  return (
    <a
      href="#try"
      data-console={`${api} ${operation}`}
      data-needs-js=""
      className={buttonClass('primary', 'md', 'print:hidden')}
    >
      <Play className="size-4" aria-hidden="true" />
      Try it
      <span className="sr-only">: send {method} from the browser</span>
    </a>
  );
}
