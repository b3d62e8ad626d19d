import assert from 'node:assert/strict';

const standard = new Set(['id', 'class', 'lang', 'dir', 'hidden', 'slot', 'style', 'name', 'title']);

/** Every element of Paraph in a piece of HTML exists, and has the attributes that are written on it. */
export async function checkTags(html: string): Promise<void> {
  for (const [, tag = '', attributes = ''] of html.matchAll(/<(paraph-[a-z]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)) {
    const known = await attributesOf(tag);
    for (const [, attribute = ''] of attributes.matchAll(/\s([a-z-]+)(?:="[^"]*")?/g))
      assert.ok(standard.has(attribute) || known.includes(attribute), `<${tag}> has no attribute "${attribute}"`);
    assert.ok(html.includes(`</${tag}>`), `<${tag}> is never closed`);
  }
}

/** The attributes that an element observes, by its own class. */
export async function attributesOf(tag: string): Promise<readonly string[]> {
  const module = (await import(`@paraph/elements/${tag}.js`)) as Record<string, unknown>;
  const name = tag.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const element = module[name] as { readonly observedAttributes?: readonly string[] } | undefined;
  assert.ok(element, `@paraph/elements/${tag}.js exports no ${name}`);
  return element.observedAttributes ?? [];
}
