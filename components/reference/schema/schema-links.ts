import { routes } from '#lib/routes.ts';

/** What the parts of one tree need to know about where they stand. */
export type TreePlace = {
  api: string;
  /** The id that the ids of all rows begin with. */
  id: string;
};

export const schemaHref = (place: TreePlace, key: string): string => routes.schema(place.api, key);
