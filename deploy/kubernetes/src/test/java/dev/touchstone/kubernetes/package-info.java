/**
 * Checks of the manifests: they are rendered without a cluster, read strictly as what the Kubernetes API takes, and held
 * against the project's own rules, which are proved by seeded defects.
 */
@NullMarked
package dev.touchstone.kubernetes;

import org.jspecify.annotations.NullMarked;
