/** A path segment made of a foreign name: `CPU #1 Temp` becomes `cpu-1-temp`; 'unnamed' where nothing is left of it. */
export function slug(text: string): string {
  const made = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z0-9])/g, '$1-$2')
    .replace(/([0-9])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '')
  return made === '' ? 'unnamed' : made
}
