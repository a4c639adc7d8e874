type Question<T> = {
  running: number;
  /** The piece of work that has not begun: whoever asks now shares it. */
  next: Promise<T> | null;
  /** Lets it begin, when it waits for one of the running. */
  begin: (() => void) | null;
};

/**
 * Lets many who ask the same at the same time share one piece of work. Nobody gets an answer whose work had begun
 * before they asked, so what a caller has written before asking is always in the answer: those who come meanwhile
 * share the next piece. `atOnce` pieces of one question run at the same time; the next waits until one of them has
 * ended. Failures are shared too.
 */
export function createSharing<T>(
  atOnce: number,
): (key: string, work: () => Promise<T>) => Promise<T> {
  const questions = new Map<string, Question<T>>();

  const run = async (key: string, question: Question<T>, work: () => Promise<T>): Promise<T> => {
    question.next = null;
    question.running++;
    try {
      return await work();
    } finally {
      question.running--;
      question.begin?.();
      question.begin = null;
      if (question.running === 0 && !question.next) questions.delete(key);
    }
  };

  return (key, work) => {
    const question = questions.get(key) ?? { running: 0, next: null, begin: null };
    questions.set(key, question);
    question.next ??= turnOf(question, atOnce).then(() => run(key, question, work));
    return question.next;
  };
}

/** The end of the turn, so that whoever is in it asks together, or the end of a running piece. */
function turnOf<T>(question: Question<T>, atOnce: number): Promise<void> {
  return new Promise((resolve) => {
    if (question.running < atOnce) setImmediate(resolve);
    else question.begin = resolve;
  });
}
