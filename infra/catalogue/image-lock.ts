import { z } from 'zod'
import type { Diagnostic } from '../../twin/kit/diagnostic.ts'
import { readYaml } from '../../twin/kit/yaml-source.ts'
import shipped from './image-lock.json' with { type: 'json' }

const DIGEST = /^sha256:[0-9a-f]{64}$/

const schema = z.strictObject({
  registry: z.string(),
  /** `practice`: stand-ins computed from the names, no image has them. `released`: digests that the registry gave. */
  basis: z.enum(['practice', 'released']),
  note: z.string().optional(),
  images: z.record(z.string(), z.string().regex(DIGEST, 'a digest is sha256: and 64 hexadecimal digits')),
})

/** Which bytes each image is: the one place where digests stand. */
export type ImageLock = z.infer<typeof schema>

/** Reads a lock, JSON or YAML: what it says, or everything that is wrong with it. @param file as the person who gave it knows it */
export function readImageLock(
  bytes: Uint8Array,
  file: string,
): { readonly value: ImageLock } | { readonly diagnostics: readonly Diagnostic[] } {
  const reading = readYaml(bytes, file)
  return 'diagnostics' in reading ? reading : reading.source.checkWith(schema)
}

/** The shipped lock. Its digests are made up, and it says so. */
export function practiceImageLock(): ImageLock {
  return schema.parse(shipped)
}

/** Where the cluster takes an image from: `registry.oblak.rs/evisa/store@sha256:…`; undefined where the lock does not hold it. */
export function imageReference({ registry, images }: ImageLock, name: string): string | undefined {
  const digest = Object.hasOwn(images, name) ? images[name] : undefined
  return digest === undefined ? undefined : `${registry}/${name}@${digest}`
}
