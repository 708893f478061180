import { test, expect } from '@playwright/test';
import fc from 'fast-check';
import { escapeMarkup, html } from './html.ts';

test.describe('html: everything is escaped', () => {
  test('text cannot leave its element or its attribute', () => {
    const evil = `"><script>alert('x')</script>&`;
    expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
    );
  });

  test('markup is placed as it is, lists are joined, nothing gives nothing', () => {
    const letters = ['å', 'ø'].map((letter) => html`<li>${letter}</li>`);
    expect(html`${letters}${undefined}${7}`.markup).toBe('<li>å</li><li>ø</li>7');
  });

  test('no text gives a bracket, a quote or a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // eslint-disable-next-line no-control-regex
        expect(escapeMarkup(text)).not.toMatch(/[<>"'\u0000-\u0008\u202e]|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});
