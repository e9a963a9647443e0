package dev.touchstone.kubernetes;

import java.util.List;
import java.util.stream.Stream;

/** All checks of a rendered manifest. */
final class ManifestRules {
    private ManifestRules() {}

    /** What is wrong; empty for a manifest that can be applied. */
    static List<Finding> check(ProjectFacts facts, List<KubernetesObject> objects) {
        Stream<Finding> pods = objects.stream()
                .filter(KubernetesObject::isDeployment)
                .flatMap(deployment -> PodRules.check(facts, deployment).stream());
        return Stream.of(ApiSchema.check(objects).stream(), ReferenceRules.check(facts, objects).stream(), pods)
                .flatMap(findings -> findings)
                .toList();
    }
}
