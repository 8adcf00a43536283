import type { HttpAnswer } from './answers';

/** Something on the way to an answer came to another one, which is due instead. */
export class Refused extends Error {
  constructor(readonly answer: HttpAnswer) {
    super('the request is refused');
    this.name = 'Refused';
  }
}
