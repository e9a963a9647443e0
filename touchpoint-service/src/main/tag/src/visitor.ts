import { Key, keep, recall } from './storage';
import { random } from './text';

/** A visitor that came along with a link from another registered domain; waits here for consent. */
let arrived: string | undefined;
let renewed = false;

export const arriveAs = (id: string): void => {
  arrived = id;
};

/** The visitor this browser already is, if any. */
export const knownVisitor = (): string | undefined => recall(Key.VISITOR);

/** The visitor's id; made and kept when there is none. Only with consent. */
export const visitor = (): string => {
  const known = knownVisitor();
  const id = arrived || known || random(4);
  arrived = undefined;
  if (id !== known || !renewed) {
    renewed = true;
    keep(Key.VISITOR, id);
  }
  return id;
};
