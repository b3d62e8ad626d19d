import { expect } from 'chai';

describe('the browser that runs these tests', () => {
  it('has WebCrypto and custom elements', () => {
    expect(crypto.subtle).to.be.an.instanceOf(SubtleCrypto);
    expect(customElements.define).to.be.a('function');
  });
});
