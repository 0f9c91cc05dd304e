/**
 * A secret that is in the cluster or will be, by name. Its value comes from the state's vault by a way that is not Terraform's: no configuration, plan, state or
 * environment of a process holds it. Pods read it as files.
 */
export class SecretReference {
  /** Of the Kubernetes secret: `web-tls`. */
  readonly secretName: string
  /** Folder in the container: `/run/secrets/tls`. */
  readonly folder: string

  constructor(
    workload: string,
    readonly name: string,
  ) {
    this.secretName = `${workload}-${name}`
    this.folder = `/run/secrets/${name}`
  }

  /** For the pod. The group may read it, others not. */
  volume() {
    return {
      name: `secret-${this.name}`,
      secret: { secretName: this.secretName, defaultMode: '0440', optional: false },
    }
  }

  /** For the container. */
  mount() {
    return { name: `secret-${this.name}`, mountPath: this.folder, readOnly: true }
  }
}
