// Spaces, controls, formats (zero-width spaces and joiners, direction marks), fillers and the empty Braille pattern.
const unseen = /[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/** Whether a reader would see anything of a text. */
export const hasVisible = (text: string): boolean => text.replace(unseen, '') !== '';
