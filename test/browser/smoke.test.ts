import { expect } from 'chai';

describe('the browser runner', () => {
  it('runs compiled modules in a page with WebCrypto', () => {
    expect(crypto.subtle).to.be.an('object');
  });
});
