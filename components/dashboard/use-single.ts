import { useRef } from 'react';

/**
 * Work that runs once at a time: whatever asks meanwhile is let go. A query tells a moment later that it runs, and a
 * double click is faster than that. Rejects as the work does.
 */
export function useSingle<Input>(work: (input: Input) => Promise<unknown>) {
  const isRunning = useRef(false);
  return async (input: Input): Promise<void> => {
    if (isRunning.current) return;
    isRunning.current = true;
    try {
      await work(input);
    } finally {
      isRunning.current = false;
    }
  };
}
