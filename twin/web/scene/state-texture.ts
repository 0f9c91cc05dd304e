import { DataTexture, NearestFilter, RedFormat, RedIntegerFormat, UnsignedByteType, UnsignedIntType } from 'three'
import type { BoxFlags } from './box-flags.ts'

const WIDTH = 256

/**
 * The newest value and the marks of every thing, read by every box's shader by thing index. Recolouring the whole estate is one
 * copy of memory and one upload; no instance buffer is touched. Values travel as the bits of their 32-bit float in an integer
 * texture, so that NaN (no data) and infinity (no maximum) arrive as they are on every driver.
 */
export class StateTexture {
  readonly values: DataTexture
  readonly marks: DataTexture
  readonly #values: Float32Array
  readonly #marks: Uint8Array

  /** @param extent one more than the highest thing index */
  constructor(extent: number) {
    const height = Math.max(1, Math.ceil(extent / WIDTH))
    this.#values = new Float32Array(WIDTH * height).fill(Number.NaN)
    this.#marks = new Uint8Array(WIDTH * height)
    const bits = new Uint32Array(this.#values.buffer)
    this.values = new DataTexture(bits, WIDTH, height, RedIntegerFormat, UnsignedIntType)
    this.values.internalFormat = 'R32UI'
    this.marks = new DataTexture(this.#marks, WIDTH, height, RedFormat, UnsignedByteType)
    for (const texture of [this.values, this.marks]) {
      texture.magFilter = NearestFilter
      texture.minFilter = NearestFilter
      texture.unpackAlignment = 1
      texture.needsUpdate = true
    }
  }

  /** @param values one a thing index, NaN for no data; a shorter array leaves the rest without data */
  setValues(values: Float32Array): void {
    const known = Math.min(values.length, this.#values.length)
    this.#values.set(known === values.length ? values : values.subarray(0, known))
    this.#values.fill(Number.NaN, known)
    this.values.needsUpdate = true
  }

  setFlags(index: number, flags: BoxFlags): void {
    if (index < this.#marks.length) this.#marks[index] = flags
    this.marks.needsUpdate = true
  }

  flags(index: number): BoxFlags {
    return this.#marks[index] ?? 0
  }

  dispose(): void {
    this.values.dispose()
    this.marks.dispose()
  }
}
