import type { AllowedOperation } from '#environments/environment.schema.ts';

type ListedForm = NonNullable<AllowedOperation['form']>;

/** The form must have exactly the listed keys, each once, and the fixed values where given. */
export function refuseForm(listed: ListedForm, text: string): string | undefined {
  const pairs = text === '' ? [] : text.split('&');
  const rawKeys = pairs.map((pair) => pair.split('=', 1)[0] ?? '');
  if (text.includes(';')) return 'its form has a semicolon, which some servers read as a separator.';
  if (rawKeys.includes('_method')) return 'its form overrides the method.';
  const wanted = Object.keys(listed).sort();
  if (JSON.stringify([...rawKeys].sort()) !== JSON.stringify(wanted)) {
    return `its form has other keys than the listed ones (${wanted.join(', ')}).`;
  }
  const values = new URLSearchParams(text);
  const wrong = Object.entries(listed).find(([key, value]) => value !== null && values.get(key) !== value);
  return wrong === undefined ? undefined : `its form has another ${wrong[0]} than the listed one.`;
}
