/**
 * The address of the first page. In a file of its own: the error page that every page carries needs this one alone, and
 * not all of `routes`.
 */
export const homePath = '/';
