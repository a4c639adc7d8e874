type Question<T> = { running: Promise<T> | null; next: Promise<T> | null };

/**
 * Lets many who ask the same at the same time share one piece of work. Nobody gets an answer whose work had begun
 * before they asked: those who come meanwhile share the next one, which begins when the running one has ended. So
 * what a caller has written before asking is always in the answer. Failures are shared too.
 */
export function createSharing<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const questions = new Map<string, Question<T>>();

  const begin = (key: string, question: Question<T>, work: () => Promise<T>): Promise<T> => {
    // Also a throw at once must end as a rejection, or the question would wait for ever.
    const running = (async () => work())();
    question.running = running;
    question.next = null;
    const settled = () => {
      if (question.running === running) question.running = null;
      if (!question.running && !question.next) questions.delete(key);
    };
    running.then(settled, settled);
    return running;
  };

  return (key, work) => {
    let question = questions.get(key);
    if (!question) {
      question = { running: null, next: null };
      questions.set(key, question);
    }
    const mine = question;
    if (mine.next) return mine.next;
    // The end of the turn: whoever is in it asks together.
    const ready = mine.running ? mine.running.then(noop, noop) : endOfTurn();
    mine.next = ready.then(() => begin(key, mine, work));
    return mine.next;
  };
}

const noop = () => undefined;
const endOfTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
