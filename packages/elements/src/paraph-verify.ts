import type { Connection } from './connection/connection.js';
import { ParaphElement } from './paraph-element.js';

export class ParaphVerify extends ParaphElement {
  protected override async load(_: Connection): Promise<void> {}
  protected override content(): unknown {
    return undefined;
  }
}
