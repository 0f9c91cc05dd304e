/** CPUs as Kubernetes writes them: `2`, `500m`. */
export function cpuQuantity(cpus: number): string {
  return Number.isInteger(cpus) ? `${cpus}` : `${Math.ceil(cpus * 1000)}m`
}

/** Memory or disk as Kubernetes writes it: `4Gi`, `512Mi`. */
export function gibQuantity(gib: number): string {
  return Number.isInteger(gib) ? `${gib}Gi` : `${Math.ceil(gib * 1024)}Mi`
}
