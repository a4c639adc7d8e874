/**
 * Why a document cannot be read at all. `message` is a sentence for readers, `place` is `line:column` or a JSON pointer.
 */
export class DocumentRefusal extends Error {
  readonly place: string | undefined;
  constructor(message: string, place?: string) {
    super(message);
    this.name = 'DocumentRefusal';
    this.place = place;
  }
}
