import { z } from 'zod'
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

/** Reads a lock as it stands in a file. @throws ZodError where it has another form */
export function readImageLock(json: unknown): ImageLock {
  return schema.parse(json)
}

/** The shipped lock. Its digests are made up, and it says so. */
export function practiceImageLock(): ImageLock {
  return readImageLock(shipped)
}

/** Where the cluster takes an image from: `registry.oblak.rs/evisa/store@sha256:…`; undefined where the lock does not hold it. */
export function imageReference({ registry, images }: ImageLock, name: string): string | undefined {
  const digest = Object.hasOwn(images, name) ? images[name] : undefined
  return digest === undefined ? undefined : `${registry}/${name}@${digest}`
}
