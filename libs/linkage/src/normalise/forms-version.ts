/**
 * Counted up with every change of what typed cells become: letters, endings, order, pet names, places, numbers. Encodings made with
 * different versions still meet, and find fewer persons. A test holds it against the forms of all vectors.
 */
export const FORMS_VERSION = 3;
