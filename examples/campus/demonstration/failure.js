/** Something that the person who started the campus can do something about: what happened, and what to do. */
export class Failure extends Error {
  /**
   * @param {string} what
   * @param {string} todo
   */
  constructor(what, todo, options) {
    super(what, options);
    this.todo = todo;
  }
}
