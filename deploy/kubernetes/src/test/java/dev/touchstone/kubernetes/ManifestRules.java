package dev.touchstone.kubernetes;

import java.util.List;
import java.util.stream.Stream;

/** All checks of a rendered manifest. */
final class ManifestRules {
    private ManifestRules() {}

    /** What is wrong; empty for a manifest that can be applied. */
    static List<Finding> check(ProjectFacts facts, List<KubernetesObject> objects) {
        return Stream.of(
                        ApiSchema.check(objects),
                        PodRules.check(facts, objects),
                        ReferenceRules.check(facts, objects),
                        MigrationRules.check(facts, objects),
                        ScalingRules.check(objects),
                        NetworkRules.check(objects),
                        IngressRules.check(facts, objects),
                        TlsRules.check(facts, objects))
                .flatMap(List::stream)
                .toList();
    }
}
