import { DataTexture, NearestFilter, RGFormat, UnsignedByteType } from 'three'
import type { BoxFlags } from './box-flags.ts'
import { codesOf } from './value-code.ts'

const WIDTH = 256

/**
 * Two bytes a thing, read by every box's shader by thing index: a value code and flags. Recolouring the whole estate, or
 * dimming what a filter leaves out, is one write into this texture; no instance buffer is touched.
 */
export class StateTexture {
  readonly texture: DataTexture
  readonly #bytes: Uint8Array
  readonly #codes: Uint8Array
  readonly #extent: number

  /** @param extent one more than the highest thing index */
  constructor(extent: number) {
    const height = Math.max(1, Math.ceil(extent / WIDTH))
    this.#extent = extent
    this.#bytes = new Uint8Array(WIDTH * height * 2)
    this.#codes = new Uint8Array(extent)
    this.texture = new DataTexture(this.#bytes, WIDTH, height, RGFormat, UnsignedByteType)
    this.texture.magFilter = NearestFilter
    this.texture.minFilter = NearestFilter
    this.texture.unpackAlignment = 1
    this.texture.needsUpdate = true
  }

  /** @param values one a thing index, NaN for no data; a shorter array leaves the rest without data */
  setValues(values: Float32Array, domain: readonly [number, number]): void {
    codesOf(values, domain, this.#codes)
    for (let index = 0; index < this.#extent; index++) this.#bytes[index * 2] = this.#codes[index] ?? 255
    this.texture.needsUpdate = true
  }

  setFlags(index: number, flags: BoxFlags): void {
    if (index < this.#extent) this.#bytes[index * 2 + 1] = flags
    this.texture.needsUpdate = true
  }

  flags(index: number): BoxFlags {
    return this.#bytes[index * 2 + 1] ?? 0
  }

  dispose(): void {
    this.texture.dispose()
  }
}
