/** What a face is made of; the shader draws it so. */
export const FACE = {
  plain: 0,
  roof: 1,
  green: 2,
  plant: 3,
  deck: 4,
  office: 5,
  laboratory: 6,
  public: 7,
  'data-centre': 8,
  security: 9,
  energy: 10,
  solar: 11,
} as const
export type Face = keyof typeof FACE

export type Vertex = readonly [number, number, number]

/** Whose face it is: the row of its building or plot in the texture of states, and the level that it is built with. */
export interface Belonging {
  readonly slot: number
  readonly level: number
}

/** Faces in columns, as the graphics card takes them. */
export interface MeshColumns {
  readonly positions: Float32Array
  /** Metres along the wall, metres above the storey's floor, the storey's height, FACE. */
  readonly faces: Float32Array
  /** Slot and level. */
  readonly belongings: Float32Array
  readonly normals: Float32Array
  readonly indexes: Uint32Array
}

/** Gathers faces of one mesh. */
export class MeshWriter {
  readonly #positions: number[] = []
  readonly #normals: number[] = []
  readonly #faces: number[] = []
  readonly #belongings: number[] = []
  readonly #indexes: number[] = []

  /** An upright rectangle above the line from one point to another; it faces to the right of it. */
  wall(
    [from, to]: readonly [{ readonly x: number; readonly y: number }, { readonly x: number; readonly y: number }],
    { base, height }: { readonly base: number; readonly height: number },
    face: Face,
    belonging: Belonging,
  ): void {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
    const normal = [(to.y - from.y) / length, -(to.x - from.x) / length, 0] as const
    const corners = [
      [from.x, from.y, base],
      [to.x, to.y, base],
      [to.x, to.y, base + height],
      [from.x, from.y, base + height],
    ] as const
    const at = this.#vertices(corners, normal, belonging, [
      [0, 0, height, FACE[face]],
      [length, 0, height, FACE[face]],
      [length, height, height, FACE[face]],
      [0, height, height, FACE[face]],
    ])
    this.#indexes.push(at, at + 1, at + 2, at, at + 2, at + 3)
  }

  /** Four corners in a plane, to the left around it as seen from where it faces. */
  quad(corners: readonly [Vertex, Vertex, Vertex, Vertex], face: Face, belonging: Belonging): void {
    const [a, b, , d] = corners
    const normal = unitNormal(a, b, d)
    const at = this.#vertices(
      corners,
      normal,
      belonging,
      corners.map(([x, y]) => [x, y, 0, FACE[face]]),
    )
    this.#indexes.push(at, at + 1, at + 2, at, at + 2, at + 3)
  }

  /** A level polygon that faces up. @param triangles indexes of its corners, three a triangle */
  level(
    corners: readonly { readonly x: number; readonly y: number }[],
    triangles: readonly (readonly number[])[],
    height: number,
    face: Face,
    belonging: Belonging,
  ): void {
    const at = this.#vertices(
      corners.map(({ x, y }) => [x, y, height] as const),
      [0, 0, 1],
      belonging,
      corners.map(({ x, y }) => [x, y, 0, FACE[face]]),
    )
    for (const triangle of triangles) for (const corner of triangle) this.#indexes.push(at + corner)
  }

  columns(): MeshColumns {
    return {
      positions: Float32Array.from(this.#positions),
      normals: Float32Array.from(this.#normals),
      faces: Float32Array.from(this.#faces),
      belongings: Float32Array.from(this.#belongings),
      indexes: Uint32Array.from(this.#indexes),
    }
  }

  #vertices(
    corners: readonly Vertex[],
    normal: Vertex,
    { slot, level }: Belonging,
    faces: readonly (readonly number[])[],
  ): number {
    const first = this.#positions.length / 3
    corners.forEach((corner, number) => {
      this.#positions.push(...corner)
      this.#normals.push(...normal)
      this.#faces.push(...(faces[number] ?? []))
      this.#belongings.push(slot, level)
    })
    return first
  }
}

function unitNormal(a: Vertex, b: Vertex, d: Vertex): Vertex {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  const [vx, vy, vz] = [d[0] - a[0], d[1] - a[1], d[2] - a[2]]
  const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx] as const
  const length = Math.hypot(...normal) || 1
  return [normal[0] / length, normal[1] / length, normal[2] / length]
}
