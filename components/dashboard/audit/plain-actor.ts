/** Who acted when it was no person of the organization. */
export function plainActor(actor: string): string {
  if (actor === 'operator') return 'The operator';
  if (actor === 'system') return 'The portal itself';
  return actor.startsWith('reviewer:') ? 'A reviewer' : actor;
}
