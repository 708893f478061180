import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { html } from './html.ts';

test('html`` escapes what it is given and keeps what it made itself', () => {
  const item = html`<li>${'<script>alert("Ø & \'Å\'")</script>'}</li>`;
  expect(item.text).toBe('<li>&lt;script&gt;alert(&quot;Ø &amp; &#39;Å&#39;&quot;)&lt;/script&gt;</li>');
  const list = html`<ul>
    ${[item, item]}${undefined}${false}${3}
  </ul>`;
  expect(list.text).toContain(`${item.text}${item.text}3`);
});

test('html`` never lets a value open a tag or end an attribute', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const page = html`<p title="${value}">${value}</p>`.text;
      expect(page.match(/[<>]/g)).toHaveLength(4);
      expect(page.match(/"/g)).toHaveLength(2);
    }),
  );
});
